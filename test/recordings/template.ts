/** Compares an answer with a recorded one, whose changing parts are placeholders. */

/** What the placeholders of one test stand for, as far as it is known yet. */
export type Bindings = Map<string, string>;

/** Members that AWS has added since; older recordings lack them. */
export interface Leniency {
  readonly newMembers: ReadonlySet<string>;
}

/** Every difference between the recorded value and the actual one, as sentences with paths. */
export function differences(
  recorded: unknown,
  actual: unknown,
  bindings: Bindings,
  leniency: Leniency,
  path = '$',
): string[] {
  if (typeof recorded === 'string') {
    return matches(recorded, actual, bindings)
      ? []
      : [`${path}: recorded ${show(recorded)}, got ${show(actual)}`];
  }
  if (recorded === null || typeof recorded !== 'object') {
    return recorded === actual ? [] : [`${path}: recorded ${show(recorded)}, got ${show(actual)}`];
  }
  // Recordings show JSON text parsed; IAM's documents come URL-encoded.
  const value = typeof actual === 'string' ? parsed(actual) : actual;
  if (value === null || typeof value !== 'object')
    return [`${path}: recorded ${show(recorded)}, got ${show(actual)}`];
  if (Array.isArray(recorded)) {
    if (!Array.isArray(value)) return [`${path}: recorded a list, got ${show(value)}`];
    if (value.length !== recorded.length)
      return [`${path}: recorded ${recorded.length} members, got ${value.length}: ${show(value)}`];
    return recorded.flatMap((one, at) =>
      differences(one, value[at], bindings, leniency, `${path}[${at}]`),
    );
  }
  const there = value as { readonly [name: string]: unknown };
  const found: string[] = [];
  for (const [template, one] of Object.entries(recorded)) {
    const name = nameOf(template, there, bindings);
    if (name === undefined)
      found.push(`${path}.${template}: recorded ${show(one)}, and there is none`);
    else found.push(...differences(one, there[name], bindings, leniency, `${path}.${name}`));
  }
  const known = new Set(Object.keys(recorded).map((t) => nameOf(t, there, bindings)));
  for (const name of Object.keys(there)) {
    if (there[name] !== undefined && !known.has(name) && !leniency.newMembers.has(name)) {
      found.push(`${path}.${name}: not recorded, got ${show(there[name])}`);
    }
  }
  return found;
}

/** A map's keys may be placeholders too: `<version_uuid:1>` in VersionIdsToStages. */
function nameOf(template: string, there: object, bindings: Bindings): string | undefined {
  if (!template.includes('<')) return Object.hasOwn(there, template) ? template : undefined;
  const bound = Object.keys(there).find(
    (name) => matches(template, name, new Map(bindings)) && isBound(template, bindings),
  );
  // What another placeholder stands for already is taken last.
  const taken = new Set(bindings.values());
  const free = (name: string) => !taken.has(name) && matches(template, name, new Map(bindings));
  const found =
    bound ??
    Object.keys(there).find(free) ??
    Object.keys(there).find((name) => matches(template, name, new Map(bindings)));
  if (found !== undefined) matches(template, found, bindings);
  return found;
}

const isBound = (template: string, bindings: Bindings) =>
  [...template.matchAll(PLACEHOLDER)].every(([placeholder]) => bindings.has(placeholder));

const PLACEHOLDER = /<[A-Za-z][\w -]*(?::\d+|-\d+idx)?>/g;
/** Placeholders that stand for something else each time. */
const UNNUMBERED = /^<[^:]*>$/;

function matches(template: string, actual: unknown, bindings: Bindings): boolean {
  if (template === 'datetime' || template === '<datetime>' || template === 'date')
    return typeof actual === 'number';
  if (CONTENT.has(template) || /^b'.*'$/s.test(template)) return matchesContent(template, actual);
  if (typeof actual !== 'string') return String(actual) === template;
  const plain = template
    .replaceAll('arn:<partition>:', 'arn:aws:')
    .replaceAll('<region>', 'us-east-1')
    // The recorder wrote this word for any bucket's name.
    .replace(/:::bucket$/, ':::<bucket:1>');
  const names: string[] = [];
  const pattern = plain
    .split(/(<[A-Za-z][\w -]*(?::\d+|-\d+idx)?>)/)
    .map((part) => {
      if (!part.match(/^<[A-Za-z]/)) return RegExp.escape(part);
      const known = bindings.get(part);
      if (known !== undefined) return RegExp.escape(known);
      names.push(part);
      return FORMS[part] ?? '(.+?)';
    })
    .join('');
  const found = new RegExp(`^${pattern}$`, 's').exec(actual);
  if (!found) return false;
  names.forEach((name, at) => {
    if (!UNNUMBERED.test(name) || name.endsWith('idx>')) bindings.set(name, found[at + 1]!);
  });
  return true;
}

/** Placeholders that stand beside others in one text, and would not know where to end. */
const FORMS: { readonly [placeholder: string]: string } = {
  '<ArnPart-0idx>': '(-[A-Za-z0-9]{6})',
  '<path>': '(/.*/|/)',
};

/** Content that was not kept: any will do. */
const CONTENT = new Set([
  'ciphertext-blob',
  'plaintext',
  'public-key',
  'import-token',
  '<signature>',
  '<mac>',
  'shared-secret',
  'private-key-plaintext',
  'private-key-ciphertext-blob',
]);

function matchesContent(template: string, actual: unknown): boolean {
  if (CONTENT.has(template)) return actual instanceof Uint8Array || typeof actual === 'string';
  if (!(actual instanceof Uint8Array)) return false;
  return template === pythonBytes(actual);
}

/** Bytes as Python prints them. */
function pythonBytes(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    if (byte === 0x5c) text += '\\\\';
    else if (byte === 0x0a) text += '\\n';
    else if (byte >= 0x20 && byte < 0x7f) text += String.fromCharCode(byte);
    else text += `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return `b'${text}'`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('%') ? decodeURIComponent(text) : text);
  } catch {
    return text;
  }
}

const show = (value: unknown): string =>
  (value instanceof Uint8Array
    ? `${value.length} bytes`
    : (JSON.stringify(value) ?? 'nothing')
  ).slice(0, 300);
