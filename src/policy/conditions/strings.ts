import { type Glob, globOf, matches, type Piece } from '../match.ts';
import { resolve, resolveText } from '../variables.ts';
import { not, type Operator, separate } from './operator.ts';

const equals: Operator = {
  negated: false,
  wildcards: false,
  compile: (values) => {
    const { fixed, open } = separate(values);
    const known = new Set(fixed);
    return (value, context) =>
      known.has(value) || open.some((template) => resolveText(template, context) === value);
  },
};

const equalsIgnoringCase: Operator = {
  negated: false,
  wildcards: false,
  compile: (values) => {
    const { fixed, open } = separate(values);
    const known = new Set(fixed.map((text) => text.toLowerCase()));
    return (value, context) => {
      const folded = value.toLowerCase();
      return (
        known.has(folded) ||
        open.some((template) => resolveText(template, context)?.toLowerCase() === folded)
      );
    };
  },
};

const like: Operator = {
  negated: false,
  wildcards: true,
  compile: (values) => {
    const fixed: Glob[] = [];
    const open = values.filter((template) => template.variables.length > 0);
    for (const { parts, variables } of values) {
      if (variables.length === 0) fixed.push(globOf(parts as readonly Piece[]));
    }
    return (value, context) =>
      fixed.some((glob) => matches(glob, value)) ||
      open.some((template) => {
        const pieces = resolve(template, context);
        return pieces !== undefined && matches(globOf(pieces), value);
      });
  },
};

export const STRINGS = {
  StringEquals: equals,
  StringNotEquals: not(equals),
  StringEqualsIgnoreCase: equalsIgnoringCase,
  StringNotEqualsIgnoreCase: not(equalsIgnoringCase),
  StringLike: like,
  StringNotLike: not(like),
};
