import { EXIT, OperatorError } from '../../server/operator-error.ts';
import { AwsError } from '../../model/model.ts';
import type { Client } from '../aws/client.ts';
import { doing, failure } from '../aws/failure.ts';
import { confirm } from '../confirm.ts';
import { inParallel } from '../in-parallel.ts';
import { plainly } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import type { ArchivedSecret } from './archive.ts';
import { copyIn, type CopyIn, describe, type Existing, type Outcome } from './copy-in.ts';
import { copyOut, type Which } from './copy-out.ts';
import { eachSecret } from './pages.ts';
import { startProgress } from './progress.ts';

export interface ImportOptions extends CopyIn {
  readonly yes: boolean;
  /** Tells what would be done, and does nothing. */
  readonly dryRun: boolean;
}

/** Secrets that are about to be imported: named at once, read when their turn comes. */
export interface Incoming {
  readonly from: string;
  readonly secrets: readonly {
    readonly name: string;
    readonly read: () => Promise<ArchivedSecret>;
  }[];
}

/** The secrets of a file. */
export const incomingOf = (from: string, secrets: readonly ArchivedSecret[]): Incoming => ({
  from,
  secrets: secrets.map((secret) => ({ name: secret.name, read: async () => secret })),
});

/** The secrets of another server; what its services own stays there. */
export async function incomingFrom(
  source: Client,
  { prefix, which }: { readonly prefix: string | undefined; readonly which: Which },
): Promise<Incoming> {
  const filters = prefix ? [{ Key: 'name', Values: [prefix] } as const] : [];
  const collect = async () => {
    const names: string[] = [];
    for await (const { Name, OwningService, PrimaryRegion, ARN = '' } of eachSecret(source, {
      filters,
    })) {
      const isReplica = PrimaryRegion !== undefined && ARN.split(':')[3] !== PrimaryRegion;
      if (!OwningService && !isReplica) names.push(Name!);
    }
    return names.sort();
  };
  const names = await doing(`Listing the secrets at ${source.place}`, collect());
  return {
    from: source.place,
    secrets: names.map((name) => ({ name, read: () => copyOut(source, name, which) })),
  };
}

/** `lockstead secrets import`; resolves to the exit code. */
export async function importSecrets(
  client: Client,
  terminal: Terminal,
  { from, secrets }: Incoming,
  options: ImportOptions,
): Promise<number> {
  if (secrets.length === 0)
    throw new OperatorError(EXIT.failure, `There is no secret to import at ${from}.`);
  const there = await doing('Looking for what is there already', present(client, secrets));
  assertNone(there, options.existing);
  const fresh = secrets.length - there.length;
  const touched = options.existing === 'update' ? there.length : 0;
  const plan = `${fresh} to be created, ${touched} to be updated, ${there.length - touched} to be skipped`;
  if (options.dryRun) {
    for (const { name } of secrets)
      terminal.print(`${fate(name, there, options.existing)}  ${plainly(name)}`);
    terminal.note(`${plan}, at ${client.place}. Nothing was changed.`);
    return EXIT.ok;
  }
  if (touched > 0) {
    const question = `${counted(touched)} that ${touched === 1 ? 'is' : 'are'} at ${client.place} already will get the versions, labels and tags of ${from}. Go on?`;
    if (!(await confirm(terminal, question, options))) return EXIT.ok;
  }
  return carry(client, terminal, { from, secrets }, options);
}

async function carry(
  client: Client,
  terminal: Terminal,
  { from, secrets }: Incoming,
  options: ImportOptions,
): Promise<number> {
  const progress = startProgress(terminal, 'imported', secrets.length);
  const failed: string[] = [];
  const counts: { [outcome in Outcome]: number } = { created: 0, updated: 0, skipped: 0 };
  await inParallel(secrets, 8, async ({ name, read }) => {
    try {
      counts[await copyIn(client, await read(), options)]++;
    } catch (cause) {
      // One that is refused does not keep the others out; a server that is gone does.
      if (!(cause instanceof AwsError)) throw cause;
      failed.push(name);
      terminal.note(
        `lockstead: ${(failure(`Importing \`${plainly(name)}\``, cause) as Error).message}`,
      );
    }
    progress.step(plainly(name));
  }).finally(progress.end);
  const { created, updated, skipped } = counts;
  terminal.note(
    `Imported from ${from} to ${client.place}: ${created} created, ${updated} updated, ${skipped} skipped, ${failed.length} failed.`,
  );
  if (failed.length === 0) return EXIT.ok;
  terminal.note(
    'When the cause is gone, say it again with `--existing update`: what is there already is not written twice.',
  );
  return EXIT.failure;
}

/** Which of the names are taken. */
async function present(client: Client, secrets: Incoming['secrets']): Promise<readonly string[]> {
  const found = await inParallel(secrets, 8, async ({ name }) =>
    (await describe(client, name)) ? [name] : [],
  );
  return found.flat();
}

function assertNone(there: readonly string[], existing: Existing): void {
  if (there.length === 0 || existing !== 'fail') return;
  const shown = there
    .slice(0, 5)
    .map((name) => `\`${plainly(name)}\``)
    .join(', ');
  const more = there.length > 5 ? ` and ${there.length - 5} more` : '';
  throw new OperatorError(
    EXIT.failure,
    `${shown}${more} ${there.length === 1 ? 'is' : 'are'} there already, so nothing was imported. Say \`--existing skip\` to leave them as they are, or \`--existing update\` to give them these versions.`,
  );
}

const fate = (name: string, there: readonly string[], existing: Existing): string =>
  !there.includes(name) ? 'create' : existing === 'update' ? 'update' : 'skip';

const counted = (count: number): string => `${count} secret${count === 1 ? '' : 's'}`;
