import { UntagOpenIDConnectProvider } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { removedTagKeys } from '../condition-keys.ts';
import { onOidcProvider } from '../oidc-provider.ts';
import { updateOidcTags } from '../oidc-provider-tables.ts';
import { operation } from '../parts.ts';
import { withoutTags } from '../tags.ts';

export const untagOpenIDConnectProvider = operation(UntagOpenIDConnectProvider)
  .access({ ...onOidcProvider('iam:UntagOpenIDConnectProvider'), keys: removedTagKeys })
  .handle(async ({ input, resource: { row } }) => {
    const { arn, revision } = row;
    const tags = withoutTags(row.tags, input.TagKeys);
    return { output: {}, changes: [change(updateOidcTags, { arn, revision, tags })] };
  });
