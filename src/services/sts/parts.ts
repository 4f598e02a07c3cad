import type { Keyring } from '../../crypto/keyring.ts';
import type { SecondFactors } from '../../operation/identities.ts';
import { operationsOf } from '../../operation/operation.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Reader } from '../../store/store.ts';

/** What this service is built from, beside what every operation gets. */
export interface Parts {
  readonly keyring: Keyring;
  readonly roles: Roles;
}

/** What STS must know of IAM; `main` plugs in what IAM exports. */
export interface Roles extends SecondFactors {
  /** The role of this ARN, path and all; undefined where there is none. */
  readonly findRole: (store: Reader, arn: string) => Promise<RoleForSts | undefined>;
  /** The default version's text of a managed policy, AWS's own included. */
  readonly managedPolicyText: (store: Reader, arn: string) => Promise<string | undefined>;
  /** Whose an AKIA… access key is. */
  readonly accountOfAccessKey: (store: Reader, accessKeyId: string) => Promise<string | undefined>;
}

/** A role as far as assuming it goes. */
export interface RoleForSts {
  readonly arn: string;
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly maxSessionSeconds: number;
  readonly tags: { readonly [key: string]: string };
  /** Its trust policy. */
  readonly policy: Policy;
}

export const operation = operationsOf<Parts>()('sts');
