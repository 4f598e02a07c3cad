import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GetRandomPassword } from '../../../generated/secretsmanager.ts';
import { secretsHouse } from '../../../../test/secrets-house.ts';

test('a password is as it was asked for, and never on the trail', async () => {
  const h = await secretsHouse();
  const input = { PasswordLength: 120, ExcludeCharacters: 'xyzDje@?!.' };
  const { RandomPassword } = await h.call(GetRandomPassword, input);
  assert.equal(RandomPassword!.length, 120);
  assert.doesNotMatch(RandomPassword!, /[xyzDje@?!.]/);
  assert.ok(
    !JSON.stringify(await h.events()).includes(JSON.stringify(RandomPassword).slice(1, -1)),
  );
  await h.close();
});

test('a password that cannot be is refused', async () => {
  const h = await secretsHouse();
  const none = { ExcludeUppercase: true, ExcludeLowercase: true, ExcludePunctuation: true };
  const impossible = [
    [{ PasswordLength: 3 }, 'Password length is too short based on the required types.'],
    [{ ...none, ExcludeNumbers: true }, 'All characters have been excluded from selection.'],
    [
      { ...none, ExcludeCharacters: '0123456789' },
      'All characters of the desired type have been excluded.',
    ],
  ] as const;
  for (const [input, message] of impossible) {
    await assert.rejects(h.call(GetRandomPassword, input), {
      code: 'InvalidParameterException',
      message,
    });
  }
  for (const PasswordLength of [1, 4096]) {
    const any = { PasswordLength, RequireEachIncludedType: false };
    const { RandomPassword } = await h.call(GetRandomPassword, any);
    assert.equal(RandomPassword!.length, PasswordLength);
  }
  for (const wrong of [
    { PasswordLength: 0 },
    { PasswordLength: 4097 },
    { ExcludeCharacters: 'x'.repeat(4097) },
  ]) {
    await assert.rejects(h.call(GetRandomPassword, wrong), { code: 'ValidationException' });
  }
  await h.close();
});
