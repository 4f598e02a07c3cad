import { ListSAMLProviderTags } from '../../../generated/iam.ts';
import { operation } from '../parts.ts';
import { onSamlProvider } from '../saml-provider.ts';
import { pageOfTags } from '../tags.ts';

export const listSAMLProviderTags = operation(ListSAMLProviderTags)
  .access(onSamlProvider('iam:ListSAMLProviderTags'))
  .handle(async (call) => {
    const { arn: id, tags } = call.resource.row;
    return { output: await pageOfTags(call, { id, tags }) };
  });
