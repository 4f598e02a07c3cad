import type { Context } from '../policy.ts';
import { resolveText, type Template } from '../variables.ts';

/** Whether one value of the request fits any of the policy's values. */
export type Test = (value: string, context: Context) => boolean;

/** A condition operator without its prefixes and suffixes. */
export interface Operator {
  /** `Not…`: holds where no value fits. */
  readonly negated: boolean;
  /** Whether `*` and `?` in the policy's values are wildcards. */
  readonly wildcards: boolean;
  readonly compile: (values: readonly Template[]) => Test;
  /** Whether the policy may hold this text; AWS looks into few of them. */
  readonly accepts?: (text: string) => boolean;
}

/**
 * An operator that reads its values as something else than text: a number, a date, bytes. What
 * cannot be read fits nothing.
 */
export function comparing<T>(
  read: (text: string) => T | undefined,
  fits: (request: T, policy: T) => boolean,
): Operator {
  const compile = (values: readonly Template[]): Test => {
    const { fixed, open } = separate(values);
    const known = fixed.map(read).filter((value) => value !== undefined);
    return (text, context) => {
      const request = read(text);
      if (request === undefined) return false;
      if (known.some((policy) => fits(request, policy))) return true;
      return open.some((template) => {
        const resolved = resolveText(template, context);
        const policy = resolved === undefined ? undefined : read(resolved);
        return policy !== undefined && fits(request, policy);
      });
    };
  };
  return { negated: false, wildcards: false, compile };
}

/** The same operator, true where it was false. */
export const not = (operator: Operator): Operator => ({ ...operator, negated: true });

/** Values that are the same for every request, as texts, and those that wait for one. */
export function separate(values: readonly Template[]): { fixed: string[]; open: Template[] } {
  const fixed: string[] = [];
  const open: Template[] = [];
  for (const value of values) {
    if (value.variables.length > 0) open.push(value);
    else fixed.push(value.parts.join(''));
  }
  return { fixed, open };
}
