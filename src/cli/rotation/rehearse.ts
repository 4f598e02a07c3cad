import { RehearseRotation } from '../../generated/lockstead.ts';
import type { Check } from '../../generated/lockstead.types.ts';
import { EXIT } from '../../server/operator-error.ts';
import type { Client } from '../aws/client.ts';
import { doing } from '../aws/failure.ts';
import { plainly, table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

/** `lockstead rotation test SECRET`: the exit code tells whether a rotation would fail. */
export async function rehearse(
  client: Client,
  terminal: Terminal,
  {
    secret: secretId,
    by,
    json,
  }: { readonly secret: string; readonly by: string | undefined; readonly json: boolean },
): Promise<number> {
  const asked = { secretId, ...(by !== undefined && { rotationFunction: by }) };
  const told = await doing(
    `Rehearsing the rotation of \`${secretId}\``,
    client.ask(RehearseRotation, asked),
  );
  const failed = told.checks.filter(({ outcome }) => outcome === 'FAILED');
  const exitCode = failed.length > 0 ? EXIT.failure : EXIT.ok;
  if (json) {
    terminal.print(JSON.stringify(told, null, 2));
    return exitCode;
  }
  const rows = told.checks.map(({ name, outcome, detail }) => [
    WORDS[outcome],
    name,
    plainly(detail),
  ]);
  for (const [i, line] of table(rows).split('\n').entries()) {
    const colour = COLOURS[told.checks[i]!.outcome];
    terminal.print(colour ? terminal.coloured(colour, line) : line);
  }
  terminal.note(
    failed.length > 0
      ? `A rotation would fail: ${failed.map(({ name }) => name).join(', ')}. Nothing was changed.`
      : 'A rotation would have all that it needs. Nothing was changed.',
  );
  return exitCode;
}

const WORDS: { readonly [outcome in Check['outcome']]: string } = {
  OK: 'ok',
  WARNING: 'warning',
  FAILED: 'FAILED',
  SKIPPED: 'skipped',
};

const COLOURS = { OK: undefined, WARNING: 'yellow', FAILED: 'red', SKIPPED: undefined } as const;
