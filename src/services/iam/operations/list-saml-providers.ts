import { ListSAMLProviders } from '../../../generated/iam.ts';
import { anything } from '../../../operation/operation.ts';
import { operation } from '../parts.ts';
import { selectSamlProviders } from '../saml-provider-tables.ts';

export const listSAMLProviders = operation(ListSAMLProviders)
  .access({ action: 'iam:ListSAMLProviders', on: anything })
  .handle(async ({ caller: { account }, store }) => {
    const rows = await store.all(selectSamlProviders, { account });
    const SAMLProviderList = rows.map(({ arn, valid_until, created_at }) => ({
      Arn: arn,
      ValidUntil: valid_until,
      CreateDate: created_at,
    }));
    return { output: { SAMLProviderList } };
  });
