import { DeleteOpenIDConnectProvider } from '../../../generated/iam.ts';
import type { Resource } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { findOidcProvider } from '../oidc-provider.ts';
import { deleteOidcProviderRow, type OidcProviderRow } from '../oidc-provider-tables.ts';
import { operation } from '../parts.ts';

/** There may be none: to delete what is not there is no mistake, says AWS. */
interface MaybeProvider extends Resource {
  readonly row?: OidcProviderRow;
}

export const deleteOpenIDConnectProvider = operation(DeleteOpenIDConnectProvider)
  .access({
    action: 'iam:DeleteOpenIDConnectProvider',
    on: async ({ OpenIDConnectProviderArn: arn }, asking): Promise<MaybeProvider> =>
      (await findOidcProvider(arn, asking)) ?? { arn, account: asking.caller.account },
  })
  .handle(async ({ resource: { arn, row } }) => ({
    output: {},
    changes: row ? [change(deleteOidcProviderRow, { arn, revision: row.revision })] : [],
  }));
