import { DeleteSigningCertificate } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onUserOrCaller } from '../access-key.ts';
import { operation } from '../parts.ts';
import { readSigningCertificate } from '../signing-certificate.ts';
import { deleteSigningCertificateRow } from '../user-credential-tables.ts';

export const deleteSigningCertificate = operation(DeleteSigningCertificate)
  .access(onUserOrCaller('iam:DeleteSigningCertificate'))
  .handle(async (call) => {
    const { id, revision } = await readSigningCertificate(call, call.input.CertificateId);
    return { output: {}, changes: [change(deleteSigningCertificateRow, { id, revision })] };
  });
