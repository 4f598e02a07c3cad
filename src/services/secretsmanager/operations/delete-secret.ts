import { DAY } from '../../../base/clock.ts';
import type { Random } from '../../../base/random.ts';
import { DeleteSecret } from '../../../generated/secretsmanager.ts';
import type { DeleteSecretRequest } from '../../../generated/secretsmanager.types.ts';
import type { Asking, Missing, Resource } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { assertOwned } from '../owner.ts';
import { operation } from '../parts.ts';
import { schedulePurge } from '../purge.ts';
import { type ReplicaRow, replicasOf } from '../replica.ts';
import {
  assertAlive,
  assertPrimary,
  findSecret,
  newArn,
  saveSecret,
  type Secret,
  secretKeys,
} from '../secret.ts';
import { deleteSecretRow } from '../tables.ts';

export const deleteSecret = operation(DeleteSecret)
  .access({
    action: 'secretsmanager:DeleteSecret',
    on: findOrForget,
    keys: ({ SecretId, RecoveryWindowInDays, ForceDeleteWithoutRecovery }, found) => ({
      ...secretKeys(SecretId, found && 'absent' in found ? undefined : found),
      'secretsmanager:RecoveryWindowInDays': RecoveryWindowInDays?.toString(),
      'secretsmanager:ForceDeleteWithoutRecovery': ForceDeleteWithoutRecovery?.toString(),
    }),
  })
  .handle(async (call) => {
    const { input, resource: found, request, random, store, now, error } = call;
    const force = input.ForceDeleteWithoutRecovery === true;
    const windowDays = input.RecoveryWindowInDays ?? DEFAULT_DAYS;
    if (force && input.RecoveryWindowInDays !== undefined) {
      throw error('InvalidParameterException', FORCE_AND_WINDOW);
    }
    if (windowDays < LEAST_DAYS || windowDays > MOST_DAYS) {
      throw error('InvalidParameterException', WRONG_WINDOW);
    }
    if ('absent' in found) {
      return { output: { ...forgotten(found, request.region, random), DeletionDate: now } };
    }

    assertPrimary(found, error);
    assertOwned(found, call, error);
    const replicas = await replicasOf(store, found);
    if (replicas.length > 0) {
      throw error('InvalidParameterException', hasReplicas(found.arn, replicas));
    }
    const known = { ARN: found.arn, Name: found.name };
    if (force) {
      // The name is free at once; what was under it is removed by the job.
      const gone = change(deleteSecretRow, { arn: found.arn, revision: found.revision });
      return {
        output: { ...known, DeletionDate: now },
        changes: [gone, schedulePurge(found.arn, now)],
      };
    }
    assertAlive(found, error);
    const purgeAt = now + windowDays * DAY;
    return {
      output: { ...known, DeletionDate: purgeAt },
      changes: [
        saveSecret(found, { deletedAt: now, purgeAt }, now),
        schedulePurge(found.arn, purgeAt),
      ],
    };
  });

/** What is not there and need not be: deleting it by force succeeds. */
interface Absent extends Resource {
  readonly absent: true;
}

async function findOrForget(
  input: DeleteSecretRequest,
  asking: Asking,
): Promise<Secret | Absent | Missing<'ResourceNotFoundException'>> {
  const found = await findSecret(asking, input.SecretId);
  if (!('missing' in found) || input.ForceDeleteWithoutRecovery !== true) return found;
  return { arn: found.missing, account: found.account ?? asking.caller.account, absent: true };
}

/** AWS answers as if the secret had been there, its six characters included. */
function forgotten({ arn, account }: Absent, region: string, random: Random) {
  if (!arn.startsWith('arn:')) return { ARN: newArn({ region, account }, arn, random), Name: arn };
  return { ARN: arn, Name: arn.slice(arn.indexOf(':secret:') + ':secret:'.length) };
}

/** DeleteSecret API page. */
const LEAST_DAYS = 7;
const MOST_DAYS = 30;
const DEFAULT_DAYS = 30;

const FORCE_AND_WINDOW =
  "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.";
const hasReplicas = (arn: string, replicas: readonly ReplicaRow[]) =>
  `You can't delete secret ${arn} that still has replica regions [${replicas.map(({ region }) => region).join(', ')}].`;
const WRONG_WINDOW = 'The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).';
