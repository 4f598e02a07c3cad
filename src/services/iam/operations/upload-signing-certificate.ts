import { BASE32, randomText } from '../../../base/random.ts';
import { readX509 } from '../../../crypto/x509.ts';
import { UploadSigningCertificate } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { holderId, oneMoreOf, onUserOrCaller } from '../access-key.ts';
import { operation } from '../parts.ts';
import {
  shownSigningCertificate,
  SIGNING_CERTIFICATES_PER_USER,
  signingCertificatesOf,
} from '../signing-certificate.ts';
import { insertSigningCertificate } from '../user-credential-tables.ts';

export const uploadSigningCertificate = operation(UploadSigningCertificate)
  .access(onUserOrCaller('iam:UploadSigningCertificate'))
  .handle(async (call) => {
    const { input, resource: holder, random, now, error } = call;
    const certificate = readX509(input.CertificateBody);
    if (!certificate) throw error('MalformedCertificate', MALFORMED);
    const { fingerprint, notBefore, notAfter } = certificate;
    if (now < notBefore || now >= notAfter) throw error('InvalidCertificate', OUT_OF_TIME);
    const there = await signingCertificatesOf(call, holder);
    const same = there.find((one) => one.fingerprint === fingerprint);
    if (same) throw error('DuplicateCertificate', `Duplicate certificate exists. ID is ${same.id}`);
    const room = await oneMoreOf(call, { ...SIGNING_CERTIFICATES_PER_USER, there: there.length });
    const row = {
      id: randomText(random, BASE32, 32),
      account: holder.account,
      user_id: holderId(holder),
      body: input.CertificateBody,
      fingerprint,
      status: 'Active' as const,
      created_at: now,
      revision: 1,
    };
    return {
      output: { Certificate: shownSigningCertificate(row, holder) },
      changes: [...room, change(insertSigningCertificate, row)],
    };
  });

const MALFORMED = 'Unable to parse certificate. Please ensure the certificate is in PEM format.';
const OUT_OF_TIME = 'The certificate has expired or is not valid yet.';
