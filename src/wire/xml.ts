import { base64 } from '../base/bytes.ts';
import type { Shape, Structure } from '../model/model.ts';
import { lazily } from './lazily.ts';
import { formatTimestamp } from './timestamp.ts';

// XML out of shapes, for awsQuery and ec2Query. Each shape is compiled once.

/** Writes a value as an element of this name; a flattened list becomes several. */
type WriteElement = (value: unknown, tag: string) => string;

/** The members of a structure, one element after the other, without an element around them. */
export function xmlMembers(shape: Structure, value: unknown): string {
  let write = contents.get(shape);
  if (!write) contents.set(shape, (write = membersWriter(shape)));
  return write(value ?? {});
}

/** One element around text that is XML already. */
export const element = (tag: string, content: string): string =>
  content === '' ? `<${tag}/>` : `<${tag}>${content}</${tag}>`;

/** One element around plain text. */
export const textElement = (tag: string, text: string): string =>
  `<${tag}>${escapeText(text)}</${tag}>`;

/** Text as XML 1.0 can hold it. */
export function escapeText(text: string): string {
  return SPECIAL.test(text) ? text.replace(ALL_SPECIAL, escapeCharacter) : text;
}

// Control characters have no form in XML 1.0 at all, not even an escaped one; a half of a pair has none in UTF-8.
const SPECIAL =
  /[<>&"\r\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const ALL_SPECIAL = new RegExp(SPECIAL, 'g');
const ESCAPED: { readonly [character: string]: string } = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  // A bare carriage return would reach the reader as a line feed.
  '\r': '&#xD;',
};
const escapeCharacter = (character: string): string => ESCAPED[character] ?? '\ufffd';

const contents = new WeakMap<Structure, (value: unknown) => string>();
const elements = new WeakMap<Shape, WriteElement>();

function writer(shape: Shape): WriteElement {
  let write = elements.get(shape);
  if (!write) elements.set(shape, (write = compile(shape)));
  return write;
}

function membersWriter(shape: Structure): (value: unknown) => string {
  const fields = Object.entries(shape.members).map(([name, member]) => ({
    name,
    tag: member.wireName ?? name,
    write: lazily(() => writer(member.shape)),
  }));
  return (value) => {
    const given = value as { readonly [name: string]: unknown };
    let xml = '';
    for (const { name, tag, write } of fields) {
      const member = given[name];
      if (member !== undefined && member !== null) xml += write(member, tag);
    }
    return xml;
  };
}

function compile(shape: Shape): WriteElement {
  switch (shape.kind) {
    case 'structure':
      return (value, tag) => element(tag, xmlMembers(shape, value));
    case 'list': {
      const write = lazily(() => writer(shape.member));
      const all = (value: unknown, tag: string) =>
        (value as readonly unknown[]).reduce<string>((xml, member) => xml + write(member, tag), '');
      if (shape.flattened) return (value, tag) => all(value, shape.memberName ?? tag);
      return (value, tag) => element(tag, all(value, shape.memberName ?? 'member'));
    }
    case 'map': {
      const [key, inner] = [shape.keyName ?? 'key', lazily(() => writer(shape.value))];
      const entries = (value: unknown, tag: string) =>
        Object.entries(value as object).reduce(
          (xml, [name, member]) =>
            xml + element(tag, textElement(key, name) + inner(member, shape.valueName ?? 'value')),
          '',
        );
      if (shape.flattened) return entries;
      return (value, tag) => element(tag, entries(value, 'entry'));
    }
    case 'blob':
      return (value, tag) => element(tag, base64(value as Uint8Array));
    case 'timestamp':
      return (value, tag) =>
        element(tag, String(formatTimestamp(value as number, shape.format ?? 'iso8601')));
    default:
      return (value, tag) => element(tag, escapeText(String(value)));
  }
}
