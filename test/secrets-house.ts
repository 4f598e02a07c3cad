/** A house for the tests of Secrets Manager, asked as SDKs ask. */
import { house, type TestHouse } from './house.ts';
import { uuid } from '../src/base/random.ts';
import { CreateSecret, GetSecretValue, PutSecretValue } from '../src/generated/secretsmanager.ts';
import type { CreateSecretRequest } from '../src/generated/secretsmanager.types.ts';
import type { OperationModel } from '../src/model/model.ts';
import type { Caller } from '../src/operation/caller.ts';

export interface SecretsHouse extends TestHouse {
  readonly me: Caller;
  /** Asks as the administrator, or as somebody else; fills in tokens. */
  readonly call: <I extends object, O, E extends string>(
    model: OperationModel<I, O, E>,
    input: I,
    as?: Caller,
    region?: string,
  ) => Promise<O>;
  /** Makes a secret with the value `first` unless told otherwise. */
  readonly create: (
    name: string,
    more?: Partial<CreateSecretRequest>,
  ) => Promise<{ readonly ARN: string; readonly VersionId: string }>;
  /** Puts a value and gives its version id. */
  readonly put: (name: string, value: string, stages?: readonly string[]) => Promise<string>;
  readonly read: (name: string, as?: Caller) => Promise<string | undefined>;
}

export async function secretsHouse(): Promise<SecretsHouse> {
  const h = await house();
  const me = await h.admin();
  const call: SecretsHouse['call'] = (model, input, as = me, region) => {
    const fills = model.input.members['ClientRequestToken']?.idempotencyToken;
    const token = fills && !('ClientRequestToken' in input);
    const filled = token ? { ...input, ClientRequestToken: uuid(h.random) } : input;
    return h.ask(as, model, filled, region);
  };
  return {
    ...h,
    me,
    call,
    create: async (name, more = {}) => {
      const value = more.SecretBinary ? {} : { SecretString: 'first' };
      const { ARN, VersionId } = await call(CreateSecret, { Name: name, ...value, ...more });
      return { ARN: ARN!, VersionId: VersionId! };
    },
    put: async (name, value, stages) => {
      const put = { SecretId: name, SecretString: value };
      const answer = await call(PutSecretValue, stages ? { ...put, VersionStages: stages } : put);
      return answer.VersionId!;
    },
    read: async (name, as) => (await call(GetSecretValue, { SecretId: name }, as)).SecretString,
  };
}
