import { ListSigningCertificates } from '../../../generated/iam.ts';
import { holderId, onUserOrCaller } from '../access-key.ts';
import { pageOf, readFrom } from '../page.ts';
import { operation } from '../parts.ts';
import { shownSigningCertificate, signingCertificatesOf } from '../signing-certificate.ts';

export const listSigningCertificates = operation(ListSigningCertificates)
  .access(onUserOrCaller('iam:ListSigningCertificates'))
  .handle(async (call) => {
    const { resource: holder } = call;
    const byId = readFrom(await signingCertificatesOf(call, holder), ({ id }) => id);
    const { shown, more } = await pageOf(call, `certificates of ${holderId(holder)}`, byId);
    const Certificates = shown.map((row) => shownSigningCertificate(row, holder));
    return { output: { Certificates, ...more } };
  });
