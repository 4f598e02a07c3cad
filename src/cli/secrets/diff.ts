import type { Client } from '../aws/client.ts';
import { plainly, table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { compare, type Difference } from './shape.ts';
import { readVersion } from './versions.ts';

export interface DiffOptions {
  readonly name: string;
  /** Staging labels or version ids. */
  readonly from: string;
  readonly to: string;
  readonly lengths: boolean;
}

/** `lockstead secrets diff NAME`: what changed between two versions, without their values. */
export async function diff(
  client: Client,
  terminal: Terminal,
  options: DiffOptions,
): Promise<void> {
  const { name, from, to, lengths } = options;
  const [before, after] = await Promise.all([
    readVersion(client, name, from),
    readVersion(client, name, to),
  ]);
  terminal.print(`- ${plainly(from)}  ${before.id}  ${before.created}`);
  terminal.print(`+ ${plainly(to)}  ${after.id}  ${after.created}\n`);
  if (before.id === after.id) return terminal.print('Both are the same version.');
  const differences = compare(before.value, after.value, { lengths });
  terminal.print(table(differences.map(row)) || 'Both are empty objects.');
}

const SIGNS = { same: ' ', changed: '~', new: '+', gone: '-' } as const;

const row = ({ path, how, kind }: Difference): string[] => [
  `${SIGNS[how]} ${path === '' ? '(the whole value)' : plainly(path)}`,
  kind,
  how,
];
