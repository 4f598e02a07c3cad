import { strictText } from '../base/bytes.ts';
import { AwsError } from '../model/model.ts';
import { LIMITS, type WireRequest } from './codec.ts';

/** A form's fields as a tree: `Tags.member.1.Key` lies under `Tags`, `member`, `1` and `Key`. */
export interface FormNode {
  value?: string;
  children?: Map<string, FormNode>;
}

/** The fields of a query request, from the URL and the body; of two with one name the last counts. */
export function formOf({ method, query, body }: WireRequest): ReadonlyMap<string, string> {
  const kept = forms.get(body);
  if (kept?.method === method && kept.query === query) return kept.form;
  const form = new Map<string, string>();
  const add = (name: string, value: string) => form.set(name, value);
  parseForm(query, add);
  const text = strictText(body);
  if (text === undefined) throw malformed('The request is not encoded as UTF-8.');
  if (method !== 'GET') parseForm(text, add);
  forms.set(body, { method, query, form });
  return form;
}

/** Gives each field of form-encoded text to `add`, in order. */
export function parseForm(text: string, add: (name: string, value: string) => void): void {
  if (text === '') return;
  let count = 0;
  for (let start = 0; start <= text.length; ) {
    let end = text.indexOf('&', start);
    if (end === -1) end = text.length;
    if (end > start) {
      if (++count > LIMITS.fields) throw malformed('The request has too many fields.');
      const equals = text.indexOf('=', start);
      const split = equals === -1 || equals > end ? end : equals;
      const name = decodeField(text.slice(start, split));
      if (name.length > LIMITS.nameLength) throw malformed('The name of a field is too long.');
      add(name, split === end ? '' : decodeField(text.slice(split + 1, end)));
    }
    start = end + 1;
  }
}

/** The tree of a form. What lies too deep to be asked for is left out. */
export function formTree(form: ReadonlyMap<string, string>): FormNode {
  const root: FormNode = {};
  for (const [name, value] of form) {
    const parts = name.split('.');
    // Two levels of the name for each level of the shape: `Tags.member.1` is one list.
    if (parts.length > 3 * LIMITS.depth) continue;
    let node = root;
    for (const part of parts) {
      node.children ??= new Map();
      let child = node.children.get(part);
      if (!child) node.children.set(part, (child = {}));
      node = child;
    }
    node.value = value;
  }
  return root;
}

/** Undoes percent-encoding; in a form a plus sign is a space. */
export function decodeField(encoded: string): string {
  const spaced = encoded.includes('+') ? encoded.replaceAll('+', ' ') : encoded;
  if (!spaced.includes('%')) {
    if (!spaced.isWellFormed()) throw malformed('The request is not encoded as UTF-8.');
    return spaced;
  }
  try {
    return decodeURIComponent(spaced);
  } catch {
    throw malformed('A field of the request is not correctly percent-encoded.');
  }
}

const malformed = (message: string) => new AwsError('MalformedQueryString', message, 400);

/** The router and the codec want the same form; each request has a body of its own. */
const forms = new WeakMap<
  Uint8Array,
  { readonly method: string; readonly query: string; readonly form: ReadonlyMap<string, string> }
>();
