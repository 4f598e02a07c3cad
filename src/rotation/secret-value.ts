/** The value of a secret that is rotated: a JSON object. */
import { notRotatable } from './failures.ts';

/** Its members, those that no function knows too: they go from version to version. */
export interface Members {
  readonly [name: string]: unknown;
}

/** Reads a value. Nothing of it is repeated where it cannot be read. */
export function readMembers(value: string | undefined, arn: string): Members {
  let said: unknown;
  try {
    said = JSON.parse(value ?? '');
  } catch {
    throw notRotatable(`The value of ${arn} is no JSON.`);
  }
  if (said === null || typeof said !== 'object' || Array.isArray(said))
    throw notRotatable(`The value of ${arn} is no JSON object.`);
  return said as Members;
}

/** A member that must be there, and be text. */
export function textOf(members: Members, name: string): string {
  const value = members[name];
  if (typeof value === 'string' && value !== '') return value;
  throw notRotatable(`${name} key is missing from secret JSON`);
}
