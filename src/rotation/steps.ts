/** The four steps of a rotation, as AWS's template has them: each may be asked for again. */
import {
  DescribeSecret,
  GetSecretValue,
  PutSecretValue,
  UpdateSecretVersionStage,
} from '../generated/secretsmanager.ts';
import type { DescribeSecretResponse } from '../generated/secretsmanager.types.ts';
import { AwsError } from '../model/model.ts';
import type { BuiltInCall, BuiltInFunction, Check } from '../operation/built-in-functions.ts';
import { checkList } from './check-list.ts';
import { notRotatable, ofDatabase } from './failures.ts';
import { type Members, readMembers } from './secret-value.ts';

/** What is different from one kind of secret to another. */
export interface Kind {
  readonly permissions: BuiltInFunction['permissions'];
  /** The members of the new value. */
  readonly create: (rotation: Rotation) => Promise<Members>;
  /** Makes the pending credential good. The current one stays good where that can be. */
  readonly set: (rotation: Rotation) => Promise<void>;
  /** Uses the pending credential. */
  readonly test: (rotation: Rotation) => Promise<void>;
  /** What is left to do when the new version is current: the old one's credential goes, or stays for a while. */
  readonly after?: (rotation: Rotation) => Promise<void>;
  /** Tries all that these would need, and changes nothing; unless told it is the value alone that is looked at. */
  readonly rehearse?: (rotation: Rotation) => Promise<readonly Check[]>;
}

/** One rotation, as a step sees it. */
export interface Rotation {
  readonly call: BuiltInCall;
  readonly arn: string;
  readonly tags: { readonly [key: string]: string };
  readonly current: () => Promise<Members>;
  readonly pending: () => Promise<Members>;
  /** Undefined where there is none, or where it has no value. */
  readonly previous: () => Promise<Members | undefined>;
}

/** The built-in function that rotates secrets of a kind. */
export const rotates = (kind: Kind): BuiltInFunction => ({
  permissions: kind.permissions,
  run: async (call) => {
    try {
      await step(kind, call);
    } catch (cause) {
      throw ofDatabase(cause);
    }
  },
  rehearse: async (call) => {
    const described = await call.ask(DescribeSecret, { SecretId: call.event.SecretId });
    return (kind.rehearse ?? readable)(rotationOf(call, described));
  },
});

async function readable({ current }: Rotation): Promise<readonly Check[]> {
  const list = checkList();
  await list.check('secret', async () => {
    await current();
    return { detail: 'its value can be read' };
  });
  return list.checks;
}

async function step(kind: Kind, call: BuiltInCall): Promise<void> {
  const { event, ask } = call;
  const { SecretId: arn, ClientRequestToken: token, Step } = event;
  const described = await ask(DescribeSecret, { SecretId: arn });
  const labels = described.VersionIdsToStages?.[token];
  if (described.RotationEnabled === false)
    throw notRotatable(`Secret ${arn} is not enabled for rotation`);
  if (!labels)
    throw notRotatable(`Secret version ${token} has no stage for rotation of secret ${arn}.`);
  const rotation = rotationOf(call, described);
  if (labels.includes('AWSCURRENT')) {
    if (Step === 'finishSecret') await kind.after?.(rotation);
    return;
  }
  if (!labels.includes('AWSPENDING'))
    throw notRotatable(
      `Secret version ${token} not set as AWSPENDING for rotation of secret ${arn}.`,
    );
  switch (Step) {
    case 'createSecret':
      return create(kind, rotation);
    case 'setSecret':
      return kind.set(rotation);
    case 'testSecret':
      return kind.test(rotation);
    case 'finishSecret':
      await moveCurrent(rotation, described);
      return kind.after?.(rotation);
    default:
      throw notRotatable(`Invalid step parameter ${String(Step)} for secret ${arn}`);
  }
}

function rotationOf(call: BuiltInCall, { Tags }: DescribeSecretResponse): Rotation {
  const { SecretId: arn, ClientRequestToken: token } = call.event;
  const read = async (of: { VersionId?: string; VersionStage: string }): Promise<Members> => {
    const { SecretString } = await call.ask(GetSecretValue, { SecretId: arn, ...of });
    return readMembers(SecretString, arn);
  };
  return {
    call,
    arn,
    tags: Object.fromEntries((Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? ''])),
    current: () => read({ VersionStage: 'AWSCURRENT' }),
    pending: () => read({ VersionId: token, VersionStage: 'AWSPENDING' }),
    previous: () => unlessMissing(read({ VersionStage: 'AWSPREVIOUS' })),
  };
}

async function create(kind: Kind, rotation: Rotation): Promise<void> {
  const { call, arn, current, pending } = rotation;
  // Without a value that can be read there is nothing to go by.
  await current();
  if (await unlessMissing(pending())) return;
  const { ClientRequestToken, RotationToken } = call.event;
  await call.ask(PutSecretValue, {
    SecretId: arn,
    ClientRequestToken,
    SecretString: JSON.stringify(await kind.create(rotation)),
    VersionStages: ['AWSPENDING'],
    ...(RotationToken !== undefined && { RotationToken }),
  });
}

async function moveCurrent(
  { call, arn }: Rotation,
  { VersionIdsToStages = {} }: DescribeSecretResponse,
): Promise<void> {
  const versions = Object.entries(VersionIdsToStages);
  const from = versions.find(([, labels]) => labels.includes('AWSCURRENT'))?.[0];
  await call.ask(UpdateSecretVersionStage, {
    SecretId: arn,
    VersionStage: 'AWSCURRENT',
    MoveToVersionId: call.event.ClientRequestToken,
    ...(from !== undefined && { RemoveFromVersionId: from }),
  });
}

async function unlessMissing<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (cause) {
    if (cause instanceof AwsError && cause.code === 'ResourceNotFoundException') return undefined;
    throw cause;
  }
}
