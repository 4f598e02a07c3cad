/** All users and roles of the house with what they may: for questions about everybody at once. */
import type { CallerPolicies } from '../../operation/identities.ts';
import { compile } from '../../policy/compile.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Reader } from '../../store/store.ts';
import { callerPoliciesOf } from './caller-policies.ts';
import { type EverybodyRow, selectEveryRole, selectEveryUser } from './everybody-tables.ts';

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

/** Everybody, users first. While nobody has changed, the very same answer. */
export async function everybody(store: Reader): Promise<readonly Somebody[]> {
  const users = await store.all(selectEveryUser, {});
  const roles = await store.all(selectEveryRole, {});
  const before = known.get(users)?.get(roles);
  if (before) return before;
  const found = [...somebodies(users), ...somebodies(roles)];
  known.set(users, new WeakMap([[roles, found]]));
  return found;
}

type Rows = readonly EverybodyRow[];
const known = new WeakMap<Rows, WeakMap<Rows, readonly Somebody[]>>();

function* somebodies(rows: Rows): Generator<Somebody> {
  for (let from = 0; from < rows.length; ) {
    const { id, account, arn, owner, trust } = rows[from]!;
    let to = from;
    while (rows[to]?.id === id) to++;
    const policies = callerPoliciesOf(rows.slice(from, to));
    from = to;
    // A policy without its owner is somebody's who has just gone.
    if (!policies) continue;
    yield {
      id,
      account,
      arn,
      name: owner,
      policies,
      ...(trust !== null && {
        trust: {
          type: 'resource',
          label: `trust policy of ${arn}`,
          document: compile(trust, 'trust'),
        },
      }),
    };
  }
}
