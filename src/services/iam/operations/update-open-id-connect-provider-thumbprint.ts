import { UpdateOpenIDConnectProviderThumbprint } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { assertThumbprints, onOidcProvider } from '../oidc-provider.ts';
import { updateOidcThumbprints } from '../oidc-provider-tables.ts';
import { operation } from '../parts.ts';

export const updateOpenIDConnectProviderThumbprint = operation(
  UpdateOpenIDConnectProviderThumbprint,
)
  .access(onOidcProvider('iam:UpdateOpenIDConnectProviderThumbprint'))
  .handle(async ({ input, resource: { row }, error }) => {
    const { arn, revision } = row;
    assertThumbprints(input.ThumbprintList, error);
    const thumbprints = JSON.stringify(input.ThumbprintList);
    return { output: {}, changes: [change(updateOidcThumbprints, { arn, revision, thumbprints })] };
  });
