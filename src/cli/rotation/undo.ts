import { pause } from '../../base/clock.ts';
import { UndoRotation } from '../../generated/lockstead.ts';
import type { Rotation } from '../../generated/lockstead.types.ts';
import { DescribeSecret } from '../../generated/secretsmanager.ts';
import type { DescribeSecretResponse } from '../../generated/secretsmanager.types.ts';
import { EXIT, OperatorError } from '../../server/operator-error.ts';
import type { Client } from '../aws/client.ts';
import { doing } from '../aws/failure.ts';
import { confirm } from '../confirm.ts';
import { plainly } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { rotationsOf } from './status.ts';

/** `lockstead rotation undo SECRET`: back to the previous version, where the secret is used and in its labels. */
export async function undo(
  client: Client,
  terminal: Terminal,
  {
    secret: secretId,
    yes,
    wait,
  }: { readonly secret: string; readonly yes: boolean; readonly wait: boolean },
): Promise<number> {
  const what = `Taking back the rotation of \`${secretId}\``;
  const before = await doing(what, client.ask(DescribeSecret, { SecretId: secretId }));
  const versionId = versionWith(before, 'AWSPREVIOUS');
  if (versionId === undefined) {
    throw new OperatorError(
      EXIT.failure,
      `\`${secretId}\` has no version with the label AWSPREVIOUS: there is nothing to go back to. \`lockstead secrets show ${secretId}\` lists its versions.`,
    );
  }
  const question = `The credential of the version \`${versionId}\` is set again where \`${secretId}\` belongs, and the version is made current, at ${client.place}. Go on?`;
  if (!(await confirm(terminal, question, { yes }))) return EXIT.ok;
  const { name } = await doing(what, client.ask(UndoRotation, { secretId, versionId }));
  if (!wait) {
    terminal.note('It has begun. `lockstead rotation status` tells how far it is.');
    return EXIT.ok;
  }
  return outcome(client, terminal, { name, secretId, versionId });
}

/** Looks until it is done, or has failed for a first time: then it goes on without anybody watching. */
async function outcome(
  client: Client,
  terminal: Terminal,
  of: { readonly name: string; readonly secretId: string; readonly versionId: string },
): Promise<number> {
  const { name, secretId, versionId } = of;
  const what = 'Looking how far it is';
  for (let isOver = false; ; await pause(LOOK_MILLIS)) {
    const now = await doing(what, client.ask(DescribeSecret, { SecretId: secretId }));
    const isCurrent = versionWith(now, 'AWSCURRENT') === versionId;
    if (isCurrent && versionWith(now, 'AWSPENDING') !== versionId) {
      terminal.note(
        `\`${name}\` is back on the version \`${versionId}\`, and \`AWSPREVIOUS\` on \`${versionWith(now, 'AWSPREVIOUS')}\`: the same command goes forth again.`,
      );
      return EXIT.ok;
    }
    if (isOver) throw new OperatorError(EXIT.failure, givenUp(name));
    const standing = await standingOf(client, what, name);
    if (standing?.state === 'RETRYING')
      throw new OperatorError(
        EXIT.failure,
        `It has failed (${plainly(standing.lastError ?? 'without saying why')}) and will be tried again.${isCurrent ? '' : ' The current version is as it was.'}`,
      );
    // It may have come to its good end since the last look.
    isOver = standing?.state !== 'ROTATING';
    terminal.progress?.(`${standing?.step ?? ''} …`);
  }
}

const givenUp = (name: string): string =>
  `It was given up: somebody has put a value, or moved the labels, meanwhile. \`lockstead secrets show ${name}\` tells how the labels are.`;

const LOOK_MILLIS = 200;

async function standingOf(
  client: Client,
  what: string,
  name: string,
): Promise<Rotation | undefined> {
  const found = await doing(what, rotationsOf(client, name));
  return found.find((one) => one.name === name);
}

const versionWith = (
  { VersionIdsToStages = {} }: DescribeSecretResponse,
  label: string,
): string | undefined =>
  Object.entries(VersionIdsToStages).find(([, labels]) => labels.includes(label))?.[0];
