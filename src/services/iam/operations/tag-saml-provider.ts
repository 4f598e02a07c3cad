import { TagSAMLProvider } from '../../../generated/iam.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { operation } from '../parts.ts';
import { onSamlProvider } from '../saml-provider.ts';
import { updateSamlTags } from '../saml-provider-tables.ts';
import { withTags } from '../tags.ts';

export const tagSAMLProvider = operation(TagSAMLProvider)
  .access({ ...onSamlProvider('iam:TagSAMLProvider'), keys: ({ Tags }) => requestTagKeys(Tags) })
  .handle(async ({ input, resource: { row }, error }) => {
    const { arn, revision } = row;
    const tags = withTags(row.tags, input.Tags, error);
    return { output: {}, changes: [change(updateSamlTags, { arn, revision, tags })] };
  });
