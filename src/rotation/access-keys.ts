/** Access keys of IAM users: the new one is good before the old one ends, and the user has room for both. */
import {
  CreateAccessKey,
  DeleteAccessKey,
  GetAccessKeyLastUsed,
  ListAccessKeys,
  UpdateAccessKey,
} from '../generated/iam.ts';
import type { AccessKeyMetadata } from '../generated/iam.types.ts';
import { AwsError, type OperationModel } from '../model/model.ts';
import type { BuiltInCall } from '../operation/built-in-functions.ts';
import { checkList } from './check-list.ts';
import { noLogin, notRotatable } from './failures.ts';
import { keepsOld } from './old-credential.ts';
import { type Members, textOf } from './secret-value.ts';
import type { Kind, Rotation } from './steps.ts';

/** By this tag a user says which secret his keys are for: nobody else's value can have them made. */
export const USER_TAG = 'lockstead:access-key-secret';

/** Secrets that hold an access key of the user whom `username` names. */
export const accessKeys: Kind = {
  permissions: ({ arn, account }) => [
    {
      Effect: 'Allow',
      Action: [
        'iam:CreateAccessKey',
        'iam:DeleteAccessKey',
        'iam:GetAccessKeyLastUsed',
        'iam:ListAccessKeys',
        'iam:UpdateAccessKey',
      ],
      Resource: `arn:aws:iam::${account}:user/*`,
      Condition: { StringEquals: { [`iam:ResourceTag/${USER_TAG}`]: arn } },
    },
  ],
  create: async (rotation) => {
    const members = await rotation.current();
    const UserName = textOf(members, 'username');
    await makeRoom(rotation, members);
    const { AccessKey } = await asking(rotation)(CreateAccessKey, { UserName });
    const [id, secret] = namesIn(members);
    return { ...members, [id]: AccessKey.AccessKeyId, [secret]: AccessKey.SecretAccessKey };
  },
  // A key is good as soon as it is made; one that somebody goes back to may have been disabled.
  set: async (rotation) => {
    const pending = await rotation.pending();
    if ((await keyOf(rotation, pending))?.Status === 'Inactive')
      await setStatus(rotation, pending, 'Active');
  },
  test: async (rotation) => {
    const pending = await rotation.pending();
    if ((await keyOf(rotation, pending))?.Status !== 'Active')
      throw noLogin(`The access key of the pending secret of ${rotation.arn} is not active.`);
  },
  after: async (rotation) => {
    if (keepsOld(rotation.tags)) return;
    const [previous, current] = [await rotation.previous(), await rotation.current()];
    if (!previous || idIn(previous) === idIn(current)) return;
    // Disabled, somebody who has missed it can still be helped; the next rotation deletes it.
    if ((await keyOf(rotation, previous))?.Status === 'Active')
      await setStatus(rotation, previous, 'Inactive');
  },
  rehearse: async (rotation) => {
    const list = checkList();
    const members = await list.check('secret', async () => {
      const found = await rotation.current();
      return { value: found, detail: textOf(found, 'username') };
    });
    await list.check('user', async () => {
      if (!members) return undefined;
      const keys = await keysOf(rotation, members);
      return { detail: `${keys.length} access keys` };
    });
    await list.check('room', async () => {
      if (!members) return undefined;
      const odd = await superfluous(rotation, members);
      return { detail: odd ? `${odd.AccessKeyId} will be deleted` : 'for another access key' };
    });
    return list.checks;
  },
};

/** A user has two keys at most: the one before the current one goes. */
async function makeRoom(rotation: Rotation, members: Members): Promise<void> {
  const odd = await superfluous(rotation, members);
  if (!odd) return;
  const UserName = textOf(members, 'username');
  await asking(rotation)(DeleteAccessKey, { UserName, AccessKeyId: odd.AccessKeyId! });
}

/**
 * The key that must go before another can be made: the one before the current one, one that was disabled,
 * or one that nobody has ever used, as a rotation leaves it that died on the way.
 */
async function superfluous(
  rotation: Rotation,
  members: Members,
): Promise<AccessKeyMetadata | undefined> {
  const keys = await keysOf(rotation, members);
  if (keys.length < MOST) return undefined;
  const others = keys.filter(({ AccessKeyId }) => AccessKeyId !== idIn(members));
  const previous = await rotation.previous();
  const before = others.find(({ AccessKeyId }) => previous && AccessKeyId === idIn(previous));
  const disabled = others.find(({ Status }) => Status === 'Inactive');
  const odd = before ?? disabled ?? (await neverUsed(rotation, others));
  if (odd) return odd;
  throw notRotatable(
    `${textOf(members, 'username')} has another access key, which is in use: ${others[0]?.AccessKeyId}. Disable or delete it, to make room for the new one.`,
  );
}

async function neverUsed(
  rotation: Rotation,
  keys: readonly AccessKeyMetadata[],
): Promise<AccessKeyMetadata | undefined> {
  for (const key of keys) {
    const { AccessKeyId } = key;
    const { AccessKeyLastUsed } = await asking(rotation)(GetAccessKeyLastUsed, {
      AccessKeyId: AccessKeyId!,
    });
    if (AccessKeyLastUsed?.LastUsedDate === undefined) return key;
  }
  return undefined;
}

const keysOf = async (
  rotation: Rotation,
  members: Members,
): Promise<readonly AccessKeyMetadata[]> => {
  const UserName = textOf(members, 'username');
  return (await asking(rotation)(ListAccessKeys, { UserName })).AccessKeyMetadata;
};

const keyOf = async (rotation: Rotation, members: Members) =>
  (await keysOf(rotation, members)).find(({ AccessKeyId }) => AccessKeyId === idIn(members));

const setStatus = (rotation: Rotation, members: Members, Status: 'Active' | 'Inactive') =>
  asking(rotation)(UpdateAccessKey, {
    UserName: textOf(members, 'username'),
    AccessKeyId: idIn(members)!,
    Status,
  });

/** Asks IAM, and says what is missing where it refuses. */
const asking =
  ({ call, arn }: Rotation): BuiltInCall['ask'] =>
  async <I, O, E extends string>(model: OperationModel<I, O, E>, input: I): Promise<O> => {
    try {
      return await call.ask(model, input);
    } catch (cause) {
      if (!(cause instanceof AwsError) || cause.code !== 'AccessDenied') throw cause;
      throw notRotatable(
        `The user's access keys may not be touched for this secret. Tag the user with ${USER_TAG}=${arn}.`,
      );
    }
  };

/** What the value calls a key's two halves; AWS's sample has the first. */
function namesIn(members: Members): readonly [id: string, secret: string] {
  return NAMES.find(([id]) => id in members) ?? NAMES[0]!;
}

function idIn(members: Members): string | undefined {
  const id = members[namesIn(members)[0]];
  return typeof id === 'string' ? id : undefined;
}

const NAMES: readonly (readonly [id: string, secret: string])[] = [
  ['accesskey', 'secretkey'],
  ['AccessKeyId', 'SecretAccessKey'],
  ['accessKeyId', 'secretAccessKey'],
  ['access_key_id', 'secret_access_key'],
  ['aws_access_key_id', 'aws_secret_access_key'],
  ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
];

/** IAM's quota, which cannot be raised. */
const MOST = 2;
