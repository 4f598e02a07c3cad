import { type Document, parseDocument } from './document.ts';
import { assert } from '../base/assert.ts';

type Kind = Parameters<typeof parseDocument>[1];

/** How many documents are kept compiled; each takes a few kilobytes. */
const KEPT = 20_000;
const compiled = new Map<string, Document>();

/** The document of a policy text that was validated when it was stored; equal texts are compiled once. */
export function compile(text: string, kind: Kind): Document {
  const key = `${kind} ${text}`;
  const known = compiled.get(key);
  if (known) return known;
  const parsed = parseDocument(text, kind);
  assert('document' in parsed, 'a stored policy was valid when it was written');
  if (compiled.size >= KEPT) compiled.delete(compiled.keys().next().value!);
  compiled.set(key, parsed.document);
  return parsed.document;
}
