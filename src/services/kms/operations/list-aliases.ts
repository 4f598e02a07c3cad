import { ListAliases } from '../../../generated/kms.ts';
import type { AliasListEntry } from '../../../generated/kms.types.ts';
import { anything } from '../../../operation/operation.ts';
import { AWS_ALIASES } from '../aws-managed.ts';
import { callerKeys } from '../condition-keys.ts';
import { findOwnKey } from '../key.ts';
import { aliasArn } from '../key-id.ts';
import { page, pageLength, pageStart } from '../page.ts';
import { operation } from '../parts.ts';
import { type AliasRow, selectAliases, selectAliasesOfKey } from '../tables.ts';

const LIMITS = { usual: 50, most: 100 };

export const listAliases = operation(ListAliases)
  .access({
    action: 'kms:ListAliases',
    on: anything,
    keys: (_input, _none, asking) => callerKeys(asking),
  })
  .handle(async (call) => {
    const { input, caller, request, store, parts, error } = call;
    const where = { account: caller.account, region: request.region };
    const key = input.KeyId === undefined ? undefined : await findOwnKey(call, input.KeyId);
    if (key && 'missing' in key) throw error(key.error, key.message);
    const listing = { keyring: parts.keyring, asking: call, list: `ListAliases ${key?.arn ?? ''}` };
    const length = pageLength(input, LIMITS);
    const after = pageStart(input, listing);
    const found = key
      ? (await store.all(selectAliasesOfKey, { key: key.arn })).filter(({ name }) => name > after)
      : withAwsManaged(
          await store.all(selectAliases, { ...where, after, count: length + 1 }),
          after,
        );
    const { shown, more } = page(found, length, listing, ({ name }) => name);
    return { output: { Aliases: shown.map((alias) => entryOf(alias, where)), ...more } };
  });

type Listed = Pick<AliasRow, 'name'> & Partial<AliasRow>;

/** AWS lists the aliases of its own keys before there are keys behind them. */
function withAwsManaged(rows: readonly AliasRow[], after: string): readonly Listed[] {
  const there = new Set(rows.map(({ name }) => name));
  const unmade = AWS_ALIASES.filter((name) => name > after && !there.has(name)).map((name) => ({
    name,
  }));
  if (unmade.length === 0) return rows;
  return [...rows, ...unmade].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function entryOf(
  alias: Listed,
  { account, region }: { account: string; region: string },
): AliasListEntry {
  const named = { AliasName: alias.name, AliasArn: aliasArn(region, account, alias.name) };
  if (alias.key === undefined) return named;
  return {
    ...named,
    TargetKeyId: alias.key.slice(alias.key.lastIndexOf('/') + 1),
    CreationDate: alias.created_at,
    LastUpdatedDate: alias.updated_at,
  };
}
