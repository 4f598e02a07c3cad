import {
  type AnyOperationModel,
  AwsError,
  type Protocol,
  type Shape,
  type Structure,
} from './model.ts';
import { constraintsOf, type Constraint } from './constraints.ts';

/** How a service words a request that breaks the rules of its model. */
export interface ValidationStyle {
  readonly code: string;
  readonly status: number;
}

/** The error for an input that its model does not allow, or undefined where it allows it. */
export function validationError(
  model: AnyOperationModel,
  input: unknown,
  style: ValidationStyle = STYLES[model.service.protocol],
): AwsError | undefined {
  if (checkerOf(model.input).isValid(input)) return undefined;
  if (model.service.protocol === 'ec2Query') {
    const missing = missingMember(model.input, input);
    if (missing)
      return new AwsError('MissingParameter', `The request must contain the parameter ${missing}`);
  }
  return new AwsError(style.code, validationMessage(violations(model.input, input)), style.status);
}

/** What is wrong with an input, one sentence for each constraint that it breaks, the first few of them. */
export function violations(shape: Structure, input: unknown): string[] {
  const checker = checkerOf(shape);
  if (checker.isValid(input)) return [];
  const found: string[] = [];
  checker.report(input, '', found);
  return found.slice(0, REPORTED);
}

/** All that is wrong in one sentence, as AWS says it. */
export const validationMessage = (found: readonly string[]): string =>
  `${found.length} validation error${found.length === 1 ? '' : 's'} detected: ${found.join('; ')}`;

const STYLES: { readonly [protocol in Protocol]: ValidationStyle } = {
  'awsJson1.1': { code: 'ValidationException', status: 400 },
  restJson1: { code: 'ValidationException', status: 400 },
  awsQuery: { code: 'ValidationError', status: 400 },
  ec2Query: { code: 'InvalidParameterValue', status: 400 },
};

/** Enough for a person to go on with; an answer must not grow with the request. */
const REPORTED = 20;
/** A value is repeated to its sender no further than this. */
const PRINTED = 4096;

/** Two walks over one shape: the quick one that nearly always says yes, and the one that explains. */
interface Checker {
  readonly isValid: (value: unknown) => boolean;
  readonly report: (value: unknown, path: string, found: string[]) => void;
}

const checkers = new WeakMap<Shape, Checker>();

function checkerOf(shape: Shape): Checker {
  let checker = checkers.get(shape);
  if (!checker) {
    checker = compile(shape);
    checkers.set(shape, checker);
  }
  return checker;
}

/** A shape may contain itself, so its checker is looked for when it is needed. */
function later(shape: Shape): () => Checker {
  let checker: Checker | undefined;
  return () => (checker ??= checkerOf(shape));
}

function compile(shape: Shape): Checker {
  if (shape.kind === 'structure') return structureChecker(shape);
  const constraints = constraintsOf(shape);
  const own: Checker = {
    isValid: everyTest(constraints),
    report: (value, path, found) => {
      for (const { test, says } of constraints) {
        if (!test(value)) found.push(failure(shape, value, path, says));
      }
    },
  };
  if (shape.kind === 'list') return listChecker(own, shape, shape.member);
  if (shape.kind === 'map') return mapChecker(own, shape, shape.key, shape.value);
  return own;
}

function everyTest(constraints: readonly Constraint[]): (value: unknown) => boolean {
  const [first, second, ...more] = constraints.map(({ test }) => test);
  if (!first) return () => true;
  if (!second) return first;
  if (more.length === 0) return (value) => first(value) && second(value);
  return (value) => first(value) && second(value) && more.every((test) => test(value));
}

function structureChecker(shape: Structure): Checker {
  const fields = Object.entries(shape.members).map(([name, member]) => ({
    name,
    required: member.required === true,
    path: name.charAt(0).toLowerCase() + name.slice(1),
    checker: later(member.shape),
  }));
  return {
    isValid: (value) => {
      const given = value as { readonly [name: string]: unknown };
      for (const field of fields) {
        const member = given[field.name];
        if (member === undefined || member === null) {
          if (field.required) return false;
        } else if (!field.checker().isValid(member)) return false;
      }
      return true;
    },
    report: (value, path, found) => {
      const given = value as { readonly [name: string]: unknown };
      for (const field of fields) {
        if (found.length >= REPORTED) return;
        const member = given[field.name];
        const at = path === '' ? field.path : `${path}.${field.path}`;
        if (member !== undefined && member !== null) field.checker().report(member, at, found);
        else if (field.required) found.push(isNull(at));
      }
    },
  };
}

function listChecker(own: Checker, shape: Shape, member: Shape): Checker {
  const checker = later(member);
  const isSound = (one: unknown) => one !== undefined && one !== null && checker().isValid(one);
  return {
    isValid: (value) => own.isValid(value) && (value as readonly unknown[]).every(isSound),
    report: (value, path, found) => {
      own.report(value, path, found);
      const list = value as readonly unknown[];
      if (isNested(member)) {
        for (const [at, one] of list.entries()) {
          if (found.length >= REPORTED) return;
          if (one === undefined || one === null) found.push(isNull(`${path}.${at + 1}.member`));
          else checker().report(one, `${path}.${at + 1}.member`, found);
        }
      } else if (!list.every(isSound)) {
        found.push(failure(shape, value, path, `Member must satisfy constraint: ${allOf(member)}`));
      }
    },
  };
}

function mapChecker(own: Checker, shape: Shape, key: Shape, member: Shape): Checker {
  const keys = later(key);
  const members = later(member);
  const isKey = (one: string) => keys().isValid(one);
  const isSound = (one: unknown) => one !== undefined && one !== null && members().isValid(one);
  return {
    isValid: (value) =>
      own.isValid(value) &&
      Object.keys(value as object).every(isKey) &&
      Object.values(value as object).every(isSound),
    report: (value, path, found) => {
      own.report(value, path, found);
      const entries = Object.entries(value as object);
      if (!entries.every(([name]) => isKey(name))) {
        found.push(failure(shape, value, path, `Map keys must satisfy constraint: ${allOf(key)}`));
      }
      if (isNested(member)) {
        for (const [name, one] of entries) {
          if (found.length >= REPORTED) return;
          const at = `${path}.${name.slice(0, 128)}.member`;
          if (one === undefined || one === null) found.push(isNull(at));
          else members().report(one, at, found);
        }
      } else if (!entries.every(([, one]) => isSound(one))) {
        found.push(
          failure(shape, value, path, `Map value must satisfy constraint: ${allOf(member)}`),
        );
      }
    },
  };
}

const isNested = ({ kind }: Shape): boolean =>
  kind === 'structure' || kind === 'list' || kind === 'map';

/** AWS names all the rules for the members of a list or a map, not only the broken one. */
const allOf = (shape: Shape): string =>
  `[${
    constraintsOf(shape)
      .map(({ says }) => says)
      .join(', ') || 'Member must not be null'
  }]`;

const isNull = (path: string): string =>
  `Value at '${path}' failed to satisfy constraint: Member must not be null`;

function failure(shape: Shape, value: unknown, path: string, says: string): string {
  const printed = print(shape, value);
  const what = printed === undefined ? 'Value' : `Value '${printed.slice(0, PRINTED)}'`;
  return `${what} at '${path}' failed to satisfy constraint: ${says}`;
}

/** A value as AWS repeats it, or undefined where it must not be repeated or has no plain form. */
function print(shape: Shape, value: unknown): string | undefined {
  if (shape.kind === 'structure' || ('sensitive' in shape && shape.sensitive)) return undefined;
  if (value === undefined || value === null) return 'null';
  switch (shape.kind) {
    case 'list': {
      const members = (value as readonly unknown[])
        .slice(0, PRINTED)
        .map((one) => print(shape.member, one));
      return members.includes(undefined) ? hidden(members) : `[${members.join(', ')}]`;
    }
    case 'map': {
      if ('sensitive' in shape.key && shape.key.sensitive) return undefined;
      const entries = Object.entries(value as object).slice(0, PRINTED);
      const members = entries.map(([name, one]) => [name, print(shape.value, one)] as const);
      if (members.some(([, one]) => one === undefined)) return undefined;
      return `{${members.map(([name, one]) => `${name}=${one}`).join(', ')}}`;
    }
    case 'blob': {
      const { length } = value as Uint8Array;
      return `java.nio.HeapByteBuffer[pos=0 lim=${length} cap=${length}]`;
    }
    default:
      return String(value);
  }
}

const hidden = (members: readonly unknown[]): string | undefined =>
  members.length === 0 ? '[]' : undefined;

function missingMember(shape: Structure, input: unknown): string | undefined {
  const given = input as { readonly [name: string]: unknown };
  const missing = Object.entries(shape.members).find(
    ([name, member]) => member.required && (given[name] === undefined || given[name] === null),
  );
  if (!missing) return undefined;
  const [name, { queryName, wireName = name }] = missing;
  return queryName ?? wireName.charAt(0).toLowerCase() + wireName.slice(1);
}
