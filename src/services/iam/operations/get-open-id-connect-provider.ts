import { GetOpenIDConnectProvider } from '../../../generated/iam.ts';
import { onOidcProvider } from '../oidc-provider.ts';
import { operation } from '../parts.ts';
import { shownTags } from '../tag-pairs.ts';

export const getOpenIDConnectProvider = operation(GetOpenIDConnectProvider)
  .access(onOidcProvider('iam:GetOpenIDConnectProvider'))
  .handle(async ({ resource: { row } }) => ({
    output: {
      Url: row.url,
      ClientIDList: JSON.parse(row.clients) as string[],
      ThumbprintList: JSON.parse(row.thumbprints) as string[],
      CreateDate: row.created_at,
      Tags: shownTags(row.tags) ?? [],
    },
  }));
