/** What a caller may: the policies of the user and his groups, or of the role behind a session. */
import type { Caller } from '../../operation/caller.ts';
import type { CallerPolicies } from '../../operation/identities.ts';
import { compile } from '../../policy/compile.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Reader } from '../../store/store.ts';
import { awsManagedText } from './aws-managed.ts';
import { type HoldingRow, selectHoldingsOfRole, selectHoldingsOfUser } from './holding-tables.ts';
import { selectUserByArn } from './tables.ts';
import { tagRecord } from './tag-pairs.ts';

/**
 * The policies that a caller has; undefined where the user or role behind him is no more: fits
 * `Policies.of`. Every request asks, so one look into the cache answers while nothing has changed.
 */
export function policiesOf(store: Reader, caller: Caller): Promise<CallerPolicies | undefined> {
  switch (caller.kind) {
    case 'user':
      return store.all(selectHoldingsOfUser, { id: caller.userId }).then(holdingsOf);
    case 'role-session':
      if (caller.inherent) return Promise.resolve({ identity: caller.inherent, tags: {} });
      return store.all(selectHoldingsOfRole, { id: caller.role!.id }).then(holdingsOf);
    case 'federated-user':
      return ofIssuer(store, caller);
    default:
      return NOTHING;
  }
}

const NOTHING = Promise.resolve<CallerPolicies>({ identity: [], tags: {} });

/** A federated user has at most what the user has who vouched for him; root is looked up by nobody. */
async function ofIssuer(store: Reader, caller: Caller): Promise<CallerPolicies | undefined> {
  const issuer = caller.session?.issuer;
  if (!issuer || issuer.userName === undefined) return NOTHING;
  const user = await store.one(selectUserByArn, { arn: issuer.arn });
  if (!user) return undefined;
  const policies = holdingsOf(await store.all(selectHoldingsOfUser, { id: user.id }));
  return policies && { ...policies, tags: {} };
}

// The store gives the same array until one of its tables changes.
const known = new WeakMap<readonly HoldingRow[], CallerPolicies>();

function holdingsOf(rows: readonly HoldingRow[]): CallerPolicies | undefined {
  const before = known.get(rows);
  if (before) return before;
  const policies = callerPoliciesOf(rows);
  if (policies) known.set(rows, policies);
  return policies;
}

/** What these rows give him whom they are about; undefined where he is not among them. */
export function callerPoliciesOf(rows: readonly HoldingRow[]): CallerPolicies | undefined {
  const [self, ...held] = rows;
  if (self?.what !== 'self') return undefined;
  return {
    identity: held.map(identityPolicy),
    ...(self.policy !== null && { boundary: boundaryPolicy(self.policy, self.document) }),
    tags: tagRecord(self.tags),
  };
}

function identityPolicy({ what, kind, owner, name, policy, document }: HoldingRow): Policy {
  const inForce = textOf(policy, document);
  if (inForce === undefined)
    throw new Error(`the ${kind} ${owner} has the policy ${policy}, which nobody knows`);
  return {
    type: 'identity',
    ...(policy !== null && { arn: policy }),
    label: `${kind} ${owner}, ${what === 'inline' ? 'inline' : 'managed'} policy ${name}`,
    document: compile(inForce, 'identity'),
  };
}

/** A boundary whose policy is gone permits nothing. */
const boundaryPolicy = (arn: string, document: string | null): Policy => ({
  type: 'boundary',
  arn,
  label: `permissions boundary ${arn}`,
  document: compile(textOf(arn, document) ?? DENY_ALL, 'identity'),
});

/** AWS's own policies are no rows. */
const textOf = (arn: string | null, document: string | null): string | undefined =>
  document ?? (arn === null ? undefined : awsManagedText(arn));

const DENY_ALL =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}';
