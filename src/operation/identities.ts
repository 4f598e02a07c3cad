/**
 * What the gate needs to know from services that it does not know. `main` plugs in what
 * `services/iam`, `services/sts` and `services/organizations` export.
 */
import type { Instant } from '../base/clock.ts';
import type { Caller } from './caller.ts';
import type { Principals } from './operation.ts';
import type { Policy } from '../policy/policy.ts';
import type { Change } from '../store/statement.ts';
import type { Reader } from '../store/store.ts';

/** The secret behind an access key, and whose it is. */
export interface Credential {
  readonly secretAccessKey: string;
  readonly caller: Caller;
}

/** Why an access key opens nothing: the wire says each in the words of the protocol that was asked. */
export type CredentialRefusal =
  | 'unknown-access-key'
  | 'inactive-access-key'
  | 'invalid-token'
  | 'expired-token';

export interface Identities {
  /** Finds the secret of an access key id; temporary ones (ASIA…) come with their session token. */
  readonly credential: (
    store: Reader,
    presented: { readonly accessKeyId: string; readonly sessionToken?: string },
    now: Instant,
  ) => Promise<Credential | CredentialRefusal>;
  readonly principals: (store: Reader) => Principals;
}

/** Second factors: what IAM can say of a code that is shown. */
export interface SecondFactors {
  /** What must be written so that the code is good this once, or why it is no good. */
  readonly verify: (
    store: Reader,
    shown: {
      readonly account: string;
      /** AIDA…, or the account's number for the root user. */
      readonly userId: string;
      readonly serial: string;
      readonly code: string;
      readonly now: Instant;
    },
  ) => Promise<readonly Change[] | 'unknown-device' | 'wrong-code'>;
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

/** An issuer of tokens whom an account believes. */
export interface TokenIssuer {
  /** The provider's ARN. */
  readonly arn: string;
  /** The issuer without its `https://`. */
  readonly url: string;
  readonly clients: readonly string[];
  /** SHA-1 of certificates that are believed beside those that authorities vouch for, in lower-case base 16. */
  readonly thumbprints: readonly string[];
}

/** An identity provider whose assertions an account believes. */
export interface AssertionIssuer {
  /** The provider's ARN. */
  readonly arn: string;
  readonly account: string;
  readonly name: string;
  readonly entityId: string;
  /** The certificates whose keys sign its assertions (PEM). */
  readonly certificates: readonly string[];
  /** The private keys that open assertions (PEM). */
  readonly privateKeys: () => readonly string[];
  readonly mustEncrypt: boolean;
  readonly validUntil: Instant;
}

/** What a trade-in token stands for. */
export interface DelegatedAccess {
  /** The account that has asked for it, and no other may use it. */
  readonly requestor: string;
  /** Who accepted: it is done with his rights. */
  readonly approver: Caller;
  /** The text of the policy that he accepted, which limits them. */
  readonly policy: string;
  readonly until: Instant;
}

/** What STS must know of IAM; `main` plugs in what IAM exports. */
export interface RolesForSts extends SecondFactors {
  /** The role of this ARN, path and all; undefined where there is none. */
  readonly findRole: (store: Reader, arn: string) => Promise<RoleForSts | undefined>;
  /** The default version's text of a managed policy, AWS's own included. */
  readonly managedPolicyText: (store: Reader, arn: string) => Promise<string | undefined>;
  /** Whose an AKIA… access key is. */
  readonly accountOfAccessKey: (store: Reader, accessKeyId: string) => Promise<string | undefined>;
  readonly findTokenIssuer: (store: Reader, arn: string) => Promise<TokenIssuer | undefined>;
  readonly findAssertionIssuer: (
    store: Reader,
    arn: string,
  ) => Promise<AssertionIssuer | undefined>;
  /** As which issuer an account gives tokens to others; undefined where it gives none. */
  readonly issuerOf: (store: Reader, account: string) => Promise<string | undefined>;
  /** The tags of a caller: those of the user or role behind him, and over them those of his session. */
  readonly tagsOf: (store: Reader, caller: Caller) => Promise<{ readonly [key: string]: string }>;
  readonly findDelegated: (store: Reader, token: string) => Promise<DelegatedAccess | undefined>;
}

/** What STS must know of organizations. */
export interface Organized {
  readonly membership: Policies['membership'];
  readonly isClosed: Policies['isClosed'];
  /** Whether an organization lets its members' root users be stood for, and this account do it. */
  readonly mayStandForRoot: (
    store: Reader,
    of: { readonly organization: Membership; readonly account: string },
  ) => Promise<boolean>;
}

/** What IAM holds about a caller. */
export interface CallerPolicies {
  readonly identity: readonly Policy[];
  readonly boundary?: Policy;
  /** Tags of the user or the role; session tags override them. */
  readonly tags: { readonly [key: string]: string };
}

/** Where an account stands in an organization. */
export interface Membership {
  readonly organizationId: string;
  readonly managementAccount: string;
  /** `o-…/r-…/ou-…/`: the value of `aws:PrincipalOrgPaths`. */
  readonly path: string;
  /** Service control policies per level, root first. */
  readonly scps: readonly (readonly Policy[])[];
  readonly rcps: readonly (readonly Policy[])[];
}

export interface Policies {
  /** Undefined where the user or role behind the caller is no more: his credentials are void. */
  readonly of: (store: Reader, caller: Caller) => Promise<CallerPolicies | undefined>;
  /** Undefined where the account is in no organization. */
  readonly membership: (store: Reader, account: string) => Promise<Membership | undefined>;
  /** Whether an account was closed: nobody reaches into it any more. */
  readonly isClosed: (store: Reader, account: string) => Promise<boolean>;
}
