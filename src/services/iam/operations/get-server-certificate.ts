import { GetServerCertificate } from '../../../generated/iam.ts';
import { operation } from '../parts.ts';
import { onServerCertificate, shownServerCertificate } from '../server-certificate.ts';
import { shownTags } from '../tag-pairs.ts';

export const getServerCertificate = operation(GetServerCertificate)
  .access(onServerCertificate('iam:GetServerCertificate'))
  .handle(async ({ resource: { row } }) => ({
    output: {
      ServerCertificate: {
        ServerCertificateMetadata: shownServerCertificate(row),
        CertificateBody: row.body,
        ...(row.chain !== null && { CertificateChain: row.chain }),
        Tags: shownTags(row.tags) ?? [],
      },
    },
  }));
