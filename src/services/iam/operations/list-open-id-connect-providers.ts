import { ListOpenIDConnectProviders } from '../../../generated/iam.ts';
import { anything } from '../../../operation/operation.ts';
import { selectOidcProviders } from '../oidc-provider-tables.ts';
import { operation } from '../parts.ts';

export const listOpenIDConnectProviders = operation(ListOpenIDConnectProviders)
  .access({ action: 'iam:ListOpenIDConnectProviders', on: anything })
  .handle(async ({ caller: { account }, store }) => {
    const rows = await store.all(selectOidcProviders, { account });
    return { output: { OpenIDConnectProviderList: rows.map(({ arn }) => ({ Arn: arn })) } };
  });
