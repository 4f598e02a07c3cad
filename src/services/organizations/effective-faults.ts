/** What is wrong with an effective policy: each of its policies may be right, and their sum is not. */
import type { EffectivePolicy, Tree } from './effective-policy.ts';
import type { PolicyType } from './organization.ts';
import { POLICY_TYPES } from './policy-type.ts';

export interface Fault {
  /** What pages are counted by. */
  readonly id: string;
  readonly code: 'ELEMENTS_TOO_MANY' | 'ELEMENT_MISSING' | 'VALUE_INVALID' | 'POLICY_TOO_LARGE';
  readonly message: string;
  readonly path: string;
}

/** The faults of an effective policy of this type, in the order of their ids. */
export function faultsOf(type: PolicyType, { tree }: EffectivePolicy): readonly Fault[] {
  const faults: Omit<Fault, 'id'>[] = [];
  const { mostCharacters } = POLICY_TYPES[type];
  if (JSON.stringify(tree).length > mostCharacters) {
    faults.push({
      code: 'POLICY_TOO_LARGE',
      message: `The effective policy is larger than ${mostCharacters} characters.`,
      path: '/',
    });
  }
  if (type === 'BACKUP_POLICY') faults.push(...plansFaults(branch(tree, 'plans')));
  if (type === 'TAG_POLICY') faults.push(...tagsFaults(branch(tree, 'tags')));
  return faults.map((fault, at) => ({ id: String(at).padStart(6, '0'), ...fault }));
}

/** What AWS Backup makes a plan from, and as much of it as it takes. */
const PLAN_NEEDS = ['regions', 'rules', 'selections'];
const MOST_PLANS = 10;
const MOST_RULES = 10;

function* plansFaults(plans: Tree): Iterable<Omit<Fault, 'id'>> {
  yield* tooMany(plans, MOST_PLANS, 'plans');
  for (const [name, plan] of Object.entries(plans)) {
    const path = `plans/${name}`;
    const parts = typeof plan === 'object' && !Array.isArray(plan) ? (plan as Tree) : {};
    for (const need of PLAN_NEEDS) {
      if (parts[need] !== undefined) continue;
      const message = `The backup plan ${name} has no ${need}.`;
      yield { code: 'ELEMENT_MISSING', message, path };
    }
    yield* tooMany(branch(parts, 'rules'), MOST_RULES, `${path}/rules`);
  }
}

function* tagsFaults(tags: Tree): Iterable<Omit<Fault, 'id'>> {
  for (const [name, tag] of Object.entries(tags)) {
    const key = branch(tags, name)['tag_key'];
    if (typeof tag !== 'object' || typeof key !== 'string') continue;
    if (key.toLowerCase() === name.toLowerCase()) continue;
    const message = `The tag key ${key} differs from the policy key ${name} in more than the case of its letters.`;
    yield { code: 'VALUE_INVALID', message, path: `tags/${name}/tag_key` };
  }
}

function* tooMany(tree: Tree, most: number, path: string): Iterable<Omit<Fault, 'id'>> {
  const count = Object.keys(tree).length;
  if (count <= most) return;
  yield {
    code: 'ELEMENTS_TOO_MANY',
    message: `There are ${count} elements, and at most ${most} may be.`,
    path,
  };
}

const branch = (tree: Tree, name: string): Tree => {
  const below = tree[name];
  return typeof below === 'object' && !Array.isArray(below) ? (below as Tree) : {};
};
