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
  await assert.rejects(h.call(GetRandomPassword, { PasswordLength: 3 }), {
    code: 'InvalidParameterException',
    message: 'The password length is too short based on the required types.',
  });
  await assert.rejects(h.call(GetRandomPassword, { PasswordLength: 0 }), {
    code: 'ValidationException',
  });
  await h.close();
});
