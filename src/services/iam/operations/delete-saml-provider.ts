import { DeleteSAMLProvider } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { operation } from '../parts.ts';
import { onSamlProvider } from '../saml-provider.ts';
import { deleteSamlProviderRow } from '../saml-provider-tables.ts';

export const deleteSAMLProvider = operation(DeleteSAMLProvider)
  .access(onSamlProvider('iam:DeleteSAMLProvider'))
  .handle(async ({ resource: { row } }) => {
    const { arn, revision } = row;
    return { output: {}, changes: [change(deleteSamlProviderRow, { arn, revision })] };
  });
