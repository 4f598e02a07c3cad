import { TagOpenIDConnectProvider } from '../../../generated/iam.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { onOidcProvider } from '../oidc-provider.ts';
import { updateOidcTags } from '../oidc-provider-tables.ts';
import { operation } from '../parts.ts';
import { withTags } from '../tags.ts';

export const tagOpenIDConnectProvider = operation(TagOpenIDConnectProvider)
  .access({
    ...onOidcProvider('iam:TagOpenIDConnectProvider'),
    keys: ({ Tags }) => requestTagKeys(Tags),
  })
  .handle(async ({ input, resource: { row }, error }) => {
    const { arn, revision } = row;
    const tags = withTags(row.tags, input.Tags, error);
    return { output: {}, changes: [change(updateOidcTags, { arn, revision, tags })] };
  });
