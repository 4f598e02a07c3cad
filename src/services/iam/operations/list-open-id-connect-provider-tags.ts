import { ListOpenIDConnectProviderTags } from '../../../generated/iam.ts';
import { onOidcProvider } from '../oidc-provider.ts';
import { operation } from '../parts.ts';
import { pageOfTags } from '../tags.ts';

export const listOpenIDConnectProviderTags = operation(ListOpenIDConnectProviderTags)
  .access(onOidcProvider('iam:ListOpenIDConnectProviderTags'))
  .handle(async (call) => {
    const { arn: id, tags } = call.resource.row;
    return { output: await pageOfTags(call, { id, tags }) };
  });
