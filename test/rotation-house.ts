/** A house for the tests of rotation: a function that follows AWS's template, as its role would. */
import { utf8 } from '../src/base/bytes.ts';
import { uuid } from '../src/base/random.ts';
import {
  CreateSecret,
  DescribeSecret,
  GetSecretValue,
  PutSecretValue,
  RotateSecret,
  UpdateSecretVersionStage,
} from '../src/generated/secretsmanager.ts';
import type {
  DescribeSecretResponse,
  RotateSecretRequest,
} from '../src/generated/secretsmanager.types.ts';
import type { OperationModel } from '../src/model/model.ts';
import type { Caller } from '../src/operation/caller.ts';
import type { InvocationResult } from '../src/operation/functions.ts';
import { type LambdaHouse, lambdaHouse } from './lambda-house.ts';

/** What the function was asked, and by which session of its role it asks back. */
export interface StepAsked {
  readonly Step: 'createSecret' | 'setSecret' | 'testSecret' | 'finishSecret';
  readonly SecretId: string;
  readonly ClientRequestToken: string;
  readonly RotationToken: string;
  readonly role: Caller;
}

type Meddle = (
  asked: StepAsked,
) => Promise<Partial<InvocationResult> | undefined | void> | Partial<InvocationResult> | void;

export interface RotationHouse extends LambdaHouse {
  /** As the administrator, or as somebody else; fills in tokens. */
  readonly sm: <I extends object, O, E extends string>(
    model: OperationModel<I, O, E>,
    input: I,
    as?: Caller,
  ) => Promise<O>;
  /** The rotation function, which Secrets Manager may invoke. */
  readonly rotator: string;
  /** Makes a secret with the value `first`. */
  readonly secret: (name: string) => Promise<{ readonly ARN: string; readonly VersionId: string }>;
  readonly rotate: (name: string, more?: Partial<RotateSecretRequest>) => Promise<string>;
  readonly describe: (name: string) => Promise<DescribeSecretResponse>;
  /** The labels of each version, sorted. */
  readonly labels: (name: string) => Promise<{ readonly [id: string]: readonly string[] }>;
  readonly value: (name: string, stage?: string) => Promise<string | undefined>;
  /** The steps that were asked for, oldest first. */
  readonly steps: StepAsked[];
  /** What is done before each step: where it answers, the step is not done. */
  readonly meddle: (meddle: Meddle) => void;
  /** What the function does where nobody meddles. */
  readonly follow: (asked: StepAsked) => Promise<void>;
  /** Trail events that the service told by itself, oldest first, by name. */
  readonly told: () => Promise<readonly any[]>;
}

export const failing = (
  errorType = 'ValueError',
  errorMessage = 'no',
): Partial<InvocationResult> => ({
  payload: utf8(JSON.stringify({ errorType, errorMessage })),
  functionError: 'Unhandled',
});

/** @param leavesPending as AWS's samples, which leave AWSPENDING on the version that is now current */
export async function rotationHouse({ leavesPending = true } = {}): Promise<RotationHouse> {
  const h = await lambdaHouse();
  const sm: RotationHouse['sm'] = (model, input, as = h.me) => {
    const fills = model.input.members['ClientRequestToken']?.idempotencyToken;
    const token = fills && !('ClientRequestToken' in input);
    const filled = token ? { ...input, ClientRequestToken: uuid(h.random) } : input;
    return h.ask(as, model, filled);
  };
  const Role = await h.role('rotates', ['secretsmanager:*']);
  const rotator = await h.create('rotator', { Role });
  await h.allow('rotator', 'secretsmanager.amazonaws.com');

  const steps: StepAsked[] = [];
  let meddle: Meddle = () => {};
  h.does(async ({ event, session }) => {
    const role = await h.callerOf(session.accessKeyId, session.sessionToken);
    const asked: StepAsked = { ...event, role };
    steps.push(asked);
    const instead = await meddle(asked);
    if (instead) return instead;
    await template(asked);
    return { payload: utf8('null') };
  });

  /** What AWS's rotation template does: each step may be asked for again. */
  async function template({ Step, SecretId, ClientRequestToken, role }: StepAsked): Promise<void> {
    const pending = { SecretId, VersionId: ClientRequestToken, VersionStage: 'AWSPENDING' };
    if (Step === 'createSecret') {
      const isThere = await h.ask(role, GetSecretValue, pending).catch(() => undefined);
      if (isThere) return;
      const SecretString = `made by ${ClientRequestToken}`;
      const VersionStages = ['AWSPENDING'];
      const put = { SecretId, ClientRequestToken, SecretString, VersionStages };
      await h.ask(role, PutSecretValue, put);
    }
    if (Step !== 'finishSecret') return;
    const { VersionIdsToStages } = await h.ask(role, DescribeSecret, { SecretId });
    const versions = Object.entries(VersionIdsToStages!);
    const [current] = versions.find(([, stages]) => stages.includes('AWSCURRENT'))!;
    if (current === ClientRequestToken) return;
    await h.ask(role, UpdateSecretVersionStage, {
      SecretId,
      VersionStage: 'AWSCURRENT',
      MoveToVersionId: ClientRequestToken,
      RemoveFromVersionId: current,
    });
    if (leavesPending) return;
    await h.ask(role, UpdateSecretVersionStage, {
      SecretId,
      VersionStage: 'AWSPENDING',
      RemoveFromVersionId: ClientRequestToken,
    });
  }

  const describe = (name: string) => sm(DescribeSecret, { SecretId: name });
  return {
    ...h,
    sm,
    rotator,
    steps,
    describe,
    secret: async (name) => {
      const { ARN, VersionId } = await sm(CreateSecret, { Name: name, SecretString: 'first' });
      return { ARN: ARN!, VersionId: VersionId! };
    },
    rotate: async (name, more = {}) =>
      (await sm(RotateSecret, { SecretId: name, ...more })).VersionId!,
    labels: async (name) => {
      const { VersionIdsToStages = {} } = await describe(name);
      const sorted = Object.entries(VersionIdsToStages).map(([id, on]) => [id, [...on].sort()]);
      return Object.fromEntries(sorted);
    },
    value: async (name, VersionStage = 'AWSCURRENT') =>
      (await sm(GetSecretValue, { SecretId: name, VersionStage })).SecretString,
    meddle: (next) => (meddle = next),
    follow: template,
    told: async () =>
      (await h.events()).filter(({ eventType, eventName }) =>
        eventType === 'AwsServiceEvent' ? /Rotation/.test(eventName) : false,
      ),
  };
}
