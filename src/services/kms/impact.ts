/** What hangs on a key, as far as KMS knows: for an operator who is about to let it die. */
import { parseArn } from '../../base/arn.ts';
import type { Instant } from '../../base/clock.ts';
import { statement } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { AWS_MANAGED } from './aws-managed.ts';
import { RESERVED } from './alias.ts';
import { selectGrants } from './grant-tables.ts';
import { lastUsage } from './last-usage.ts';
import { type KeyRow, selectAlias, selectAliasesOfKey, selectKey } from './tables.ts';

/** A key and what depends on it. */
export interface KeyFacts {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly id: string;
  readonly state: string;
  readonly description: string;
  readonly deletionAt: Instant | null;
  /** Names of its aliases, `alias/…`. */
  readonly aliases: readonly string[];
  /** The service whose keys are sealed under it where no other is told; undefined for a key of people's own. */
  readonly defaultOf: string | undefined;
  readonly grants: readonly GrantFacts[];
  /** The last cryptography that the trail, or its row, tells of. */
  readonly lastUse: { readonly at: Instant; readonly operation: string } | undefined;
}

export interface GrantFacts {
  readonly id: string;
  readonly name: string;
  /** A unique id, or what people are called that have none. */
  readonly grantee: string;
  readonly operations: readonly string[];
}

/** The keys that a text names, in whatever account and Region: by id, ARN, alias or alias ARN. */
export async function keysNamed(store: Reader, text: string): Promise<readonly KeyRow[]> {
  const arns = await arnsNamed(store, text);
  const rows = await Promise.all(arns.map((arn) => store.one(selectKey, { arn })));
  return rows.filter((row) => row !== undefined);
}

/** The keys whose waiting period runs. */
export const dyingKeys = (store: Reader): Promise<readonly KeyRow[]> => store.all(selectDying, {});

/** What KMS knows of a key. */
export async function keyFacts(store: Reader, row: KeyRow, now: Instant): Promise<KeyFacts> {
  const { arn, account, region, id, state, description } = row;
  const aliases = (await store.all(selectAliasesOfKey, { key: arn })).map(({ name }) => name);
  const grants = await store.all(selectGrants, { key: arn, after: '', count: GRANTS_TOLD });
  const { Timestamp, Operation } = await lastUsage(store, row, now);
  return {
    arn,
    account,
    region,
    id,
    state,
    description,
    deletionAt: row.deletion_at,
    aliases,
    defaultOf: Object.keys(AWS_MANAGED).find((name) => aliases.includes(`${RESERVED}${name}`)),
    grants: grants.map(({ id: grant, name, grantee, operations }) => ({
      id: grant,
      name,
      grantee,
      operations: JSON.parse(operations) as string[],
    })),
    lastUse: Timestamp === undefined ? undefined : { at: Timestamp, operation: Operation! },
  };
}

/** More grants than anybody reads. */
const GRANTS_TOLD = 1000;

async function arnsNamed(store: Reader, text: string): Promise<readonly string[]> {
  const parts = parseArn(text);
  if (parts?.resource.startsWith('alias/')) {
    const { account, region, resource: name } = parts;
    const alias = await store.one(selectAlias, { account, region, name });
    return alias ? [alias.key] : [];
  }
  if (parts) return [text];
  const found = text.startsWith('alias/')
    ? await store.all(selectKeysOfAlias, { name: text })
    : await store.all(selectKeysOfId, { id: text });
  return found.map(({ arn }) => arn);
}

const selectKeysOfId = statement<{ id: string }, { readonly arn: string }>(
  'select arn from kms_key where id = :id order by arn',
);

const selectKeysOfAlias = statement<{ name: string }, { readonly arn: string }>(
  'select key as arn from kms_alias where name = :name order by key',
);

const selectDying = statement<{}, KeyRow>(`
  select arn, account, region, id, manager, spec, usage, origin, state, description, policy, tags,
         material, created_at, deletion_at, deletion_days, multi_region, primary_region, rotation_days,
         rotation_at, custom_key_store, external_key, revision
    from kms_key where state in ('PendingDeletion', 'PendingReplicaDeletion') order by deletion_at, arn`);
