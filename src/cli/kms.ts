import { type Instant, isoSeconds, systemClock } from '../base/clock.ts';
import { inspectCurrent, readerOf } from '../server/beside.ts';
import { type Flags, storeOptions } from '../server/config.ts';
import { EXIT, OperatorError, usageError } from '../server/operator-error.ts';
import type { Reader } from '../store/store.ts';
import type { Programs } from './lockstead.ts';
import { plainly, table } from './table.ts';
import type { Terminal } from './terminal.ts';

/** What hangs on one key. */
export interface KeyImpact {
  readonly arn: string;
  readonly state: string;
  readonly description: string;
  readonly deletionAt: Instant | null;
  readonly lastUse: { readonly at: Instant; readonly operation: string } | undefined;
  readonly secrets: readonly {
    readonly arn: string;
    readonly account: string;
    readonly region: string;
    readonly name: string;
    readonly labels: readonly string[];
    readonly unlabelled: number;
    readonly isNext: boolean;
    readonly lastRead: Instant | undefined;
    readonly isDeleted: boolean;
  }[];
  readonly aliases: readonly string[];
  readonly grants: readonly {
    readonly id: string;
    readonly name: string;
    readonly grantee: string;
    readonly operations: readonly string[];
  }[];
}

/** What the house knows of keys, and this command line does not. */
export interface KeyKnowledge {
  /** The ARNs of the keys that a text names, in whatever account. */
  readonly named: (store: Reader, text: string) => Promise<readonly string[]>;
  /** The ARNs of the keys that wait for their deletion. */
  readonly dying: (store: Reader) => Promise<readonly string[]>;
  readonly impact: (store: Reader, arn: string, now: Instant) => Promise<KeyImpact>;
}

/** `lockstead kms impact KEY`: reads the store beside its server, and changes nothing. */
export async function impact(
  key: string,
  flags: Flags,
  terminal: Terminal,
  programs: Programs,
): Promise<void> {
  const { store: location } = storeOptions(flags, terminal);
  const migrations = await programs.migrations();
  const inspection = await inspectCurrent({ store: location }, migrations);
  try {
    const store = readerOf(inspection);
    const keys = await programs.keys();
    const arn = one(key, await keys.named(store, key));
    const found = await keys.impact(store, arn, systemClock.now());
    terminal.print(flags['json'] === true ? asJson(found) : asText(found));
  } finally {
    await inspection.close();
  }
}

/** What cannot be read any more without the key, in one clause; undefined where nothing here depends on it. */
export function dependents({ secrets, aliases }: KeyImpact): string | undefined {
  const told = [
    secrets.length > 0 && count(secrets.length, 'secret'),
    aliases.length > 0 && count(aliases.length, 'alias', 'aliases'),
  ].filter((part) => part !== false);
  if (told.length === 0) return undefined;
  const verb = secrets.length + aliases.length === 1 ? 'depends' : 'depend';
  return `${told.join(' and ')} ${verb} on it`;
}

/** When the key was last used, as far as the store tells. */
export const lastUsed = ({ lastUse }: KeyImpact): string =>
  lastUse ? `last used on ${isoSeconds(lastUse.at)} (${lastUse.operation})` : 'never used';

function one(key: string, arns: readonly string[]): string {
  if (arns.length === 1) return arns[0]!;
  if (arns.length > 1)
    throw usageError(
      `\`${key}\` names ${arns.length} keys. Say which one by its ARN: ${arns.join(', ')}.`,
    );
  throw new OperatorError(
    EXIT.failure,
    `No key in the store is named \`${key}\`. Name it by its id, its ARN, or an alias.`,
  );
}

const count = (many: number, what: string, more = `${what}s`): string =>
  `${many} ${many === 1 ? what : more}`;

const asJson = (found: KeyImpact): string =>
  JSON.stringify(
    found,
    (name, value) => (MOMENTS.has(name) && typeof value === 'number' ? isoSeconds(value) : value),
    2,
  );

const MOMENTS = new Set(['at', 'deletionAt', 'lastRead']);

function asText(found: KeyImpact): string {
  const { arn, state, description, deletionAt } = found;
  const head = [
    `${arn} is ${state}, ${lastUsed(found)}.`,
    ...(description ? [plainly(description)] : []),
    ...(deletionAt === null ? [] : [`It is deleted on ${isoSeconds(deletionAt)}.`]),
  ];
  return [head.join('\n'), secretsOf(found), aliasesOf(found), grantsOf(found), ELSEWHERE].join(
    '\n\n',
  );
}

const ELSEWHERE =
  'What others have encrypted with it and keep themselves is not known here: the trail tells who used it.';

function secretsOf({ secrets }: KeyImpact): string {
  if (secrets.length === 0) return 'No secret depends on it.';
  const rows = secrets.map(({ account, region, name, lastRead, ...secret }) => [
    account,
    region,
    plainly(name),
    lastRead === undefined ? 'never' : isoSeconds(lastRead).slice(0, 10),
    plainly(stakes(secret)),
  ]);
  const verb = secrets.length === 1 ? 'depends' : 'depend';
  return `${count(secrets.length, 'secret')} ${verb} on it:\n${table([['ACCOUNT', 'REGION', 'NAME', 'READ', 'WHAT'], ...rows])}`;
}

/** What of a secret is lost with the key. */
function stakes({
  labels,
  unlabelled,
  isNext,
  isDeleted,
}: Pick<KeyImpact['secrets'][number], 'labels' | 'unlabelled' | 'isNext' | 'isDeleted'>): string {
  return [
    ...labels,
    ...(unlabelled > 0
      ? [count(unlabelled, 'version without a label', 'versions without a label')]
      : []),
    ...(isNext ? ['values put from now on'] : []),
    ...(isDeleted ? ['(the secret is deleted itself)'] : []),
  ].join(', ');
}

function aliasesOf({ aliases }: KeyImpact): string {
  if (aliases.length === 0) return 'No alias stands for it.';
  return `${count(aliases.length, 'alias stands', 'aliases stand')} for it: ${aliases.join(', ')}`;
}

function grantsOf({ grants }: KeyImpact): string {
  if (grants.length === 0) return 'It has no grants.';
  const rows = grants.map(({ id, name, grantee, operations }) => [
    id,
    plainly(name),
    plainly(grantee),
    operations.join(', '),
  ]);
  return `It has ${count(grants.length, 'grant')}:\n${table([['ID', 'NAME', 'GRANTEE', 'OPERATIONS'], ...rows])}`;
}
