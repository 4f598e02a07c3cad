/** What a value is made of, told without telling the value. */

export type Value =
  | { readonly text: string; readonly bytes?: undefined }
  | { readonly bytes: Uint8Array; readonly text?: undefined };

/** How one place of a value differs between two versions. */
export interface Difference {
  /** `host`, `replicas[0].host`; empty for a value that is one piece. */
  readonly path: string;
  readonly how: 'same' | 'changed' | 'new' | 'gone';
  /** What stands there: `text`, `number`, `text → number`. */
  readonly kind: string;
}

/** Compares two values place by place, where both are JSON objects, and as a whole otherwise. */
export function compare(
  before: Value,
  after: Value,
  options: { readonly lengths: boolean },
): readonly Difference[] {
  const [old, now] = [placesOf(before), placesOf(after)];
  const isWhole = old === undefined || now === undefined;
  const [left, right] = isWhole ? [whole(before), whole(after)] : [old, now];
  const paths = [...new Set([...left.keys(), ...right.keys()])];
  return paths.map((path) => {
    const [was, is] = [left.get(path), right.get(path)];
    const kinds = [was, is].filter((p) => p !== undefined).map((p) => kindOf(p, options));
    const kind = [...new Set(kinds)].join(' → ');
    if (!was || !is) return { path, how: was ? 'gone' : 'new', kind };
    return { path, how: was.value === is.value ? 'same' : 'changed', kind };
  });
}

/** One place: its value in a form that can be compared, and what kind it is. */
interface Place {
  readonly kind: string;
  readonly value: string;
  /** In characters, or bytes of what is binary. */
  readonly length?: number;
}

const kindOf = ({ kind, length }: Place, { lengths }: { readonly lengths: boolean }): string =>
  lengths && length !== undefined ? `${kind} of ${length}` : kind;

/** The places of a JSON object, or undefined where the value is none. */
function placesOf({ text }: Value): ReadonlyMap<string, Place> | undefined {
  if (text === undefined) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const places = new Map<string, Place>();
  gather(json, '', places);
  return places;
}

function gather(json: unknown, path: string, places: Map<string, Place>): void {
  if (typeof json === 'object' && json !== null) {
    const inner = Object.entries(json);
    if (inner.length === 0) {
      const kind = Array.isArray(json) ? 'empty list' : 'empty object';
      if (path !== '') places.set(path, { kind, value: kind });
    }
    for (const [name, value] of inner) {
      const step = Array.isArray(json) ? `[${name}]` : path === '' ? name : `.${name}`;
      gather(value, path + step, places);
    }
    return;
  }
  const kind = json === null ? 'null' : typeof json === 'string' ? 'text' : typeof json;
  places.set(path, {
    kind,
    value: JSON.stringify(json),
    ...(typeof json === 'string' && { length: [...json].length }),
  });
}

function whole({ text, bytes }: Value): ReadonlyMap<string, Place> {
  const place: Place =
    text === undefined
      ? { kind: 'binary', value: Buffer.from(bytes!).toString('base64'), length: bytes!.length }
      : { kind: 'text', value: `text ${text}`, length: [...text].length };
  return new Map([['', place]]);
}
