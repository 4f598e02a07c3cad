import type { Instant } from '../base/clock.ts';
import type { Random } from '../base/random.ts';
import type { AwsError, OperationModel } from '../model/model.ts';
import type { Decision, Policy, ResourceSide } from '../policy/policy.ts';
import type { Change } from '../store/statement.ts';
import type { Reader } from '../store/store.ts';
import type { Caller, RequestFacts } from './caller.ts';
import type { ServiceEvent } from './job.ts';

/** What a request is about. The gate authorises exactly this. */
export interface Resource {
  readonly arn: string;
  /** The account that owns it. */
  readonly account: string;
  /** What a refusal calls it, where AWS repeats what was sent rather than the ARN that it judged. */
  readonly shown?: string;
  /** What a refusal says instead, where the caller did not name it; what its own policies say stays untold then. */
  readonly veiled?: string;
  /** CloudTrail's name of its kind, `AWS::SecretsManager::Secret`; absent where the trail names no resource. */
  readonly type?: string;
  readonly tags?: { readonly [key: string]: string };
  /** Its own policy, and what that policy weighs: `sufficient` unless told. */
  readonly policy?: Policy;
  readonly weight?: ResourceSide['weight'];
  /** KMS grants that reach the caller. */
  readonly grants?: readonly Policy[];
  /** AWS's own, such as an AWS-managed key: resource control policies do not reach it. */
  readonly managedByAws?: true;
}

/** The resource does not exist. Said only to callers who were allowed to ask. */
export interface Missing<Errors extends string> {
  /** How policies and the refusal name what is not there. */
  readonly missing: string;
  /** What a refusal calls it, as `Resource.shown`: both must look alike, or the refusal tells them apart. */
  readonly shown?: string;
  /** As `Resource.veiled`, and for the same reason. */
  readonly veiled?: string;
  /** Whose it would be; the caller's account unless told. */
  readonly account?: string;
  /** The policy that bears on what is not there, where its owner lets others ask. */
  readonly policy?: Policy;
  readonly error: Errors;
  readonly message: string;
}

declare const permitted: unique symbol;

/** A resource that this caller may use for this action. Only the gate can make one. */
export type Permitted<R, Action extends string> = R & { readonly [permitted]: Action };

export type ConditionKeys = { readonly [key: string]: string | readonly string[] | undefined };

/** Maps IAM principals' ARNs to the unique ids that stored policies are bound to, and back. */
export interface Principals {
  /** The ids of those users and roles that exist; an ARN that is missing from the answer does not. */
  readonly idsOf: (arns: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** The ARNs of those ids that still stand for somebody. */
  readonly arnsOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly accountExists: (account: string) => Promise<boolean>;
}

/** What looking up a resource may use. */
export interface Asking {
  readonly caller: Caller;
  readonly request: RequestFacts;
  readonly store: Reader;
  readonly now: Instant;
  /** Services through which the question came, the last one last: `['secretsmanager']` for KMS asked by Secrets Manager. */
  readonly via: readonly string[];
}

export interface Access<Action extends string, Input, Errors extends string, R extends Resource> {
  /** The IAM action, as a policy would spell it. */
  readonly action: Action;
  /** Finds what the request is about. Throw `error`-like AwsErrors for input that names nothing at all. */
  readonly on: (input: Input, asking: Asking) => Promise<R | Missing<Errors>> | R | Missing<Errors>;
  /** The service's own condition keys, and `aws:RequestTag/…`, `aws:TagKeys`; the other `aws:` keys come from the gate. */
  readonly keys?: (input: Input, resource: R | undefined, asking: Asking) => ConditionKeys;
  /** Needed only by requests of which this is true: `sts:TagSession` where the input or the session has tags. */
  readonly when?: (input: Input, asking: Asking) => boolean;
}

export interface Call<Parts, Input, Errors extends string, Main, Also> extends Asking {
  readonly input: Input;
  /** Its own name, for those outside who are told why they are asked. */
  readonly operation: string;
  /** What the request is about, with its permit. */
  readonly resource: Main;
  /** The further resources, under the names that `also` gave them; undefined where their `when` was false. */
  readonly also: Also;
  readonly random: Random;
  readonly parts: Parts;
  readonly principals: Principals;
  /** Makes one of the errors that the model lists for this operation, and no other. */
  readonly error: (
    code: Errors,
    message: string,
    members?: { readonly [name: string]: unknown },
  ) => AwsError;
  /** Asks another operation, through the same gate, on behalf of the same caller; in this Region unless told. */
  readonly ask: <I, O, E extends string>(
    model: OperationModel<I, O, E>,
    input: I,
    region?: string,
  ) => Promise<O>;
  /**
   * Asks as somebody else, in the same commit: Organizations makes a role in the account that it
   * has just made. The one who is named must have the permission.
   */
  readonly askAs: <I, O, E extends string>(
    caller: Caller,
    model: OperationModel<I, O, E>,
    input: I,
  ) => Promise<O>;
  /** Judges a resource that only the handler could find; throws the refusal. */
  readonly demand: <R extends Resource, const Action extends string>(
    action: Action,
    resource: R,
    keys?: ConditionKeys,
  ) => Promise<Permitted<R, Action>>;
  /** What the judge would say, without acting on it: for policies that must not lock their author out. */
  readonly would: (action: string, resource: Resource, keys?: ConditionKeys) => Promise<Decision>;
}

/** What an operation gives back: it never writes, it says what is to be written. */
export interface Answer<Output> {
  readonly output: Output;
  readonly changes?: readonly Change[];
  /** What CloudTrail's `additionalEventData` is to hold. */
  readonly eventData?: { readonly [key: string]: unknown };
  /** What the service tells besides, on whosever trail: that an account has joined an organization. */
  readonly events?: readonly ServiceEvent[];
  /** The resource that the request made, for the trail, where none existed to be found. */
  readonly made?: { readonly arn: string; readonly type: string };
}

/** Something that must exist before the request is judged, such as an AWS-managed key on its first use. */
export interface Preparation {
  readonly changes: readonly Change[];
  /** The service event that tells of it on the trail. */
  readonly event: {
    readonly name: string;
    readonly resource: { readonly arn: string; readonly type: string };
  };
}

export interface PreparationCall<Parts, Input> extends Asking {
  readonly input: Input;
  readonly parts: Parts;
  readonly random: Random;
}

/** What finding out who asks may use. */
export interface Identifying<Parts, Input, Errors extends string> extends Asking {
  readonly input: Input;
  readonly parts: Parts;
  readonly error: (code: Errors, message: string) => AwsError;
}

export interface Operation<Parts = any> {
  readonly model: OperationModel<any, any, any>;
  /** Who asks, where the request itself says it: a token that somebody else has signed stands for a signature. */
  readonly identify?: (call: Identifying<Parts, any, any>) => Promise<Caller>;
  /** Every access that must be granted; an open operation says why it has none. */
  readonly access: readonly {
    readonly name: string;
    readonly access: Access<string, any, any, any>;
  }[];
  readonly open?: string;
  /** False for work with an effect outside the store, which must not be run again after a conflict. */
  readonly repeatable: boolean;
  /** Changes nothing but the trail: CloudTrail's `readOnly`. Judged by the name unless told. */
  readonly readOnly: boolean;
  readonly prepare?: (call: PreparationCall<Parts, any>) => Promise<Preparation | undefined>;
  readonly handle: (call: Call<Parts, any, any, any, any>) => Promise<Answer<any>>;
}

type Handle<Parts, Input, Output, Errors extends string, Main, Also> = (
  call: Call<Parts, Input, Errors, Main, Also>,
) => Promise<Answer<Output>>;

interface Authorized<Parts, Input, Output, Errors extends string, Main, Also> {
  /** One more resource that the same request needs, as ReEncrypt needs two keys. */
  also<const Name extends string, const Action extends `${string}:${string}`, R extends Resource>(
    name: Name,
    access: Access<Action, Input, Errors, R>,
  ): Authorized<
    Parts,
    Input,
    Output,
    Errors,
    Main,
    Also & { readonly [N in Name]: Permitted<R, Action> }
  >;
  /** Makes what must exist before the request is judged, in a commit of its own. */
  prepare(
    prepare: (call: PreparationCall<Parts, Input>) => Promise<Preparation | undefined>,
  ): Authorized<Parts, Input, Output, Errors, Main, Also>;
  /** Says `readOnly` where the name misleads: Decrypt reads, though it is no Get. */
  readOnly(): Authorized<Parts, Input, Output, Errors, Main, Also>;
  handle(handle: Handle<Parts, Input, Output, Errors, Main, Also>): Operation<Parts>;
  handleOnce(handle: Handle<Parts, Input, Output, Errors, Main, Also>): Operation<Parts>;
}

const READS = /^(Get|List|Describe|BatchGet|Validate|Simulate|Decode|Lookup)/;

/**
 * Gives a service its own `operation`, bound to its IAM prefix and to the parts it is built from.
 *
 * The steps come in one order only: `handle` does not exist until `access` or `open` has been said.
 */
export function operationsOf<Parts>() {
  return <const Prefix extends string>(_prefix: Prefix) =>
    <Input, Output, Errors extends string>(model: OperationModel<Input, Output, Errors>) => {
      type Stage<Main, Also> = Authorized<Parts, Input, Output, Errors, Main, Also>;
      type Said = Omit<Operation<Parts>, 'handle' | 'repeatable'>;
      const stage = (said: Said): Stage<any, any> => ({
        also: (name, access) =>
          stage({ ...said, access: [...said.access, { name, access: access as never }] }),
        prepare: (prepare) => stage({ ...said, prepare }),
        readOnly: () => stage({ ...said, readOnly: true }),
        handle: (handle) => ({ ...said, repeatable: true, handle: handle as never }),
        handleOnce: (handle) => ({ ...said, repeatable: false, handle: handle as never }),
      });
      const readOnly = READS.test(model.name);
      return {
        access: <const Action extends `${Prefix}:${string}`, R extends Resource>(
          access: Access<Action, Input, Errors, R>,
        ): Stage<Permitted<R, Action>, {}> =>
          stage({ model, readOnly, access: [{ name: '', access: access as never }] }),
        /** For those that nobody signs: who asks is found out from what he brings along. */
        identifiedBy: (identify: (call: Identifying<Parts, Input, Errors>) => Promise<Caller>) => ({
          access: <const Action extends `${Prefix}:${string}`, R extends Resource>(
            access: Access<Action, Input, Errors, R>,
          ): Stage<Permitted<R, Action>, {}> =>
            stage({
              model,
              readOnly,
              identify: identify as never,
              access: [{ name: '', access: access as never }],
            }),
        }),
        /** For the few that ask for nothing; the reason is printed in the access matrix. */
        open: (reason: string): Stage<undefined, {}> =>
          stage({ model, readOnly, access: [], open: reason }),
      };
    };
}

/** Actions that know no resource are judged on `*` in the caller's account. */
export const anything = (_input: unknown, { caller }: Asking): Resource => ({
  arn: '*',
  account: caller.account,
});

/** The condition keys that a list of tags in a request stands for. */
export function requestTagKeys(
  tags:
    | readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[]
    | undefined,
): ConditionKeys {
  if (!tags || tags.length === 0) return {};
  const keys: { [key: string]: string | readonly string[] } = {
    'aws:TagKeys': tags.map((tag) => tag.Key ?? ''),
  };
  for (const tag of tags) keys[`aws:RequestTag/${tag.Key}`] = tag.Value ?? '';
  return keys;
}
