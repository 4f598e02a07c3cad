import { UntagSAMLProvider } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { removedTagKeys } from '../condition-keys.ts';
import { operation } from '../parts.ts';
import { onSamlProvider } from '../saml-provider.ts';
import { updateSamlTags } from '../saml-provider-tables.ts';
import { withoutTags } from '../tags.ts';

export const untagSAMLProvider = operation(UntagSAMLProvider)
  .access({ ...onSamlProvider('iam:UntagSAMLProvider'), keys: removedTagKeys })
  .handle(async ({ input, resource: { row } }) => {
    const { arn, revision } = row;
    const tags = withoutTags(row.tags, input.TagKeys);
    return { output: {}, changes: [change(updateSamlTags, { arn, revision, tags })] };
  });
