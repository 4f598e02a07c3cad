import { UntagServerCertificate } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { removedTagKeys } from '../condition-keys.ts';
import { operation } from '../parts.ts';
import { onServerCertificate } from '../server-certificate.ts';
import { updateServerCertificateTags } from '../server-certificate-tables.ts';
import { withoutTags } from '../tags.ts';

export const untagServerCertificate = operation(UntagServerCertificate)
  .access({ ...onServerCertificate('iam:UntagServerCertificate'), keys: removedTagKeys })
  .handle(async ({ input, resource: { row } }) => {
    const { id, revision } = row;
    const tags = withoutTags(row.tags, input.TagKeys);
    return { output: {}, changes: [change(updateServerCertificateTags, { id, revision, tags })] };
  });
