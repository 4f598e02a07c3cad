import { timingSafeEqual } from 'node:crypto';

/** Whether two byte strings are the same; the time taken tells their lengths and nothing else. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && timingSafeEqual(a, b);

/** Whether two texts are the same; the time taken tells their lengths and nothing else. */
export function sameText(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}
