/** An element of an XML document, its name and its attributes' names resolved to their namespaces. */
export interface XmlElement {
  /** Empty where the name is in no namespace. */
  readonly namespace: string;
  readonly name: string;
  /** By `{namespace}name`, or by the bare name where there is no namespace. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, pieces joined. */
  readonly text: string;
}

/**
 * Reads an XML document that comes from a stranger; undefined where it is none, or is more than we read.
 *
 * A document type declaration is refused, and with it every entity but XML's own five: what they
 * could do is read files, ask the network, and grow without end. Depth is bounded; time is linear.
 */
export function parseXml(text: string): XmlElement | undefined {
  try {
    return new Parser(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text).document();
  } catch (cause) {
    if (cause instanceof Malformed) return undefined;
    throw cause;
  }
}

/** The children of this name, in their order. */
export const childrenOf = (
  element: XmlElement,
  namespace: string,
  name: string,
): readonly XmlElement[] =>
  element.children.filter((child) => child.namespace === namespace && child.name === name);

class Malformed extends Error {}

const DEEPEST = 100;
const NAME = /[A-Za-z_:\u0080-\uffff][-\w.:\u0080-\uffff]*/y;
const SPACE = /[\t\n\r ]*/y;
const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const ENTITIES: { readonly [name: string]: string } = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};
/** What may not stand in XML at all (XML 1.0, section 2.2). */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

type Scope = ReadonlyMap<string, string>;

class Parser {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  document(): XmlElement {
    if (FORBIDDEN.test(this.text)) throw new Malformed();
    if (this.text.startsWith('<?xml') && /[\t\n\r ]/.test(this.text[5] ?? '')) this.skipPast('?>');
    this.misc();
    const root = this.element(new Map([['xml', XML_NAMESPACE]]), 0);
    this.misc();
    if (this.at !== this.text.length) throw new Malformed();
    return root;
  }

  /** White space, comments and processing instructions: all that may stand beside the root. */
  private misc(): void {
    for (;;) {
      this.space();
      if (this.looksAt('<!--')) this.comment();
      else if (this.looksAt('<?')) this.instruction();
      else return;
    }
  }

  private element(outer: Scope, depth: number): XmlElement {
    if (depth > DEEPEST) throw new Malformed();
    this.expect('<');
    const tag = this.name();
    const { scope, attributes } = this.attributes(outer);
    const [namespace, name] = resolved(tag, scope, scope.get('') ?? '');
    const children: XmlElement[] = [];
    if (this.looksAt('/>')) {
      this.at += 2;
      return { namespace, name, attributes, children, text: '' };
    }
    this.expect('>');
    const text = this.content(scope, depth, children);
    this.expect(`</${tag}`);
    this.space();
    this.expect('>');
    return { namespace, name, attributes, children, text };
  }

  private content(scope: Scope, depth: number, children: XmlElement[]): string {
    const pieces: string[] = [];
    for (;;) {
      const next = this.text.indexOf('<', this.at);
      if (next === -1) throw new Malformed();
      if (next > this.at) pieces.push(decoded(this.text.slice(this.at, next)));
      this.at = next;
      if (this.looksAt('</')) return pieces.join('');
      if (this.looksAt('<!--')) this.comment();
      else if (this.looksAt('<![CDATA[')) {
        const start = this.at + 9;
        this.skipPast(']]>');
        pieces.push(this.text.slice(start, this.at - 3));
      } else if (this.looksAt('<?')) this.instruction();
      else children.push(this.element(scope, depth + 1));
    }
  }

  private attributes(outer: Scope): { scope: Scope; attributes: ReadonlyMap<string, string> } {
    const found = new Map<string, string>();
    for (;;) {
      const spaces = this.space();
      if (this.looksAt('>') || this.looksAt('/>')) break;
      if (spaces === 0) throw new Malformed();
      const name = this.name();
      if (found.has(name)) throw new Malformed();
      this.space();
      this.expect('=');
      this.space();
      found.set(name, this.quoted());
    }
    const scope = new Map(outer);
    for (const [name, value] of found) {
      if (name === 'xmlns') scope.set('', value);
      else if (name.startsWith('xmlns:')) {
        if (value === '' || name === 'xmlns:xmlns' || name === 'xmlns:xml') throw new Malformed();
        scope.set(name.slice(6), value);
      }
    }
    const attributes = new Map<string, string>();
    for (const [full, value] of found) {
      if (full === 'xmlns' || full.startsWith('xmlns:')) continue;
      const [namespace, name] = resolved(full, scope, '');
      const key = namespace ? `{${namespace}}${name}` : name;
      if (attributes.has(key)) throw new Malformed();
      attributes.set(key, value);
    }
    return { scope, attributes };
  }

  private quoted(): string {
    const quote = this.text[this.at];
    if (quote !== '"' && quote !== "'") throw new Malformed();
    const end = this.text.indexOf(quote, this.at + 1);
    if (end === -1) throw new Malformed();
    const raw = this.text.slice(this.at + 1, end);
    if (raw.includes('<')) throw new Malformed();
    this.at = end + 1;
    return decoded(raw.replace(/[\t\n\r]/g, ' '));
  }

  private name(): string {
    NAME.lastIndex = this.at;
    const [name] = NAME.exec(this.text) ?? [];
    if (name === undefined) throw new Malformed();
    this.at += name.length;
    return name;
  }

  private comment(): void {
    const start = this.at + 4;
    this.at = start;
    this.skipPast('-->');
    if (this.text.slice(start, this.at - 3).includes('--')) throw new Malformed();
  }

  private instruction(): void {
    this.at += 2;
    if (this.name().toLowerCase() === 'xml') throw new Malformed();
    this.skipPast('?>');
  }

  private space(): number {
    SPACE.lastIndex = this.at;
    const [spaces] = SPACE.exec(this.text)!;
    this.at += spaces.length;
    return spaces.length;
  }

  private looksAt(sign: string): boolean {
    return this.text.startsWith(sign, this.at);
  }

  private expect(sign: string): void {
    if (!this.looksAt(sign)) throw new Malformed();
    this.at += sign.length;
  }

  private skipPast(sign: string): void {
    const end = this.text.indexOf(sign, this.at);
    if (end === -1) throw new Malformed();
    this.at = end + sign.length;
  }
}

function resolved(full: string, scope: Scope, bare: string): readonly [string, string] {
  const colon = full.indexOf(':');
  if (colon === -1) return [bare, full];
  const name = full.slice(colon + 1);
  const namespace = scope.get(full.slice(0, colon));
  if (namespace === undefined || name === '' || name.includes(':')) throw new Malformed();
  return [namespace, name];
}

/** Text with its references resolved: XML's five entities and characters by number. */
function decoded(raw: string): string {
  if (raw.includes(']]>')) throw new Malformed();
  if (!raw.includes('&')) return raw.replaceAll('\r\n', '\n');
  return raw.replaceAll('\r\n', '\n').replace(/&([^;&]{0,12};)?/g, (_, reference?: string) => {
    const name = reference?.slice(0, -1) ?? '';
    const number = /^#(?:(\d+)|x([\dA-Fa-f]+))$/.exec(name);
    if (number) return character(number[1] ? Number(number[1]) : Number.parseInt(number[2]!, 16));
    const known = Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
    if (known === undefined) throw new Malformed();
    return known;
  });
}

function character(code: number): string {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw new Malformed();
  const text = String.fromCodePoint(code);
  if (code === 0 || FORBIDDEN.test(text)) throw new Malformed();
  return text;
}
