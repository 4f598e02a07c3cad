/**
 * Which condition keys a request can have, found by asking the operation itself: what it tells of two
 * made-up inputs alike follows from the resource, and what differs is for him to choose who asks.
 */
import type { Shape, Structure } from '../../model/model.ts';
import type { Asking, Operation, Resource } from '../../operation/operation.ts';
import type { Known } from '../../policy/access/knowledge.ts';
import type { Service } from '../../operation/service.ts';

/** The keys of one action's requests about one resource, by lower-cased name. */
export interface RequestKeys {
  readonly known: ReadonlyMap<string, Known>;
  /** Names that go on with a word of the caller's own: `kms:encryptioncontext:`. */
  readonly open: readonly string[];
}

/** What requests for this action about this resource can say. */
export function requestKeys(
  services: readonly Service[],
  action: string,
  of: { readonly resource: Resource; readonly asking: Asking },
): RequestKeys {
  const access = accessFor(services, action);
  if (!access?.keys) return NO_KEYS;
  const told = [undefined, FIRST, SECOND].map((text) =>
    lowered(access.keys!(sampleOf(access.model.input, text), of.resource, of.asking)),
  );
  const known = new Map<string, Known>();
  const open = new Set<string>();
  for (const name of new Set(told.flatMap((keys) => [...keys.keys()]))) {
    const word = [FIRST, SECOND].find((text) => name.endsWith(text));
    if (word !== undefined) {
      open.add(name.slice(0, -word.length));
      continue;
    }
    const values = told.map((keys) => keys.get(name));
    const [least, first, second] = values.map((value) => JSON.stringify(value));
    known.set(
      name,
      least === first && first === second
        ? { kind: 'is', value: values[0] }
        : {
            kind: 'any',
            ...(values.some(Array.isArray) && { many: true }),
            ...(!values.includes(undefined) && { always: true }),
          },
    );
  }
  return { known, open: [...open] };
}

const NO_KEYS: RequestKeys = { known: new Map(), open: [] };
const FIRST = 'first-sample';
const SECOND = 'second-sample';

type Told = ReadonlyMap<string, string | readonly string[]>;

function lowered(keys: { readonly [name: string]: string | readonly string[] | undefined }): Told {
  const found = new Map<string, string | readonly string[]>();
  for (const [name, value] of Object.entries(keys)) {
    if (value !== undefined) found.set(name.toLowerCase(), value);
  }
  return found;
}

const accesses = new WeakMap<
  readonly Service[],
  Map<string, (Operation['access'][number]['access'] & Pick<Operation, 'model'>) | undefined>
>();

/** The operation of that name where it asks for the action, else the first that does. */
function accessFor(services: readonly Service[], action: string) {
  let known = accesses.get(services);
  if (!known) accesses.set(services, (known = new Map()));
  if (!known.has(action)) {
    const all = services.flatMap(({ operations }) =>
      operations.flatMap(({ model, access }) =>
        access.map((one) => ({ ...one.access, model, isMain: one.name === '' })),
      ),
    );
    const asking = all.filter((access) => access.action.toLowerCase() === action.toLowerCase());
    const own = asking.find(
      ({ model, isMain }) =>
        isMain && action.toLowerCase().endsWith(`:${model.name.toLowerCase()}`),
    );
    known.set(action, own ?? asking[0]);
  }
  return known.get(action);
}

/** An input in which every text is this one; undefined: with what must be there alone. */
function sampleOf(shape: Structure, text: string | undefined, depth = 0): object {
  const members = Object.entries(shape.members).filter(
    ([, { required }]) => text !== undefined || required,
  );
  return Object.fromEntries(
    members.map(([name, member]) => [name, sample(member.shape, text ?? 'least', depth)]),
  );
}

function sample(shape: Shape, text: string, depth: number): unknown {
  switch (shape.kind) {
    case 'structure':
      return depth > 4 ? {} : sampleOf(shape, text, depth + 1);
    case 'list':
      return [sample(shape.member, text, depth)];
    case 'map':
      return { [text]: sample(shape.value, text, depth) };
    case 'blob':
      return new Uint8Array(16);
    case 'boolean':
      return text === FIRST;
    case 'string':
      return text;
    case 'timestamp':
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return text.length;
    default:
      return text;
  }
}
