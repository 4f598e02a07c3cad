import { WhatCan } from '../../generated/lockstead.ts';
import type { What } from '../../generated/lockstead.types.ts';
import type { Client } from '../aws/client.ts';
import { doing } from '../aws/failure.ts';
import { plainly } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { certaintyOf, wayOf } from './told.ts';

/** `lockstead what-can PRINCIPAL`. */
export async function whatCan(
  client: Client,
  terminal: Terminal,
  { principal, json }: { readonly principal: string; readonly json: boolean },
): Promise<void> {
  const found = await doing('Asking what somebody can', client.ask(WhatCan, { principal }));
  if (json) return terminal.print(JSON.stringify(found, null, 2));
  if (found.what.length === 0)
    return terminal.note('Nothing: no secret, no key, and no role to become.');
  terminal.print(found.what.map(told).join('\n'));
}

/** More are counted, and `--json` names them. */
const SHOWN = 5;

function told({ actions, resources, certainty, path }: What): string {
  const note = certaintyOf(certainty);
  const more = resources.length - SHOWN;
  const lines = [
    ...resources.slice(0, SHOWN).map((arn) => `  on ${plainly(arn)}`),
    ...(more > 0 ? [`  on ${more} more`] : []),
    ...wayOf(path).map((line) => `  by ${line}`),
  ];
  return [`${actions.join(', ')}${note && ` (${note})`}`, ...lines].join('\n');
}
