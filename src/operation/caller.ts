import type { Instant } from '../base/clock.ts';
import type { Policy, PrincipalFacts } from '../policy/policy.ts';

/** Who is asking, once the signature has been believed. */
export interface Caller {
  readonly kind: PrincipalFacts['kind'];
  /** The account he belongs to; empty for a service and the anonymous. */
  readonly account: string;
  /** His own ARN, as GetCallerIdentity tells it. */
  readonly arn: string;
  /** `AIDA…`, `AROA…:session`, `ACCOUNT` (root) or `ACCOUNT:name` (federated user): GetCallerIdentity's UserId. */
  readonly userId: string;
  /** The user's name, where a user asks, himself or by GetSessionToken. */
  readonly userName?: string;
  /** The role behind a session; its ARN has the path that the session's ARN lacks. */
  readonly role?: { readonly arn: string; readonly id: string; readonly name: string };
  /** `secretsmanager.amazonaws.com`, where a service asks on its own account. */
  readonly service?: string;
  /** The resource for which that service asks: `aws:SourceArn` and `aws:SourceAccount`. */
  readonly source?: Source;
  readonly accessKeyId?: string;
  /** Who vouches for a web identity or SAML principal, and what the token or assertion says of it. */
  readonly federation?: Federation;
  /** Present with temporary credentials alone. */
  readonly session?: Session;
  /** What it may by itself, where nothing is kept of it: the session of a function that is built in. */
  readonly inherent?: readonly Policy[];
}

/** An identity from outside, for as long as it asks for a role. */
export interface Federation {
  /** The provider's ARN: what `Federated` principals name. */
  readonly provider: string;
  /** Its condition keys, as `accounts.example.com:sub` and `SAML:aud`. */
  readonly keys: { readonly [key: string]: string | readonly string[] };
}

/** What a service works on when it asks on its own account. */
export interface Source {
  readonly arn: string;
  readonly account: string;
}

/** What temporary credentials carry with them. */
export interface Session {
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
  /** The session's own policies; undefined where it was made without. */
  readonly policies?: readonly Policy[];
  readonly tags: { readonly [key: string]: string };
  readonly transitiveTagKeys: readonly string[];
  readonly sourceIdentity?: string;
  /** When the second factor was shown; undefined without. */
  readonly mfaAt?: Instant;
  /** Made from other temporary credentials of a role: such a chain lasts an hour at most. */
  readonly chained: boolean;
  /** GetFederationToken's issuer, whose policies bound the federated user's. */
  readonly issuer?: { readonly arn: string; readonly userName?: string };
  /** Of an identity from outside: what of its condition keys lasts as long as the session. */
  readonly federation?: Federation;
  /** The root user's, made by AssumeRoot for one task. */
  readonly assumedRoot?: true;
  /** Lent by whom it stands for: what he accepted to be done with his rights. */
  readonly delegated?: true;
}

/** How the request came. */
export interface RequestFacts {
  readonly id: string;
  readonly region: string;
  readonly sourceIp: string;
  readonly userAgent: string;
  readonly secureTransport: boolean;
  /** `X-Amzn-Trace-Id`, where it was sent. */
  readonly traceId?: string;
}

/** A service asking on its own account, as rotation and the job runner do; `source` is what it works on. */
export function serviceCaller(service: string, source?: Source): Caller {
  const caller = { kind: 'service', account: '', arn: service, userId: service, service } as const;
  return source ? { ...caller, source } : caller;
}
