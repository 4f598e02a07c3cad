import { isoSeconds } from '../../base/clock.ts';
import { ListRotations } from '../../generated/lockstead.ts';
import type { Rotation } from '../../generated/lockstead.types.ts';
import { EXIT } from '../../server/operator-error.ts';
import type { Client } from '../aws/client.ts';
import { doing } from '../aws/failure.ts';
import { plainly, table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

/** `lockstead rotation status`: the exit code tells whether somebody should look. */
export async function status(
  client: Client,
  terminal: Terminal,
  { prefix, json }: { readonly prefix: string | undefined; readonly json: boolean },
): Promise<number> {
  const found = await doing('Listing the rotations', rotationsOf(client, prefix));
  const exitCode = found.some(isWorrying) ? EXIT.failure : EXIT.ok;
  if (json) {
    terminal.print(JSON.stringify(found, datesAsText, 2));
    return exitCode;
  }
  if (found.length === 0) {
    terminal.note(`No secret rotates${prefix ? ' whose name begins so' : ''}, at ${client.place}.`);
    return exitCode;
  }
  const rows = found.map((one) => [
    plainly(one.name),
    moment(one.lastRotated),
    moment(one.nextRotation),
    stateOf(one),
    plainly(one.lastError ?? ''),
  ]);
  const [head, ...lines] = table([HEAD, ...rows]).split('\n');
  terminal.print(head!);
  // Coloured when the columns are measured.
  for (const [i, line] of lines.entries())
    terminal.print(isWorrying(found[i]!) ? terminal.coloured('red', line) : line);
  return exitCode;
}

const HEAD = ['SECRET', 'LAST', 'NEXT', 'STATE', 'LAST ERROR'];

/** All pages, of those whose names begin so. */
export async function rotationsOf(
  client: Client,
  prefix: string | undefined,
): Promise<readonly Rotation[]> {
  const found: Rotation[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.ask(ListRotations, {
      maxResults: 100,
      ...(prefix !== undefined && { prefix }),
      ...(nextToken !== undefined && { nextToken }),
    });
    found.push(...page.rotations);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return found;
}

const isWorrying = ({ overdue, state }: Rotation): boolean => overdue || state === 'RETRYING';

function stateOf({ state, step, attempts, retryAt, overdue }: Rotation): string {
  const words = {
    SCHEDULED: 'scheduled',
    ON_REQUEST: 'when asked',
    OFF: 'off',
    ROTATING: `rotating (${step})`,
    TESTING: 'being tested',
    RETRYING: `failed ${attempts === 1 ? 'once' : `${attempts} times`}, again at ${moment(retryAt)}`,
  }[state];
  return overdue ? `OVERDUE, ${words}` : words;
}

const moment = (at: number | undefined): string => (at === undefined ? '-' : isoSeconds(at));

const DATES: ReadonlySet<string> = new Set(['lastRotated', 'nextRotation', 'retryAt']);
const datesAsText = (name: string, value: unknown): unknown =>
  DATES.has(name) && typeof value === 'number' ? isoSeconds(value) : value;
