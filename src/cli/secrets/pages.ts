import { ListSecrets, ListSecretVersionIds } from '../../generated/secretsmanager.ts';
import type {
  Filter,
  SecretListEntry,
  SecretVersionsListEntry,
} from '../../generated/secretsmanager.types.ts';
import type { Client } from '../aws/client.ts';

/** Every secret that fits, page by page. */
export async function* eachSecret(
  client: Client,
  of: { readonly filters?: readonly Filter[]; readonly deletedToo?: boolean } = {},
): AsyncGenerator<SecretListEntry> {
  const { filters = [], deletedToo = false } = of;
  let NextToken: string | undefined;
  do {
    const page = await client.ask(ListSecrets, {
      MaxResults: 100,
      ...(filters.length > 0 && { Filters: filters }),
      ...(deletedToo && { IncludePlannedDeletion: true }),
      ...(NextToken !== undefined && { NextToken }),
    });
    yield* page.SecretList ?? [];
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
}

/** Every version of a secret, those without a label too. */
export async function versionsOf(
  client: Client,
  SecretId: string,
): Promise<readonly SecretVersionsListEntry[]> {
  const versions: SecretVersionsListEntry[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.ask(ListSecretVersionIds, {
      SecretId,
      IncludeDeprecated: true,
      MaxResults: 100,
      ...(NextToken !== undefined && { NextToken }),
    });
    versions.push(...(page.Versions ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return versions;
}
