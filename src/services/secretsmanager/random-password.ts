import { DIGITS, LOWER, type Random, randomText, UPPER } from '../../base/random.ts';
import type { GetRandomPasswordRequest } from '../../generated/secretsmanager.types.ts';

/** GetRandomPassword API page. */
export const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const DEFAULT_LENGTH = 32;

/** A password, or why there can be none. */
export type Drawn =
  | { readonly password: string }
  | { readonly impossible: 'too-short' | 'no-characters' | 'type-excluded' };

/**
 * A password, each that meets the request as likely as any other.
 *
 * One that lacks a required type is thrown away whole: putting the missing character in would
 * make some passwords likelier than others. Even the least lucky request, four characters of
 * four types, three of them with one character left, is met after some two thousand draws.
 */
export function randomPassword(random: Random, request: GetRandomPasswordRequest): Drawn {
  const length = request.PasswordLength ?? DEFAULT_LENGTH;
  const excluded = new Set(request.ExcludeCharacters ?? '');
  const left = (characters: string) => [...characters].filter((c) => !excluded.has(c)).join('');
  const types = [
    ...(request.ExcludeUppercase ? [] : [left(UPPER)]),
    ...(request.ExcludeLowercase ? [] : [left(LOWER)]),
    ...(request.ExcludeNumbers ? [] : [left(DIGITS)]),
    ...(request.ExcludePunctuation ? [] : [left(PUNCTUATION)]),
  ];
  const required = request.RequireEachIncludedType ?? true;
  // A type is left out by its own switch; one that is required and has no character left is a mistake.
  if (required && types.includes('')) return { impossible: 'type-excluded' };
  const alphabet = types.join('') + (request.IncludeSpace ? left(' ') : '');
  if (alphabet === '') return { impossible: 'no-characters' };
  if (!required) return { password: randomText(random, alphabet, length) };
  if (types.length > length) return { impossible: 'too-short' };
  for (;;) {
    const password = randomText(random, alphabet, length);
    if (types.every((characters) => hasOneOf(password, characters))) return { password };
  }
}

function hasOneOf(text: string, characters: string): boolean {
  for (const c of text) if (characters.includes(c)) return true;
  return false;
}
