import { DescribeSecret, UpdateSecretVersionStage } from '../../generated/secretsmanager.ts';
import { usageError } from '../../server/operator-error.ts';
import type { Client } from '../aws/client.ts';
import { doing } from '../aws/failure.ts';
import { confirm } from '../confirm.ts';
import type { Terminal } from '../terminal.ts';
import { isId } from './versions.ts';

export interface RollbackOptions {
  readonly name: string;
  readonly label: string;
  /** The version to go back to: its id, or a label that it has. */
  readonly to: string | undefined;
  readonly yes: boolean;
}

/** `lockstead secrets rollback NAME`: moves a label, AWSCURRENT unless told, to another version. */
export async function rollback(
  client: Client,
  terminal: Terminal,
  { name, label, to, yes }: RollbackOptions,
): Promise<void> {
  const what = `Rolling back \`${label}\` of \`${name}\``;
  const stages = await stagesOf(client, name, what);
  const target = targetOf(stages, { name, label, to });
  const holder = stages.get(label);
  if (holder === target) {
    return terminal.note(`\`${label}\` of \`${name}\` is on the version \`${target}\` already.`);
  }
  const from = holder === undefined ? '' : ` from the version \`${holder}\``;
  const question = `\`${label}\` of \`${name}\` moves${from} to \`${target}\`, at ${client.place}. Go on?`;
  if (!(await confirm(terminal, question, { yes }))) return;
  await doing(
    what,
    client.ask(UpdateSecretVersionStage, {
      SecretId: name,
      VersionStage: label,
      MoveToVersionId: target,
      ...(holder !== undefined && { RemoveFromVersionId: holder }),
    }),
  );
  const after = await stagesOf(client, name, what);
  const previous = label === 'AWSCURRENT' && after.get('AWSPREVIOUS');
  terminal.note(
    `\`${label}\` of \`${name}\` is on the version \`${target}\` now${previous ? `, and \`AWSPREVIOUS\` on \`${previous}\`: the same command goes back` : ''}.`,
  );
}

/** Which version each label is on. */
async function stagesOf(
  client: Client,
  SecretId: string,
  what: string,
): Promise<ReadonlyMap<string, string>> {
  const { VersionIdsToStages = {} } = await doing(what, client.ask(DescribeSecret, { SecretId }));
  return new Map(
    Object.entries(VersionIdsToStages).flatMap(([id, labels]) =>
      labels.map((l) => [l, id] as const),
    ),
  );
}

function targetOf(
  stages: ReadonlyMap<string, string>,
  {
    name,
    label,
    to,
  }: { readonly name: string; readonly label: string; readonly to: string | undefined },
): string {
  if (to !== undefined && isId(to)) return to;
  const wanted = to ?? (label === 'AWSCURRENT' ? 'AWSPREVIOUS' : undefined);
  if (wanted === undefined) {
    throw usageError(
      `Where \`${label}\` was before is not kept. Say the version with \`--to\`; \`lockstead secrets show ${name}\` lists them.`,
    );
  }
  const target = stages.get(wanted);
  if (target !== undefined) return target;
  throw usageError(
    `\`${name}\` has no version with the label \`${wanted}\`. Say another with \`--to\`; \`lockstead secrets show ${name}\` lists them.`,
  );
}
