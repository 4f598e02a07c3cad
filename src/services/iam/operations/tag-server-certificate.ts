import { TagServerCertificate } from '../../../generated/iam.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { operation } from '../parts.ts';
import { onServerCertificate } from '../server-certificate.ts';
import { updateServerCertificateTags } from '../server-certificate-tables.ts';
import { withTags } from '../tags.ts';

export const tagServerCertificate = operation(TagServerCertificate)
  .access({
    ...onServerCertificate('iam:TagServerCertificate'),
    keys: ({ Tags }) => requestTagKeys(Tags),
  })
  .handle(async ({ input, resource: { row }, error }) => {
    const { id, revision } = row;
    const tags = withTags(row.tags, input.Tags, error);
    return { output: {}, changes: [change(updateServerCertificateTags, { id, revision, tags })] };
  });
