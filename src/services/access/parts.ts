import type { Instant } from '../../base/clock.ts';
import type { AwsError } from '../../model/model.ts';
import type { Caller, RequestFacts } from '../../operation/caller.ts';
import type { CallerPolicies, Membership } from '../../operation/identities.ts';
import {
  type Asking,
  type Call,
  type ConditionKeys,
  type Missing,
  operationsOf,
  type Resource,
} from '../../operation/operation.ts';
import type { Service } from '../../operation/service.ts';
import type { Context, Policy, PrincipalFacts } from '../../policy/policy.ts';
import type { Reader } from '../../store/store.ts';

/** A user or a role, and the policies that he has. */
export interface Somebody {
  readonly id: string;
  readonly account: string;
  readonly arn: string;
  readonly name: string;
  readonly policies: CallerPolicies;
  /** Of a role alone: who may become it. */
  readonly trust?: Policy;
}

/** A secret, and the key that one must be allowed to use to read its value. */
export interface Kept {
  readonly secret: Resource & { readonly region: string };
  /** Empty for the default key. */
  readonly readKey: string;
}

/** A secret that is rotated, and how that stands. */
export interface RotationStanding {
  readonly secret: Resource & {
    readonly name: string;
    readonly rotatedAt: Instant;
    readonly rotateBy: Instant | null;
  };
  readonly functionArn: string | undefined;
  readonly isOverdue: boolean;
  readonly state: 'SCHEDULED' | 'ON_REQUEST' | 'OFF';
  readonly under?: {
    readonly state: 'ROTATING' | 'TESTING' | 'RETRYING';
    readonly step: string;
    readonly attempts: number;
    readonly retryAt: Instant;
    readonly lastError?: string;
  };
}

type Found = Resource | Missing<string>;

/** What the house knows, and this room asks for: it imports no other service. */
export interface Parts {
  readonly services: () => readonly Service[];
  readonly everybody: (store: Reader) => Promise<readonly Somebody[]>;
  readonly accountsSeenBy: (store: Reader, account: string) => Promise<readonly string[]>;
  readonly membership: (store: Reader, account: string) => Promise<Membership | undefined>;
  readonly secrets: {
    readonly find: (asking: Asking, text: string) => Promise<Found>;
    readonly kept: (store: Reader, arn: string) => Promise<Kept | undefined>;
    readonly every: (store: Reader, account: string) => Promise<readonly Kept[]>;
  };
  readonly rotations: {
    readonly page: (
      store: Reader,
      of: {
        readonly account: string;
        readonly region: string;
        readonly prefix: string;
        readonly after: string;
        readonly count: number;
      },
      now: Instant,
    ) => Promise<readonly RotationStanding[]>;
    readonly functionOf: (store: Reader, arn: string) => Promise<string | undefined>;
  };
  readonly keys: {
    readonly find: (asking: Asking, text: string) => Promise<Found>;
    readonly every: (
      store: Reader,
      account: string,
    ) => Promise<readonly (Resource & { readonly region: string })[]>;
    readonly grants: (
      store: Reader,
      key: string,
    ) => Promise<(caller: Caller) => readonly Policy[] | undefined>;
  };
  /** What the gate makes of a caller and his request. */
  readonly gate: {
    readonly principalFacts: (caller: Caller) => PrincipalFacts;
    readonly contextOf: (facts: {
      readonly caller: Caller;
      readonly request: RequestFacts;
      readonly via: readonly string[];
      readonly now: Instant;
      readonly principalTags: { readonly [key: string]: string };
      readonly principalOrganization: Membership | undefined;
      readonly resourceAccount: string;
      readonly resourceTags: { readonly [key: string]: string };
      readonly resourceOrganization: Membership | undefined;
      readonly keys: () => ConditionKeys;
    }) => Context;
    readonly boundByScps: (caller: Caller, ours: Membership | undefined) => boolean;
    readonly boundByRcps: (
      of: { readonly caller: Caller },
      action: string,
      asked: Pick<Resource, 'account' | 'managedByAws'>,
      theirs: Membership | undefined,
    ) => boolean;
  };
}

/** Questions about policies are IAM's matter: their actions are of its prefix. */
export const operation = operationsOf<Parts>()('iam');

/** What one does with secrets here that AWS has no operation for: its actions are of their prefix. */
export const aboutSecrets = operationsOf<Parts>()('secretsmanager');

/** The secret that a request names, if whoever asks may do this with it. */
export async function demandSecret(
  call: Pick<Call<Parts, unknown, string, unknown, unknown>, 'parts' | 'demand' | 'caller'> &
    Asking & { readonly error: (code: 'ResourceNotFoundException', message: string) => AwsError },
  secretId: string,
  action: string,
): Promise<Resource> {
  const found = await call.parts.secrets.find(call, secretId);
  const isMissing = 'missing' in found;
  const account = found.account ?? call.caller.account;
  await call.demand(action, isMissing ? { arn: found.missing, account } : found);
  if (isMissing) throw call.error('ResourceNotFoundException', found.message);
  return found;
}
