/**
 * What the judge is asked and what it answers. Pure values: nothing here knows HTTP, SQL, the clock
 * or the name of a service.
 */
import type { Document } from './document.ts';

/**
 * Condition keys and their values, asked by lower-cased name; undefined means the request lacks the
 * key. A `Map` will do, and so will something that works a key out when it is first asked for.
 */
export interface Context {
  readonly get: (lowerCasedName: string) => string | readonly string[] | undefined;
}

/** Who asks, as `Principal` elements may name him. */
export interface PrincipalFacts {
  readonly kind:
    | 'root'
    | 'user'
    | 'role-session'
    | 'federated-user'
    | 'service'
    | 'web-identity'
    | 'saml'
    | 'anonymous';
  /** The account; empty for a service, a web identity, and the anonymous. */
  readonly account: string;
  /**
   * The principal's own ARN: a user, a session (`arn:aws:sts::A:assumed-role/R/S`,
   * `arn:aws:sts::A:federated-user/N`) or the root user.
   */
  readonly arn: string;
  /** A role session's role: `arn:aws:iam::A:role/path/R`. */
  readonly roleArn?: string;
  /** The user behind a federated user: `arn:aws:iam::A:user/path/U`, or the root user's ARN. */
  readonly userArn?: string;
  /**
   * Unique ids under which stored policies may name him: AIDA… of a user, AROA… of a role, and
   * `AROA…:session` of a session. An ARN whose id was bound when the policy was stored matches by id alone.
   */
  readonly uniqueIds: readonly string[];
  /** `secretsmanager.amazonaws.com` and the like, where a service itself asks. */
  readonly service?: string;
  /** The provider that vouched for a web identity or SAML principal: its ARN or its domain. */
  readonly federatedBy?: readonly string[];
}

export interface Question {
  readonly principal: PrincipalFacts;
  /** As in policies: `secretsmanager:GetSecretValue`. */
  readonly action: string;
  /** The resource's ARN, or `*` where the action knows no resource. */
  readonly resource: string;
  /** The account that the resource belongs to. */
  readonly resourceAccount: string;
  readonly context: Context;
}

export type PolicyType = 'identity' | 'boundary' | 'session' | 'resource' | 'scp' | 'rcp' | 'grant';

/** A compiled document and where it comes from, so that a decision can name it. */
export interface Policy {
  readonly type: PolicyType;
  /** The managed policy's ARN, where it has one. */
  readonly arn?: string;
  /** What people call it: `user alice, inline policy reading`, `resource policy`. */
  readonly label: string;
  readonly document: Document;
}

/** Everything that bears on one question. */
export interface PolicyStack {
  /** The policies of the user and his groups, or of the role. Empty for a service or an anonymous caller. */
  readonly identity: readonly Policy[];
  /** A permissions boundary limits what identity policies give. */
  readonly boundary?: Policy;
  /** Absent: the session was made without policies. Empty never occurs. */
  readonly session?: readonly Policy[];
  /** Service control policies, one list per level from the root down to the account; binds the caller's account. */
  readonly scps: readonly (readonly Policy[])[];
  /** Resource control policies, likewise; binds the resource's account. */
  readonly rcps: readonly (readonly Policy[])[];
  readonly resource: ResourceSide;
}

/** The resource's own say. */
export interface ResourceSide {
  readonly policy?: Policy;
  /**
   * `sufficient`: an Allow in it is enough within the account (a secret). `necessary`: nothing goes
   * without it, and identity policies count only where it lets the account in (a KMS key);
   * `trust`: it alone decides within its account when it names the caller himself, and an
   * identity policy is needed besides where it names only his account (a role's trust policy).
   */
  readonly weight: 'sufficient' | 'necessary' | 'trust';
  /** KMS grants that reach this caller, as Allow statements; each stands beside the resource policy. */
  readonly grants?: readonly Policy[];
}

/** Which statement of which policy. */
export interface Finding {
  readonly policy: Policy;
  /** Place of the statement in its document, from 0. */
  readonly statement: number;
  readonly sid?: string;
}

export type Decision =
  | { readonly allowed: true; readonly because: readonly Finding[] }
  | { readonly allowed: false; readonly kind: 'explicit'; readonly because: Finding }
  /** What should have allowed it and did not, most telling first: what AWS's message names. */
  | { readonly allowed: false; readonly kind: 'implicit'; readonly lacking: PolicyType };
