import { UpdateSigningCertificate } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onUserOrCaller } from '../access-key.ts';
import { operation } from '../parts.ts';
import { readSigningCertificate } from '../signing-certificate.ts';
import { updateSigningCertificateStatus } from '../user-credential-tables.ts';

export const updateSigningCertificate = operation(UpdateSigningCertificate)
  .access(onUserOrCaller('iam:UpdateSigningCertificate'))
  .handle(async (call) => {
    const { CertificateId, Status: status } = call.input;
    if (status === 'Expired') throw call.error('InvalidInput', NOT_BY_HAND);
    const { id, revision } = await readSigningCertificate(call, CertificateId);
    return {
      output: {},
      changes: [change(updateSigningCertificateStatus, { id, revision, status })],
    };
  });

const NOT_BY_HAND = 'The status of a signing certificate can be set to Active or Inactive.';
