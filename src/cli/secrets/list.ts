import { isoSeconds } from '../../base/clock.ts';
import type { Filter, SecretListEntry } from '../../generated/secretsmanager.types.ts';
import type { Client } from '../aws/client.ts';
import { doing } from '../aws/failure.ts';
import { plainly, table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { eachSecret } from './pages.ts';

export interface ListOptions {
  /** What names begin with. */
  readonly prefix: string | undefined;
  /** `key` or `key=value`; a secret must have them all. */
  readonly tags: readonly string[];
  readonly deletedToo: boolean;
  readonly json: boolean;
}

/** `lockstead secrets list`. */
export async function list(
  client: Client,
  terminal: Terminal,
  options: ListOptions,
): Promise<void> {
  const found = await doing('Listing the secrets', collect(client, options));
  if (options.json) return terminal.print(JSON.stringify(found.map(shown), null, 2));
  if (found.length === 0) return terminal.note(`No secret fits, at ${client.place}.`);
  const rows = found.map((secret) => [
    plainly(secret.Name ?? ''),
    day(secret.LastChangedDate),
    day(secret.LastAccessedDate),
    plainly([...marks(secret), secret.Description ?? ''].filter(Boolean).join('; ')),
  ]);
  terminal.print(table([['NAME', 'CHANGED', 'READ', ''], ...rows]));
}

async function collect(client: Client, options: ListOptions): Promise<SecretListEntry[]> {
  const { prefix, tags, deletedToo } = options;
  const filters: Filter[] = prefix ? [{ Key: 'name', Values: [prefix] }] : [];
  const found: SecretListEntry[] = [];
  for await (const secret of eachSecret(client, { filters, deletedToo })) {
    // Tag filters of the service look at beginnings, and never at a key and its value together.
    if (tags.every((tag) => hasTag(secret, tag))) found.push(secret);
  }
  return found.sort((a, b) => ((a.Name ?? '') < (b.Name ?? '') ? -1 : 1));
}

function hasTag({ Tags = [] }: SecretListEntry, wanted: string): boolean {
  const equals = wanted.indexOf('=');
  const key = equals === -1 ? wanted : wanted.slice(0, equals);
  const tag = Tags.find(({ Key }) => Key === key);
  return tag !== undefined && (equals === -1 || (tag.Value ?? '') === wanted.slice(equals + 1));
}

/** Moments as people and programs read them. */
const shown = (secret: SecretListEntry): object =>
  Object.fromEntries(
    Object.entries(secret).map(([name, value]) => [
      name,
      name.endsWith('Date') && typeof value === 'number' ? isoSeconds(value) : value,
    ]),
  );

const day = (at: number | undefined): string => (at ? isoSeconds(at).slice(0, 10) : '-');

function marks({
  DeletedDate,
  PrimaryRegion,
  OwningService,
  RotationEnabled,
}: SecretListEntry): string[] {
  return [
    ...(DeletedDate ? [`deleted on ${day(DeletedDate)}, can be restored`] : []),
    ...(PrimaryRegion ? [`primary in ${PrimaryRegion}`] : []),
    ...(OwningService ? [`of the service ${OwningService}`] : []),
    ...(RotationEnabled ? ['rotates'] : []),
  ];
}
