import { DeleteServerCertificate } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { operation } from '../parts.ts';
import { onServerCertificate } from '../server-certificate.ts';
import { deleteServerCertificateRow } from '../server-certificate-tables.ts';

export const deleteServerCertificate = operation(DeleteServerCertificate)
  .access(onServerCertificate('iam:DeleteServerCertificate'))
  .handle(async ({ resource: { row } }) => {
    const { id, revision } = row;
    return { output: {}, changes: [change(deleteServerCertificateRow, { id, revision })] };
  });
