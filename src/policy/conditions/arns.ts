import { type Glob, globOf, matches, type Piece } from '../match.ts';
import { resolve } from '../variables.ts';
import { not, type Operator } from './operator.ts';

/** The pattern's six parts, or `any` for a lone `*`; undefined where it is no ARN: that fits nothing. */
type ArnGlob = readonly Glob[] | 'any' | undefined;

const PARTS = 6;

const arnLike: Operator = {
  negated: false,
  wildcards: true,
  compile: (values) => {
    const open = values.filter((template) => template.variables.length > 0);
    const fixed = values
      .filter((template) => template.variables.length === 0)
      .map((template) => arnGlob(template.parts as readonly Piece[]));
    return (value, context) => {
      const parts = partsOf(value);
      const fits = (glob: ArnGlob) =>
        glob === 'any' || (!!parts && !!glob && glob.every((part, i) => matches(part, parts[i]!)));
      return (
        fixed.some(fits) ||
        open.some((template) => {
          const pieces = resolve(template, context);
          return pieces !== undefined && fits(arnGlob(pieces));
        })
      );
    };
  },
};

/** AWS gives `ArnEquals` and `ArnLike` the same meaning: wildcards, matched part by part. */
export const ARNS = {
  ArnEquals: arnLike,
  ArnLike: arnLike,
  ArnNotEquals: not(arnLike),
  ArnNotLike: not(arnLike),
};

function partsOf(value: string): readonly string[] | undefined {
  const parts = value.split(':');
  if (parts.length < PARTS) return undefined;
  return parts.length === PARTS
    ? parts
    : [...parts.slice(0, PARTS - 1), parts.slice(PARTS - 1).join(':')];
}

function arnGlob(pieces: readonly Piece[]): ArnGlob {
  const whole = globOf(pieces);
  if (whole.kind === 'any') return 'any';
  const parts: Piece[][] = [[]];
  for (const piece of pieces) {
    if (typeof piece !== 'string') {
      parts.at(-1)!.push(piece);
      continue;
    }
    const [head, ...tail] = piece.split(':') as [string, ...string[]];
    parts.at(-1)!.push(head);
    for (const text of tail) {
      // The sixth part keeps its colons.
      if (parts.length < PARTS) parts.push([text]);
      else parts.at(-1)!.push(`:${text}`);
    }
  }
  return parts.length === PARTS ? parts.map(globOf) : undefined;
}
