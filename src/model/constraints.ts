import type { Shape } from './model.ts';
import { javaPattern } from './pattern.ts';

/** One rule of a shape: whether a value keeps it, and how AWS words it. */
export interface Constraint {
  readonly test: (value: unknown) => boolean;
  readonly says: string;
}

/** The rules that a shape sets for a value itself, not for what the value contains. */
export function constraintsOf(shape: Shape): readonly Constraint[] {
  let constraints = known.get(shape);
  if (!constraints) known.set(shape, (constraints = compile(shape)));
  return constraints;
}

const known = new WeakMap<Shape, readonly Constraint[]>();

function compile(shape: Shape): Constraint[] {
  switch (shape.kind) {
    case 'string':
      return [...size(shape, (value) => (value as string).length), ...spelling(shape)];
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return range(shape);
    case 'blob':
    case 'list':
      return size(shape, (value) => (value as { readonly length: number }).length);
    case 'map':
      return size(shape, (value) => Object.keys(value as object).length);
    default:
      return [];
  }
}

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

function size({ min = 0, max }: Bounds, length: (value: unknown) => number): Constraint[] {
  const constraints: Constraint[] = [];
  if (max !== undefined) {
    const says = `Member must have length less than or equal to ${max}`;
    constraints.push({ test: (value) => length(value) <= max, says });
  }
  if (min > 0) {
    const says = `Member must have length greater than or equal to ${min}`;
    constraints.push({ test: (value) => length(value) >= min, says });
  }
  return constraints;
}

function range({ min, max }: Bounds): Constraint[] {
  const constraints: Constraint[] = [];
  if (max !== undefined) {
    const says = `Member must have value less than or equal to ${max}`;
    constraints.push({ test: (value) => (value as number) <= max, says });
  }
  if (min !== undefined) {
    const says = `Member must have value greater than or equal to ${min}`;
    constraints.push({ test: (value) => (value as number) >= min, says });
  }
  return constraints;
}

/** Longer text than any model allows for is not searched: it would only keep the machine busy. */
const SEARCHED = 131_072;
// These say that anything goes; the question is not worth asking.
const ANYTHING = new Set(['[\\s\\S]*', '[\\S\\s]*', '(?s).*']);

interface Spelling extends Bounds {
  readonly pattern?: string;
  readonly enum?: readonly string[];
}

function spelling({ pattern, enum: allowed, max = SEARCHED }: Spelling): Constraint[] {
  const constraints: Constraint[] = [];
  if (pattern !== undefined && !ANYTHING.has(pattern)) {
    const expression = javaPattern(pattern);
    // What is too long breaks another rule already.
    const test = (value: unknown) => {
      const { length } = value as string;
      return length > max ? max !== SEARCHED : expression.test(value as string);
    };
    constraints.push({ test, says: `Member must satisfy regular expression pattern: ${pattern}` });
  }
  if (allowed !== undefined) {
    const values = new Set(allowed);
    constraints.push({
      test: (value) => values.has(value as string),
      says: `Member must satisfy enum value set: [${allowed.join(', ')}]`,
    });
  }
  return constraints;
}
