/** Condition keys that the author of a simulation names, each with the type of its values. */
import { fromBase64 } from '../../base/bytes.ts';
import type { ContextEntry } from '../../generated/iam.types.ts';
import { contextFrom } from '../../policy/context.ts';
import type { Context } from '../../policy/policy.ts';

type Refuse = (code: 'InvalidInput', message: string) => Error;

/** The context that the entries stand for; later entries of a key take the place of earlier ones. */
export function readContext(entries: readonly ContextEntry[] | undefined, error: Refuse): Context {
  return contextFrom((entries ?? []).map((entry) => readEntry(entry, error)));
}

function readEntry(
  entry: ContextEntry,
  error: Refuse,
): readonly [name: string, value: string | readonly string[]] {
  const { ContextKeyName: name, ContextKeyValues: values, ContextKeyType: type } = entry;
  if (name === undefined)
    throw error('InvalidInput', 'A context entry must have a ContextKeyName.');
  if (type === undefined) throw error('InvalidInput', `The context key ${name} has no type.`);
  if (!values) throw error('InvalidInput', `The context key ${name} has no values.`);
  const list = type.endsWith('List');
  const form = FORMS[(list ? type.slice(0, -'List'.length) : type) as keyof typeof FORMS];
  for (const value of values) {
    if (!form(value))
      throw error(
        'InvalidInput',
        `The context key ${name} of type ${type} has the invalid value ${value}.`,
      );
  }
  if (list) return [name, values];
  if (values.length !== 1)
    throw error('InvalidInput', `The context key ${name} of type ${type} must have one value.`);
  return [name, values[0]!];
}

const FORMS = {
  string: () => true,
  numeric: (value: string) => value.trim() !== '' && Number.isFinite(Number(value)),
  boolean: (value: string) => /^(true|false)$/i.test(value),
  ip: (value: string) =>
    /^[\d.]{7,15}(\/\d{1,2})?$|^[\da-f:.]*:[\da-f:.]*(\/\d{1,3})?$/i.test(value),
  binary: (value: string) => fromBase64(value) !== undefined,
  date: (value: string) => /^\d+$/.test(value) || !Number.isNaN(Date.parse(value)),
};
