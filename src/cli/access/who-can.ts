import { WhoCan } from '../../generated/lockstead.ts';
import type { Who } from '../../generated/lockstead.types.ts';
import type { Client } from '../aws/client.ts';
import { doing } from '../aws/failure.ts';
import { plainly } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { certaintyOf, wayOf } from './told.ts';

/** `lockstead who-can ACTION RESOURCE`. */
export async function whoCan(
  client: Client,
  terminal: Terminal,
  {
    action,
    resource,
    json,
  }: { readonly action: string; readonly resource: string; readonly json: boolean },
): Promise<void> {
  const found = await doing('Asking who can', client.ask(WhoCan, { action, resource }));
  if (json) return terminal.print(JSON.stringify(found, null, 2));
  if (found.who.length === 0) return terminal.note(`Nobody can, at ${client.place}.`);
  terminal.print(found.who.map(told).join('\n'));
}

function told({ principal, kind, certainty, outside, path }: Who): string {
  const notes = [
    certaintyOf(certainty),
    outside && kind !== 'PUBLIC' && 'as far as its own account lets it',
  ].filter(Boolean);
  const name = kind === 'PUBLIC' ? 'EVERYBODY (public access)' : plainly(principal);
  const lines = wayOf(path).map((line, n) => `${'  '.repeat(n + 1)}${line}`);
  return [`${name}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`, ...lines].join('\n');
}
