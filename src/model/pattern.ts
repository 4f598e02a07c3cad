/**
 * The models' patterns are regular expressions of Java, and AWS matches them against the whole value.
 * The differences that matter: Java forgives needless backslashes, its `\s` is ASCII alone, and its
 * dot stops at NEL too.
 */

/** The pattern as JavaScript's: it must match the whole value. Throws where Java's meaning cannot be kept. */
export function javaPattern(pattern: string): RegExp {
  return new RegExp(`^(?:${translate(LINEAR[pattern] ?? pattern)})$`, 'u');
}

// Patterns that can backtrack without end, and what matches the same texts in one way only.
const LINEAR: { readonly [pattern: string]: string } = {
  '^[ \\t]*[\\x20-\\x7E]+([ \\t]+[\\x20-\\x7E]+)*[ \\t]*$': '^\\t*[\\x20-\\x7E][\\t\\x20-\\x7E]*$',
};

const SPACE = ' \\t\\n\\x0b\\f\\r';
const NO_SPACE = '\\x00-\\x08\\x0e-\\x1f!-\\u{10ffff}';
const LINE_END = '\\n\\r\\x85\\u2028\\u2029';

/** Escapes that mean the same in both languages. */
const SAME = /^[dDwWbBtnrfv0]$/;
const SYNTAX = /[\^$\\.*+?()[\]{}|/-]/;

function translate(pattern: string): string {
  let translated = '';
  let inClass = false;
  for (let at = 0; at < pattern.length; ) {
    const piece = pieceAt(pattern, at);
    at += piece.length;
    if (piece.startsWith('\\')) translated += escape(piece, inClass, pattern);
    else if (inClass) {
      // Java reads `[a[b]]` as a union and `&&` as an intersection; JavaScript would read characters.
      if (piece === '[' || piece === '&&')
        throw new Error(`No JavaScript for the class in \`${pattern}\`.`);
      if (piece === ']') inClass = false;
      translated += piece;
    } else {
      if (piece === '[' || piece === '[^') inClass = true;
      translated += piece === '.' ? `[^${LINE_END}]` : piece;
    }
  }
  return translated;
}

/** The next escape, the opening of a class, or a character. */
function pieceAt(pattern: string, at: number): string {
  const [piece] = /^(?:\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|\\[pP]\{\w+\}|\\.|\[\^|&&|[^])/u.exec(
    pattern.slice(at, at + 64),
  )!;
  return piece;
}

function escape(piece: string, inClass: boolean, pattern: string): string {
  const name = piece.slice(1);
  if (name === 's') return inClass ? SPACE : `[${SPACE}]`;
  if (name === 'S') return inClass ? NO_SPACE : `[${NO_SPACE}]`;
  if (name.length > 1 || SAME.test(name)) return piece;
  if (/[A-Za-z0-9]/.test(name))
    throw new Error(`No JavaScript for \`${piece}\` in \`${pattern}\`.`);
  // With the flag `u` a needless backslash is an error, and a hyphen needs one only inside a class.
  if (name === '-') return inClass ? '\\-' : '-';
  return SYNTAX.test(name) ? piece : name;
}
