/** The effective policy of an account: what it inherits and what hangs on itself, merged. */
import type { Instant } from '../../base/clock.ts';
import type { Reader } from '../../store/store.ts';
import {
  type Node,
  type Operator,
  readManagementPolicy,
  type Scalar,
  type Value,
} from './management-policy.ts';
import type { PolicyType } from './organization.ts';
import { selectInherited } from './policy-tables.ts';
import { POLICY_TYPES } from './policy-type.ts';

/** An effective policy's tree: what JSON.stringify shows of it is what AWS answers. */
export type Tree = { [name: string]: Tree | Value };

export interface EffectivePolicy {
  readonly tree: Tree;
  /** The last time that one of its policies was written or attached. */
  readonly updatedAt: Instant;
  /** The policies that it was made of. */
  readonly policies: readonly string[];
}

/** The effective policy of an account; undefined where nothing of this type bears on it. */
export async function effectivePolicy(
  store: Reader,
  of: { readonly account: string; readonly place: string; readonly type: PolicyType },
): Promise<EffectivePolicy | undefined> {
  const rows = await store.all(selectInherited, of);
  if (rows.length === 0) return undefined;
  const { top } = POLICY_TYPES[of.type];
  const levels = new Map<number, Node[]>();
  for (const { level, content } of rows) {
    const node = readManagementPolicy(content!, { type: of.type, top });
    if (!node) throw new Error('a stored policy was valid when it was written');
    levels.set(level, [...(levels.get(level) ?? []), node]);
  }
  return {
    tree: merge([...levels.values()]),
    updatedAt: Math.max(...rows.flatMap((row) => [row.updated_at!, row.attached_at])),
    policies: rows.map(({ id }) => id),
  };
}

/** Merges the policies of each level, from the root down. */
export function merge(levels: readonly (readonly Node[])[]): Tree {
  const root: Merged = { members: new Map() };
  for (const nodes of levels) {
    for (const node of nodes) take(root, node, ALL);
    // What a level forbids binds those below it, and not its own policies.
    for (const node of nodes) bind(root, node);
  }
  return treeOf(root);
}

/** A place in the effective policy. */
interface Merged {
  value?: Value;
  /** What policies further down may do here; it is never widened again. */
  allowed?: ReadonlySet<Operator>;
  readonly members: Map<string, Merged>;
}

const ALL: ReadonlySet<Operator> = new Set(['assign', 'append', 'remove']);

/**
 * Applies what a policy says. A limit at a place with a value is about that value; a limit at a
 * place that holds others is about adding new ones, and each that is there already has its own.
 */
function take(at: Merged, node: Node, inherited: ReadonlySet<Operator>): void {
  const allowed = narrowed(inherited, at.allowed);
  if (node.assign !== undefined && allowed.has('assign')) at.value = node.assign;
  if (node.append && allowed.has('append')) {
    at.value = [...new Set([...listOf(at.value), ...node.append])];
  }
  if (node.remove && allowed.has('remove') && at.value !== undefined) {
    const gone = new Set(node.remove);
    at.value = listOf(at.value).filter((value) => !gone.has(value));
  }
  for (const [name, member] of node.members) {
    const there = at.members.get(name);
    if (there) {
      take(there, member, ALL);
      continue;
    }
    const added: Merged = { members: new Map() };
    take(added, member, allowed);
    if (hasValue(added)) at.members.set(name, added);
  }
}

function bind(at: Merged, node: Node): void {
  if (node.allowed) at.allowed = narrowed(at.allowed ?? ALL, node.allowed);
  for (const [name, member] of node.members) {
    let there = at.members.get(name);
    if (!there) {
      if (!limits(member)) continue;
      // A limit may be set on a place before anybody has set its value.
      at.members.set(name, (there = { members: new Map() }));
    }
    bind(there, member);
  }
}

const limits = (node: Node): boolean =>
  node.allowed !== undefined || [...node.members.values()].some(limits);

const narrowed = (
  one: ReadonlySet<Operator>,
  other: ReadonlySet<Operator> | undefined,
): ReadonlySet<Operator> => (other ? new Set([...one].filter((each) => other.has(each))) : one);

const listOf = (value: Value | undefined): readonly Scalar[] =>
  value === undefined ? [] : typeof value === 'object' ? value : [value];

const isEmpty = (value: Value): boolean => typeof value === 'object' && value.length === 0;

const hasValue = ({ value, members }: Merged): boolean =>
  value !== undefined || [...members.values()].some(hasValue);

function treeOf(at: Merged): Tree {
  const tree: Tree = {};
  for (const [name, member] of at.members) {
    if (member.value !== undefined) {
      if (!isEmpty(member.value)) tree[name] = member.value;
    } else if (hasValue(member)) {
      tree[name] = treeOf(member);
    }
  }
  return tree;
}
