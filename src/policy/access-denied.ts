import type { Decision, PolicyType, PrincipalFacts, Question } from './policy.ts';

/** A decision that refuses. */
export type Denial = Extract<Decision, { readonly allowed: false }>;

/**
 * AWS's sentence for a refusal, with the kind of policy that is to blame. A resource that is veiled, for
 * the caller has not named it, is not named either; nor is told whether it exists.
 */
export function deniedMessage(question: Question, decision: Denial, veiled?: string): string {
  const { principal, action, resource } = question;
  // STS says no more to those whom no account vouches for.
  if (principal.kind === 'web-identity' || principal.kind === 'saml')
    return `Not authorized to perform ${action}`;
  const refused = `User: ${nameOf(principal)} is not authorized to perform: ${action} on ${veiled ?? `resource: ${resource}`}`;
  if (veiled !== undefined && isOfResource(decision)) return `${refused} ${VEILED}`;
  if (decision.kind === 'implicit')
    return `${refused} because no ${WORDS[decision.lacking]} allows the ${action} action`;
  const { policy } = decision.because;
  const which = policy.arn !== undefined && mayKnow(question) ? `: ${policy.arn}` : '';
  return `${refused} with an explicit deny in ${ARTICLE[policy.type]} ${WORDS[policy.type]}${which}`;
}

/** Why a veiled resource is out of reach, whichever of the reasons it is. */
export const VEILED =
  'because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access';

/** Whether it is the resource's own side that refuses. */
function isOfResource(decision: Denial): boolean {
  const type = decision.kind === 'implicit' ? decision.lacking : decision.because.policy.type;
  return type === 'resource' || type === 'grant';
}

const WORDS: Record<PolicyType, string> = {
  identity: 'identity-based policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  resource: 'resource-based policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
  // A grant is the resource's word as its policy is.
  grant: 'resource-based policy',
};

const ARTICLE: Record<PolicyType, 'a' | 'an'> = {
  identity: 'an',
  boundary: 'a',
  session: 'a',
  resource: 'a',
  scp: 'a',
  rcp: 'a',
  grant: 'a',
};

const nameOf = ({ kind, arn }: PrincipalFacts): string =>
  kind === 'anonymous' ? 'anonymous' : arn;

/** A policy's ARN is told within its account or organisation, not to strangers. */
function mayKnow({ principal, resourceAccount, context }: Question): boolean {
  if (principal.account === resourceAccount) return true;
  const organization = context.get('aws:principalorgid');
  return organization !== undefined && organization === context.get('aws:resourceorgid');
}
