import { RemoveClientIDFromOpenIDConnectProvider } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onOidcProvider } from '../oidc-provider.ts';
import { updateOidcClients } from '../oidc-provider-tables.ts';
import { operation } from '../parts.ts';

export const removeClientIDFromOpenIDConnectProvider = operation(
  RemoveClientIDFromOpenIDConnectProvider,
)
  .access(onOidcProvider('iam:RemoveClientIDFromOpenIDConnectProvider'))
  .handle(async ({ input, resource: { row } }) => {
    const { arn, revision } = row;
    const there = JSON.parse(row.clients) as string[];
    const clients = JSON.stringify(there.filter((id) => id !== input.ClientID));
    return { output: {}, changes: [change(updateOidcClients, { arn, revision, clients })] };
  });
