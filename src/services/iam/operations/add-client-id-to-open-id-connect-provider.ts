import { AddClientIDToOpenIDConnectProvider } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onOidcProvider, withClient } from '../oidc-provider.ts';
import { updateOidcClients } from '../oidc-provider-tables.ts';
import { operation } from '../parts.ts';

export const addClientIDToOpenIDConnectProvider = operation(AddClientIDToOpenIDConnectProvider)
  .access(onOidcProvider('iam:AddClientIDToOpenIDConnectProvider'))
  .handle(async ({ input, resource: { row }, error }) => {
    const { arn, revision } = row;
    const clients = JSON.stringify(withClient(JSON.parse(row.clients), input.ClientID, error));
    return { output: {}, changes: [change(updateOidcClients, { arn, revision, clients })] };
  });
