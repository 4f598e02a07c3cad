/** Filter patterns for plain text: terms that must, may or must not be in a message. */

/** What a pattern asks of a message; undefined where it is of a kind that is not served. */
export function compilePattern(
  pattern: string | undefined,
): ((message: string) => boolean) | undefined {
  const trimmed = (pattern ?? '').trim();
  if (/^[{[%]/.test(trimmed)) return undefined;
  const every: string[] = [];
  const some: string[] = [];
  const none: string[] = [];
  let rest = trimmed;
  while (rest !== '') {
    const term = TERM.exec(rest);
    if (!term) return undefined;
    const [whole, sign, quoted, bare] = term;
    const wanted = quoted === undefined ? bare! : quoted.replaceAll(/\\(.)/g, '$1');
    if (quoted === undefined && !PLAIN.test(wanted)) return undefined;
    (sign === '?' ? some : sign === '-' ? none : every).push(wanted);
    rest = rest.slice(whole.length);
  }
  return (message) =>
    every.every((term) => message.includes(term)) &&
    (some.length === 0 || every.length > 0 || some.some((term) => message.includes(term))) &&
    !none.some((term) => message.includes(term));
}

const TERM = /^([?-]?)(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))\s*/;
/** Other characters must be quoted. */
const PLAIN = /^[\p{L}\p{N}_*.]+$/u;
