/** Secrets that cannot be read, or written, without a KMS key. */
import type { Instant } from '../../base/clock.ts';
import { statement } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { parseStages } from './stages.ts';

/** How secrets name a key. */
export interface KeyNames {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly id: string;
  readonly aliases: readonly string[];
  /** It is the key of those that name none. */
  readonly isDefault: boolean;
}

/** One secret that depends on a key. */
export interface SecretUnderKey {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly name: string;
  /** The staging labels whose values only this key opens. */
  readonly labels: readonly string[];
  /** How many versions without a label only this key opens. */
  readonly unlabelled: number;
  /** Whether values that are put from now on will lie under it. */
  readonly isNext: boolean;
  /** The day of the last read of any of its values. */
  readonly lastRead: Instant | undefined;
  /** It is in its recovery window itself. */
  readonly isDeleted: boolean;
}

/** The secrets that depend on a key, of all accounts. */
export async function secretsUnderKey(
  store: Reader,
  key: KeyNames,
): Promise<readonly SecretUnderKey[]> {
  const found = new Map<string, Found>();
  const of = (row: Row): Found => {
    const known = found.get(row.arn) ?? { row, versions: new Set<string>(), isNext: false };
    found.set(row.arn, known);
    return known;
  };
  for (const row of await versionsUnder(store, key)) of(row).versions.add(row.version);
  for (const row of await secretsNaming(store, key)) of(row).isNext = true;
  return [...found.values()].map(shown).sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

const placeOf = ({ account, region, name }: SecretUnderKey): string =>
  [account, region, name].join('\0');

interface Found {
  readonly row: Row;
  readonly versions: Set<string>;
  isNext: boolean;
}

function shown({ row, versions, isNext }: Found): SecretUnderKey {
  const stages = [...parseStages(row.stages)];
  const labelled = stages.filter(([, version]) => versions.has(version));
  return {
    arn: row.arn,
    account: row.account,
    region: row.region,
    name: row.name,
    labels: labelled.map(([label]) => label).sort(),
    unlabelled: versions.size - new Set(labelled.map(([, version]) => version)).size,
    isNext,
    lastRead: row.accessed_at === 0 ? undefined : row.accessed_at,
    isDeleted: row.deleted_at !== null,
  };
}

async function versionsUnder(store: Reader, key: KeyNames): Promise<readonly VersionRow[]> {
  const own = await store.all(selectVersionsUnder, { key: key.arn });
  if (!key.isDefault) return own;
  const { account, region } = key;
  return [...own, ...(await store.all(selectVersionsUnderDefault, { account, region }))];
}

/** A secret may name its key in each of four ways; a bare id or alias is looked up where the secret is. */
async function secretsNaming(store: Reader, key: KeyNames): Promise<readonly Row[]> {
  const { arn, account, region, id, aliases } = key;
  const anywhere = [arn, ...aliases.map((name) => arn.replace(`key/${id}`, name))];
  const nearby = [id, ...aliases, ...(key.isDefault ? [''] : [])];
  const found: Row[] = [];
  for (const name of anywhere) found.push(...(await store.all(selectSecretsNaming, { name })));
  for (const name of nearby) {
    const rows = await store.all(selectSecretsNaming, { name });
    found.push(...rows.filter((row) => row.account === account && row.region === region));
  }
  return found;
}

type Row = {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly stages: string;
  readonly accessed_at: number;
  readonly deleted_at: number | null;
};
type VersionRow = Row & { readonly version: string };

const selectVersionsUnder = statement<{ key: string }, VersionRow>(`
  select s.arn, s.account, s.region, s.name, s.stages, s.accessed_at, s.deleted_at, v.id as version
    from secret_version v join secret s on s.arn = v.secret
   where v.kms_key = :key and length(v.sealed) > 0`);

const selectVersionsUnderDefault = statement<{ account: string; region: string }, VersionRow>(`
  select s.arn, s.account, s.region, s.name, s.stages, s.accessed_at, s.deleted_at, v.id as version
    from secret s join secret_version v on v.secret = s.arn
   where s.account = :account and s.region = :region and v.kms_key = ''
     and length(v.sealed) > 0`);

const selectSecretsNaming = statement<{ name: string }, Row>(`
  select arn, account, region, name, stages, accessed_at, deleted_at
    from secret where kms_key_id = :name`);
