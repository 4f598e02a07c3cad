import type { PrincipalFacts } from './policy.ts';

/** The kinds of principal that a policy can name. */
export type PrincipalType = 'AWS' | 'Service' | 'Federated' | 'CanonicalUser';

export interface NamedPrincipal {
  readonly type: PrincipalType;
  readonly value: string;
}

/** `Principal` or, negated, `NotPrincipal`. */
export interface Principals {
  readonly negated: boolean;
  /** As written, in order; `*` stands as AWS `*`. */
  readonly listed: readonly NamedPrincipal[];
  readonly everyone: boolean;
  readonly accounts: ReadonlySet<string>;
  /** ARNs, and unique ids where they took an ARN's place. */
  readonly names: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
  readonly providers: ReadonlySet<string>;
}

/** Not named at all. */
export const NOBODY = 0;
/** Only his account is named: in an Allow that delegates to the account, and grants nothing by itself. */
export const HIS_ACCOUNT = 1;
/** Named through something wider than himself: his role, the user behind a federated one, or everyone. */
export const HIS_KIND = 2;
/** Named himself: the user, the session, the service, the identity's provider. */
export const HIMSELF = 3;

export type Reach = typeof NOBODY | typeof HIS_ACCOUNT | typeof HIS_KIND | typeof HIMSELF;

/** Makes a list of principals ready. */
export function compilePrincipals(listed: readonly NamedPrincipal[], negated: boolean): Principals {
  const of = (type: PrincipalType) =>
    listed.filter((one) => one.type === type).map((one) => one.value);
  const accounts = new Set<string>();
  const names = new Set<string>();
  for (const value of of('AWS')) {
    const account = accountOf(value);
    if (account) accounts.add(account);
    else if (value !== '*') names.add(value);
  }
  return {
    negated,
    listed,
    everyone: of('AWS').includes('*'),
    accounts,
    names,
    services: new Set(of('Service')),
    providers: new Set(of('Federated')),
  };
}

/** How a statement's principals reach this caller. */
export function reach(
  principals: Principals,
  who: PrincipalFacts,
  effect: 'Allow' | 'Deny',
): Reach {
  if (!principals.negated) return reachOf(principals, who, effect);
  return spares(principals, who, effect) ? NOBODY : HIS_KIND;
}

function reachOf(principals: Principals, who: PrincipalFacts, effect: 'Allow' | 'Deny'): Reach {
  const { names, accounts } = principals;
  switch (who.kind) {
    case 'service':
      if (who.service !== undefined && principals.services.has(who.service)) return HIMSELF;
      break;
    case 'web-identity':
    case 'saml':
      if (who.federatedBy?.some((provider) => principals.providers.has(provider))) return HIMSELF;
      // Who comes from outside must be let in by his provider's name; everyone is not enough.
      return principals.everyone && effect === 'Deny' ? HIS_KIND : NOBODY;
    case 'anonymous':
      break;
    default:
      if (names.size > 0) {
        if (namesHimself(names, who)) return HIMSELF;
        if (namesHisKind(names, who)) return HIS_KIND;
      }
      if (principals.everyone) return HIS_KIND;
      return accounts.has(who.account) ? HIS_ACCOUNT : NOBODY;
  }
  return principals.everyone ? HIS_KIND : NOBODY;
}

/**
 * Whether `NotPrincipal` leaves him out. A Deny spares only who is listed with everything that he
 * is: session, role and account. An Allow leaves out who is listed as any of them. Both err
 * towards refusal.
 */
function spares(principals: Principals, who: PrincipalFacts, effect: 'Allow' | 'Deny'): boolean {
  if (principals.everyone) return true;
  const { names, services, providers } = principals;
  let listed: boolean[];
  if (who.kind === 'anonymous') listed = [false];
  else if (who.kind === 'service')
    listed = [who.service !== undefined && services.has(who.service)];
  else if (who.kind === 'web-identity' || who.kind === 'saml') {
    listed = [who.federatedBy?.some((provider) => providers.has(provider)) ?? false];
  } else {
    listed = [principals.accounts.has(who.account)];
    if (who.kind !== 'root') listed.push(namesHimself(names, who));
    if (who.roleArn !== undefined || who.userArn !== undefined)
      listed.push(namesHisKind(names, who));
  }
  return effect === 'Deny' ? listed.every(Boolean) : listed.some(Boolean);
}

const namesHimself = (names: ReadonlySet<string>, who: PrincipalFacts): boolean =>
  names.has(who.arn) || who.uniqueIds.some((id) => isHimself(id, who) && names.has(id));

const namesHisKind = (names: ReadonlySet<string>, who: PrincipalFacts): boolean =>
  (who.roleArn !== undefined && names.has(who.roleArn)) ||
  (who.userArn !== undefined && names.has(who.userArn)) ||
  who.uniqueIds.some((id) => !isHimself(id, who) && names.has(id));

/** A session's id has a colon; without one it is that of its role, or of the user behind it. */
const isHimself = (id: string, who: PrincipalFacts): boolean =>
  who.kind === 'user' || id.includes(':');

const ROOT = /^arn:[^:*]+:iam::(\d{12}):root$/;

/** The account that `123456789012` or its root's ARN stands for. */
export function accountOf(principal: string): string | undefined {
  return /^\d{12}$/.test(principal) ? principal : ROOT.exec(principal)?.[1];
}
