import { fold } from './fold.ts';
import type { Context } from './policy.ts';

/** A condition key as a policy writes it, and as it is compared. */
export interface KeyName {
  readonly written: string;
  readonly folded: string;
}

/** A condition key's name, ready to be looked up. */
export const keyName = (written: string): KeyName => ({ written, folded: fold(written) });

/** What the request says under this key, its name compared without case; undefined where it says nothing. */
export const valueOf = (context: Context, key: KeyName): string | readonly string[] | undefined =>
  context.get(key.folded);

/** A context whose keys are all known beforehand, as a simulation names them. */
export function contextFrom(
  keys: Iterable<readonly [name: string, value: string | readonly string[]]>,
): Context {
  const folded = new Map<string, string | readonly string[]>();
  for (const [name, value] of keys) folded.set(fold(name), value);
  return folded;
}
