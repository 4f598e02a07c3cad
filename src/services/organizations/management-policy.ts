/**
 * Management policies: trees of settings, each said with AWS's inheritance operators. They are
 * merged from the root down to the account into one effective policy.
 */
import { type Json, parseJson } from '../../policy/json.ts';

export type Scalar = string | number | boolean;
export type Value = Scalar | readonly Scalar[];

/** What a policy says of one place in the tree. */
export interface Node {
  readonly assign?: Value;
  readonly append?: readonly Scalar[];
  readonly remove?: readonly Scalar[];
  /** The operators that policies further down may use here; absent where they may use all. */
  readonly allowed?: ReadonlySet<Operator>;
  readonly members: ReadonlyMap<string, Node>;
}

export type Operator = 'assign' | 'append' | 'remove';

const OPERATORS: readonly Operator[] = ['assign', 'append', 'remove'];
const CHILD_CONTROL = '@@operators_allowed_for_child_policies';

/** The policy that a text says; undefined where it is none of this type. */
export function readManagementPolicy(
  text: string,
  { type, top }: { readonly type: string; readonly top: string | undefined },
): Node | undefined {
  const json = parseJson(text);
  if (json?.kind !== 'object' || json.members.length === 0) return undefined;
  if (top !== undefined && json.members.some(({ name }) => name !== top)) return undefined;
  const node = readNode(json);
  return node && (SHAPES[type]?.(node.members.get(top!)!) ?? true) ? node : undefined;
}

/** Whether a node sets a value, rather than holding further nodes. */
export const isSetting = (node: Node): boolean =>
  node.assign !== undefined || node.append !== undefined || node.remove !== undefined;

function readNode(json: Json): Node | undefined {
  if (json.kind !== 'object') return undefined;
  const members = new Map<string, Node>();
  const said: { assign?: Value; append?: Scalar[]; remove?: Scalar[]; allowed?: Set<Operator> } =
    {};
  for (const { name, value } of json.members) {
    if (name === CHILD_CONTROL) {
      const allowed = readAllowed(value);
      if (!allowed) return undefined;
      said.allowed = allowed;
    } else if (name === '@@assign') {
      const assigned = value.kind === 'array' ? readList(value) : readScalar(value);
      if (assigned === undefined) return undefined;
      said.assign = assigned;
    } else if (name === '@@append' || name === '@@remove') {
      const list = readList(value);
      if (!list) return undefined;
      said[name === '@@append' ? 'append' : 'remove'] = list;
    } else if (name.startsWith('@@')) {
      return undefined;
    } else {
      const member = readNode(value);
      if (!member) return undefined;
      members.set(name, member);
    }
  }
  const node: Node = { ...said, members };
  // A place either has a value or has places in it.
  return isSetting(node) && members.size > 0 ? undefined : node;
}

function readAllowed(json: Json): Set<Operator> | undefined {
  if (json.kind !== 'array') return undefined;
  const allowed = new Set<Operator>();
  for (const item of json.items) {
    if (item.kind !== 'string') return undefined;
    if (item.value === '@@none') continue;
    if (item.value === '@@all') {
      for (const each of OPERATORS) allowed.add(each);
      continue;
    }
    const operator = OPERATORS.find((each) => item.value === `@@${each}`);
    if (!operator) return undefined;
    allowed.add(operator);
  }
  return allowed;
}

function readList(json: Json): Scalar[] | undefined {
  if (json.kind !== 'array') return undefined;
  const items = json.items.map(readScalar);
  return items.every((item) => item !== undefined) ? items : undefined;
}

function readScalar(json: Json): Scalar | undefined {
  if (json.kind === 'string' || json.kind === 'boolean') return json.value;
  return json.kind === 'number' ? Number(json.value) : undefined;
}

/** Settings of the types whose grammar is small, by name: whether each takes one value or a list. */
type Settings = { readonly [name: string]: 'one' | 'list' };

const TAG_SETTINGS: Settings = {
  tag_key: 'one',
  tag_value: 'list',
  enforced_for: 'list',
  report_required_tag_for: 'list',
};

const SHAPES: { readonly [type: string]: ((top: Node) => boolean) | undefined } = {
  TAG_POLICY: ({ members }) => [...members.values()].every((tag) => hasSettings(tag, TAG_SETTINGS)),
  AISERVICES_OPT_OUT_POLICY: ({ members }) =>
    [...members.values()].every(
      (service) =>
        hasSettings(service, { opt_out_policy: 'one' }) &&
        [...service.members.values()].every(
          ({ assign }) => assign === undefined || assign === 'optIn' || assign === 'optOut',
        ),
    ),
};

function hasSettings({ members }: Node, settings: Settings): boolean {
  return [...members].every(([name, node]) => {
    const kind = settings[name];
    if (kind === undefined || node.members.size > 0) return false;
    if (kind === 'list') return node.assign === undefined || Array.isArray(node.assign);
    return !Array.isArray(node.assign) && !node.append && !node.remove;
  });
}
