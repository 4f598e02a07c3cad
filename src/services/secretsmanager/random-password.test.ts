import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DIGITS, LOWER, seededRandom, UPPER } from '../../base/random.ts';
import type { GetRandomPasswordRequest } from '../../generated/secretsmanager.types.ts';
import { PUNCTUATION, randomPassword } from './random-password.ts';

const SEED = 'passwords';
const passwordOf = (drawn: ReturnType<typeof randomPassword>): string => {
  assert.ok('password' in drawn);
  return drawn.password;
};
const attempt = (request: GetRandomPasswordRequest) => randomPassword(seededRandom(SEED), request);
const draw = (request: GetRandomPasswordRequest, seed = SEED) =>
  passwordOf(randomPassword(seededRandom(seed), request));

test('a password has 32 characters unless told, and one of each type at least', () => {
  for (let i = 0; i < 50; i++) {
    const password = draw({}, `${SEED} ${i}`);
    assert.equal(password.length, 32);
    for (const type of [UPPER, LOWER, DIGITS, PUNCTUATION]) {
      assert.ok([...password].some((c) => type.includes(c)));
    }
  }
});

test('excluded characters and types never occur', () => {
  const password = draw({
    PasswordLength: 4096,
    ExcludeCharacters: 'xyzDje@?!.',
    ExcludeNumbers: true,
  });
  assert.equal(password.length, 4096);
  assert.doesNotMatch(password, /[xyzDje@?!.0-9]/);
  assert.doesNotMatch(password, / /);
});

test('a space occurs when it is asked for', () => {
  assert.match(draw({ PasswordLength: 4096, IncludeSpace: true }), / /);
});

test('a password too short for its types is refused, and is not without the requirement', () => {
  assert.deepEqual(attempt({ PasswordLength: 3 }), { impossible: 'too-short' });
  assert.equal(draw({ PasswordLength: 3, RequireEachIncludedType: false }).length, 3);
  assert.equal(draw({ PasswordLength: 3, ExcludePunctuation: true }).length, 3);
});

test('nothing is left to choose from when all is excluded', () => {
  const none = { ExcludeNumbers: true, ExcludePunctuation: true, ExcludeUppercase: true };
  assert.deepEqual(attempt({ ...none, ExcludeLowercase: true }), { impossible: 'no-characters' });
  const lower = { ...none, ExcludeCharacters: LOWER };
  assert.deepEqual(attempt({ ...lower, RequireEachIncludedType: false }), {
    impossible: 'no-characters',
  });
  assert.deepEqual(attempt(lower), { impossible: 'type-excluded' });
  assert.equal(draw({ ...none, ExcludeLowercase: true, IncludeSpace: true }), ' '.repeat(32));
});

test('a type that is required and has no character left is refused; without the requirement it is not', () => {
  const noDigits = { ExcludeCharacters: DIGITS };
  assert.deepEqual(attempt(noDigits), { impossible: 'type-excluded' });
  assert.doesNotMatch(draw({ ...noDigits, RequireEachIncludedType: false }), /[0-9]/);
  assert.doesNotMatch(draw({ ...noDigits, ExcludeNumbers: true }), /[0-9]/);
});

test('the least lucky request is met', () => {
  const ExcludeCharacters = LOWER.slice(1) + DIGITS.slice(1) + PUNCTUATION.slice(1);
  const password = draw({ PasswordLength: 4, ExcludeCharacters });
  for (const type of ['a', '0', '!', UPPER]) assert.ok([...password].some((c) => type.includes(c)));
});

test('every character is as likely as any other (chi-squared, one seed)', () => {
  const random = seededRandom(SEED);
  const alphabet = UPPER + LOWER + DIGITS + PUNCTUATION;
  const counts = new Map([...alphabet].map((c) => [c, 0]));
  const draws = 94_000;
  const text = Array.from({ length: 1000 }, () =>
    passwordOf(
      randomPassword(random, { PasswordLength: draws / 1000, RequireEachIncludedType: false }),
    ),
  ).join('');
  for (const c of text) counts.set(c, counts.get(c)! + 1);
  const expected = draws / alphabet.length;
  let chi = 0;
  for (const count of counts.values()) chi += (count - expected) ** 2 / expected;
  // 93 degrees of freedom: a fair source stays below 138 in 99.8 of 100 runs, and above 57.
  assert.ok(chi > 57 && chi < 138, `chi-squared is ${chi}`);
});

test('with each type required, all passwords that have them are as likely as each other', () => {
  const random = seededRandom(SEED);
  const ExcludeCharacters = UPPER.slice(2) + LOWER.slice(2);
  const request = {
    PasswordLength: 3,
    ExcludeCharacters,
    ExcludeNumbers: true,
    ExcludePunctuation: true,
  };
  const counts = new Map<string, number>();
  const draws = 5600;
  for (let i = 0; i < draws; i++) {
    const password = passwordOf(randomPassword(random, request));
    counts.set(password, (counts.get(password) ?? 0) + 1);
  }
  // Of the 64 texts of A, B, a and b the sixteen of one case alone are out.
  assert.equal(counts.size, 48);
  const expected = draws / 48;
  let chi = 0;
  for (const count of counts.values()) chi += (count - expected) ** 2 / expected;
  // 47 degrees of freedom.
  assert.ok(chi > 21 && chi < 83, `chi-squared is ${chi}`);
});

test('the least lucky request draws evenly too', () => {
  const random = seededRandom(SEED);
  // A, a, 0 and ! are left: of their 256 texts of four characters 24 have all types.
  const ExcludeCharacters =
    UPPER.slice(1) + LOWER.slice(1) + DIGITS.slice(1) + PUNCTUATION.slice(1);
  const counts = new Map<string, number>();
  const draws = 2400;
  for (let i = 0; i < draws; i++) {
    const password = passwordOf(randomPassword(random, { PasswordLength: 4, ExcludeCharacters }));
    counts.set(password, (counts.get(password) ?? 0) + 1);
  }
  assert.equal(counts.size, 24);
  const expected = draws / 24;
  let chi = 0;
  for (const count of counts.values()) chi += (count - expected) ** 2 / expected;
  // 23 degrees of freedom: between 6.7 and 52.6 in 99.95 of 100 runs of a fair source.
  assert.ok(chi > 6 && chi < 53, `chi-squared is ${chi}`);
});
