/** Functions that come with the house, in every account and Region: rotation without anybody's code. */
import type { Random } from '../base/random.ts';
import type { OperationModel } from '../model/model.ts';

/** Whether a function of this name is built in. Nobody can make one of that name, wherever he is. */
export const isBuiltIn = (name: string): boolean => NAMES.has(name);

/** AWS's names for the templates that are built in here, and our own for what AWS has no template of. */
export const BUILT_IN_NAMES = [
  'SecretsManagerRDSPostgreSQLRotationSingleUser',
  'SecretsManagerRDSPostgreSQLRotationMultiUser',
  'SecretsManagerRDSMySQLRotationSingleUser',
  'SecretsManagerRDSMySQLRotationMultiUser',
  'SecretsManagerRDSMariaDBRotationSingleUser',
  'SecretsManagerRDSMariaDBRotationMultiUser',
  'SecretsManagerAuroraPostgreSQLRotationSingleUser',
  'SecretsManagerAuroraPostgreSQLRotationMultiUser',
  'SecretsManagerAuroraMySQLRotationSingleUser',
  'SecretsManagerAuroraMySQLRotationMultiUser',
  'SecretsManagerIAMAccessKeyRotation',
  'SecretsManagerRedisUserRotation',
  'SecretsManagerWebhookRotation',
] as const;

export type BuiltInName = (typeof BUILT_IN_NAMES)[number];

const NAMES: ReadonlySet<string> = new Set(BUILT_IN_NAMES);

/** The built-in functions of a house, by the names that their ARNs end in. */
export interface BuiltInFunctions {
  readonly find: (name: string) => BuiltInFunction | undefined;
}

/** One of them. Only Secrets Manager invokes it, once for each step of a rotation. */
export interface BuiltInFunction {
  /** The statements of an identity policy: what it may do for the secret that it rotates, beside reading and writing that. */
  readonly permissions: (secret: Source) => readonly object[];
  /** Does one step, which it may have done before. Rejects with a `BuiltInFailure` that says what is wrong. */
  readonly run: (call: BuiltInCall) => Promise<void>;
  /** Goes through all that the steps would need, and changes nothing. */
  readonly rehearse: (call: BuiltInCall) => Promise<readonly Check[]>;
}

/** One thing that a rotation needs, and whether it is there. The detail never repeats a secret's value. */
export interface Check {
  readonly name: string;
  readonly outcome: 'OK' | 'WARNING' | 'FAILED' | 'SKIPPED';
  readonly detail: string;
}

interface Source {
  readonly arn: string;
  readonly account: string;
}

/** What Secrets Manager tells a rotation function. */
export interface RotationEvent {
  /** `rehearse` is none of AWS's, and asked of built-in functions alone. */
  readonly Step: 'createSecret' | 'setSecret' | 'testSecret' | 'finishSecret' | 'rehearse';
  readonly SecretId: string;
  readonly ClientRequestToken: string;
  readonly RotationToken?: string;
}

export interface BuiltInCall {
  readonly event: RotationEvent;
  readonly region: string;
  readonly account: string;
  /** Asks an operation through the gate, in a request and a commit of its own, as the function's session. */
  readonly ask: <I, O, E extends string>(model: OperationModel<I, O, E>, input: I) => Promise<O>;
  readonly random: Random;
}

/** Why a step was not done. What it says is stored with the rotation: it never repeats a secret's value. */
export class BuiltInFailure extends Error {
  /** A name as errors have in Python: `LoginFailed`. The trail tells no more than that. */
  readonly type: string;

  constructor(type: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.type = type;
  }
}

/** A house that has none. */
export const noBuiltIns: BuiltInFunctions = { find: () => undefined };
