import { comparing, not } from './operator.ts';

/** Whole numbers and fractions, as numbers: `10` is more than `9`, `1.0` is `1`. */
function read(text: string): number | undefined {
  const trimmed = text.trim();
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed) ? Number(trimmed) : undefined;
}

const equals = comparing(read, (request, policy) => request === policy);

export const NUMBERS = {
  NumericEquals: equals,
  NumericNotEquals: not(equals),
  NumericLessThan: comparing(read, (request, policy) => request < policy),
  NumericLessThanEquals: comparing(read, (request, policy) => request <= policy),
  NumericGreaterThan: comparing(read, (request, policy) => request > policy),
  NumericGreaterThanEquals: comparing(read, (request, policy) => request >= policy),
};
