import { coversAction, coversResource } from './patterns.ts';
import { fold } from './fold.ts';
import { HIMSELF, HIS_ACCOUNT, HIS_KIND, NOBODY, reach } from './principal.ts';
import type { Statement } from './document.ts';
import type {
  Decision,
  Finding,
  Policy,
  PolicyStack,
  PolicyType,
  PrincipalFacts,
  Question,
} from './policy.ts';

/**
 * Judges one question by everything that bears on it.
 *
 * An explicit deny in any policy ends it. Then every level of service control policies must allow.
 * (Resource control policies only deny: allowing everything is implied in them.) What is left is
 * two sides, the caller's and the resource's:
 *
 * - The caller's side allows where an identity policy does, and the boundary and the session
 *   policies, where there are any, do too. The root user's identity allows everything.
 * - The resource's side allows by its policy or by a grant. What that is worth depends on how
 *   it names the caller. *Himself* (user, session): it grants to him alone, and neither boundary nor
 *   session policy limits it. *His kind* (his role, everyone): it stands for an identity policy, and both
 *   limits hold. *His account* (its root): it delegates, and an identity policy must follow.
 *
 * Across accounts both sides must allow, whatever the weight, and nothing is bypassed. But a grant
 * that names more than his account speaks for both sides: whoever made it was allowed to give it, and a
 * service-linked role, which has no word of its own on keys, lives by that. Within one
 * account the weight of the resource's side tells how they combine:
 *
 * - `sufficient`: either side allows.
 * - `necessary`: nothing without the resource's side. Identity policies count only where a statement
 *   names the account and covers this action, resource and context; the root user is no exception.
 * - `trust`: the same, with a role's trust policy as the resource's side: naming the caller
 *   suffices, naming his account asks for an identity policy, an identity policy alone is nothing.
 *
 * Services, identities from outside and the anonymous have no side of their own: the resource's
 * side decides alone.
 */
export function decide(question: Question, stack: PolicyStack): Decision {
  const asked: Asked = { question, action: fold(question.action) };
  const denial = findDenial(asked, stack);
  if (denial) return { allowed: false, kind: 'explicit', because: denial };

  const because: Finding[] = [];
  for (const level of stack.scps) {
    const allow = findAllow(level, asked);
    if (!allow) return implicit('scp');
    because.push(allow);
  }
  const { principal } = question;
  const resource = resourceSide(stack, asked);
  if (!hasOwnSide(principal)) {
    const allow = resource.himself ?? resource.kind;
    return allow ? allowed(because, allow) : implicit('resource');
  }
  return principal.account === question.resourceAccount
    ? withinAccount(stack, { asked, because, resource })
    : acrossAccounts(stack, { asked, because, resource });
}

/** Whether a statement covers the action, the resource and the circumstances; its principals aside. */
export function covers(statement: Statement, { question, action }: Asked): boolean {
  if (!coversAction(statement.actions, action)) return false;
  if (!coversResource(statement.resources, question.resource, question.context)) return false;
  const { conditions } = statement;
  for (let i = 0; i < conditions.length; i++) {
    if (!conditions[i]!.holds(question.context)) return false;
  }
  return true;
}

/** Whether a statement bears on the question, with its principals. */
export const bears = (statement: Statement, asked: Asked): boolean => {
  const { principals, effect } = statement;
  if (principals && reach(principals, asked.question.principal, effect) === NOBODY) return false;
  return covers(statement, asked);
};

/** A question with its action ready for comparing. */
export interface Asked {
  readonly question: Question;
  /** In lower case. */
  readonly action: string;
}

/** Whether the caller is somebody with policies of his own: in an account, and known there. */
export const hasOwnSide = ({ kind }: PrincipalFacts): boolean =>
  kind === 'user' || kind === 'role-session' || kind === 'root' || kind === 'federated-user';

interface Weighing {
  readonly asked: Asked;
  readonly because: Finding[];
  readonly resource: ResourceSays;
}

function withinAccount(stack: PolicyStack, { asked, because, resource }: Weighing): Decision {
  if (resource.himself) return allowed(because, resource.himself);
  if (resource.kind) return limited(stack, { asked, because, granted: [resource.kind] });

  const needed = stack.resource.weight !== 'sufficient';
  if (needed && !resource.account) return implicit('resource');
  const own = ownSide(stack, asked);
  if (!own) return implicit('identity');
  const granted = needed && resource.account ? [...own, resource.account] : own;
  return limited(stack, { asked, because, granted });
}

function acrossAccounts(stack: PolicyStack, { asked, because, resource }: Weighing): Decision {
  if (resource.granted) return limited(stack, { asked, because, granted: [resource.granted] });
  // The caller's side is told first: that he lacks a policy says nothing about a stranger's resource.
  const own = ownSide(stack, asked);
  if (!own) return implicit('identity');
  const allow = resource.himself ?? resource.kind ?? resource.account;
  if (!allow) return implicit('resource');
  return limited(stack, { asked, because, granted: [...own, allow] });
}

/** What boundary and session policies leave of what was granted. */
function limited(
  { boundary, session }: PolicyStack,
  { asked, because, granted }: { asked: Asked; because: Finding[]; granted: readonly Finding[] },
): Decision {
  because.push(...granted);
  if (boundary) {
    const allow = allowIn(boundary, asked);
    if (!allow) return implicit('boundary');
    because.push(allow);
  }
  if (session) {
    const allow = findAllow(session, asked);
    if (!allow) return implicit('session');
    because.push(allow);
  } else if (asked.question.principal.kind === 'federated-user') {
    // A federated user has what his session policies pass on; without any that is nothing.
    return implicit('session');
  }
  return { allowed: true, because };
}

/** What the caller's identity policies say; undefined where they do not allow. */
function ownSide(stack: PolicyStack, asked: Asked): readonly Finding[] | undefined {
  const { principal } = asked.question;
  if (isRoot(principal)) return [];
  const allow = findAllow(stack.identity, asked);
  return allow && [allow];
}

/** The root user, or a federated user that it made. */
const isRoot = ({ kind, userArn }: PrincipalFacts): boolean =>
  kind === 'root' ||
  (kind === 'federated-user' && userArn !== undefined && userArn.endsWith(':root'));

/** The resource's Allow statements that bear on the question, by how they name the caller. */
interface ResourceSays {
  himself?: Finding;
  kind?: Finding;
  account?: Finding;
  /** A grant that names him or his kind, whatever the policy says besides. */
  granted?: Finding;
}

function resourceSide({ resource }: PolicyStack, asked: Asked): ResourceSays {
  const says: ResourceSays = {};
  if (resource.policy) listen(resource.policy, asked, says);
  if (!resource.grants) return says;
  const granted: ResourceSays = {};
  for (const grant of resource.grants) listen(grant, asked, granted);
  const word = granted.himself ?? granted.kind;
  return { ...granted, ...says, ...(word && { granted: word }) };
}

function listen(policy: Policy, asked: Asked, says: ResourceSays): void {
  for (const statement of policy.document.allows) {
    // A grant without principals was chosen because it reaches this caller.
    const { principals } = statement;
    const how = principals ? reach(principals, asked.question.principal, 'Allow') : HIMSELF;
    if (how === NOBODY) continue;
    if (how === HIMSELF ? says.himself : how === HIS_KIND ? says.kind : says.account) continue;
    if (!covers(statement, asked)) continue;
    const finding = findingOf(policy, statement);
    if (how === HIMSELF) says.himself = finding;
    else if (how === HIS_KIND) says.kind = finding;
    else if (how === HIS_ACCOUNT) says.account = finding;
  }
}

/** The first explicit deny, in the order in which AWS looks for it. */
function findDenial(asked: Asked, stack: PolicyStack): Finding | undefined {
  for (const level of stack.scps) {
    const denial = denyAmong(level, asked);
    if (denial) return denial;
  }
  for (const level of stack.rcps) {
    const denial = denyAmong(level, asked);
    if (denial) return denial;
  }
  const { resource, identity, boundary, session } = stack;
  return (
    (resource.policy && denyIn(resource.policy, asked)) ??
    denyAmong(identity, asked) ??
    (boundary && denyIn(boundary, asked)) ??
    (session && denyAmong(session, asked)) ??
    (resource.grants && denyAmong(resource.grants, asked))
  );
}

function denyAmong(policies: readonly Policy[], asked: Asked): Finding | undefined {
  for (let i = 0; i < policies.length; i++) {
    const denial = denyIn(policies[i]!, asked);
    if (denial) return denial;
  }
  return undefined;
}

const denyIn = (policy: Policy, asked: Asked): Finding | undefined =>
  firstIn(policy, policy.document.denies, asked);

function findAllow(policies: readonly Policy[], asked: Asked): Finding | undefined {
  for (let i = 0; i < policies.length; i++) {
    const allow = allowIn(policies[i]!, asked);
    if (allow) return allow;
  }
  return undefined;
}

const allowIn = (policy: Policy, asked: Asked): Finding | undefined =>
  firstIn(policy, policy.document.allows, asked);

function firstIn(
  policy: Policy,
  statements: readonly Statement[],
  asked: Asked,
): Finding | undefined {
  for (let i = 0; i < statements.length; i++) {
    const statement = statements[i]!;
    if (bears(statement, asked)) return findingOf(policy, statement);
  }
  return undefined;
}

/** Which statement of which policy. */
export const findingOf = (policy: Policy, statement: Statement): Finding =>
  statement.sid === undefined
    ? { policy, statement: statement.index }
    : { policy, statement: statement.index, sid: statement.sid };

const implicit = (lacking: PolicyType): Decision => ({ allowed: false, kind: 'implicit', lacking });

const allowed = (because: readonly Finding[], last: Finding): Decision => ({
  allowed: true,
  because: [...because, last],
});
