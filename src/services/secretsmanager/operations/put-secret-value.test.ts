import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, MINUTE } from '../../../base/clock.ts';
import {
  GetSecretValue,
  ListSecretVersionIds,
  PutSecretValue,
} from '../../../generated/secretsmanager.ts';
import { type SecretsHouse, secretsHouse } from '../../../../test/secrets-house.ts';

const TOKEN = '01234567-89ab-cdef-0123-456789abcdef';

const labels = async (h: SecretsHouse, name: string) => {
  const { Versions } = await h.call(ListSecretVersionIds, { SecretId: name });
  return Object.fromEntries(Versions!.map((v) => [v.VersionId, v.VersionStages]));
};

test('a new value is current, the one before is the previous one, and older ones have no label', async () => {
  const h = await secretsHouse();
  const { VersionId: first } = await h.create('x');
  const second = await h.put('x', 'second');
  assert.deepEqual(await labels(h, 'x'), { [first]: ['AWSPREVIOUS'], [second]: ['AWSCURRENT'] });
  const third = await h.put('x', 'third');
  assert.deepEqual(await labels(h, 'x'), { [second]: ['AWSPREVIOUS'], [third]: ['AWSCURRENT'] });
  assert.equal(await h.read('x'), 'third');
  const old = await h.call(GetSecretValue, { SecretId: 'x', VersionId: first });
  assert.equal(old.SecretString, 'first');
  assert.equal(old.VersionStages, undefined);
  await h.close();
});

test('a value with labels of its own leaves the current one', async () => {
  const h = await secretsHouse();
  const { VersionId: first } = await h.create('x');
  const second = await h.put('x', 'second', ['one', 'two', 'three']);
  const third = await h.put('x', 'third', ['one', 'two', 'four', 'four']);
  assert.deepEqual(await labels(h, 'x'), {
    [first]: ['AWSCURRENT'],
    [second]: ['three'],
    [third]: ['one', 'two', 'four'],
  });
  assert.equal(await h.read('x'), 'first');
  await h.close();
});

test('the first value of an empty secret is current whatever labels it gets', async () => {
  const h = await secretsHouse();
  await h.create('x', { SecretString: undefined });
  const answer = await h.call(PutSecretValue, {
    SecretId: 'x',
    SecretString: 'v',
    VersionStages: ['blue'],
  });
  assert.deepEqual(answer.VersionStages, ['blue', 'AWSCURRENT']);
  await h.close();
});

test('the same token with the same value is the same request, and with another value is refused', async () => {
  const h = await secretsHouse();
  const { ARN } = await h.create('x');
  const put = { SecretId: 'x', SecretString: 'v', ClientRequestToken: TOKEN };
  const answer = await h.call(PutSecretValue, put);
  assert.deepEqual(await h.call(PutSecretValue, put), answer);
  await assert.rejects(h.call(PutSecretValue, { ...put, SecretString: 'w' }), {
    code: 'ResourceExistsException',
    message: `You can't use ClientRequestToken ${TOKEN} because that value is already in use for a version of secret ${ARN}.`,
  });
  const bytes = { SecretId: 'x', SecretBinary: Buffer.from('v'), ClientRequestToken: TOKEN };
  await assert.rejects(h.call(PutSecretValue, bytes), { code: 'ResourceExistsException' });
  assert.equal(Object.keys(await labels(h, 'x')).length, 2);
  await h.close();
});

test('a request needs a value, a token, and no token of a rotation that is not under way', async () => {
  const h = await secretsHouse();
  await h.create('x');
  await assert.rejects(h.call(PutSecretValue, { SecretId: 'x' }), {
    code: 'InvalidRequestException',
    message: 'You must provide either SecretString or SecretBinary.',
  });
  await assert.rejects(h.ask(h.me, PutSecretValue, { SecretId: 'x', SecretString: 'v' }), {
    code: 'InvalidRequestException',
    message: 'You must provide a ClientRequestToken value. We recommend a UUID-type value.',
  });
  const put = { SecretId: 'x', SecretString: 'v', RotationToken: TOKEN };
  await assert.rejects(h.call(PutSecretValue, put), { code: 'InvalidParameterException' });
  await h.close();
});

test('a secret has twenty labels at most', async () => {
  const h = await secretsHouse();
  await h.create('x');
  await h.put(
    'x',
    'v',
    Array.from({ length: 19 }, (_, i) => `label${i}`),
  );
  await assert.rejects(h.put('x', 'w', ['one-more']), { code: 'LimitExceededException' });
  await h.put('x', 'w', ['label0']);
  await h.close();
});

test('versions without labels are trimmed beyond a hundred, and never on their first day', async () => {
  const h = await secretsHouse();
  await h.create('x');
  const count = async () => {
    let versions = 0;
    let NextToken: string | undefined;
    do {
      const page = await h.call(ListSecretVersionIds, {
        SecretId: 'x',
        IncludeDeprecated: true,
        NextToken,
      });
      versions += page.Versions!.length;
      NextToken = page.NextToken;
    } while (NextToken);
    return versions;
  };
  for (let i = 0; i < 110; i++) {
    h.clock.advance(MINUTE);
    await h.put('x', `value ${i}`);
  }
  assert.equal(await count(), 111);
  h.clock.advance(2 * DAY);
  await h.put('x', 'later');
  // The one that loses its label with this very request is counted from the next one on.
  assert.equal(await count(), 103);
  h.clock.advance(MINUTE);
  await h.put('x', 'and later');
  assert.equal(await count(), 103);
  await h.close();
});

test('two who put at once both succeed, one after the other', async () => {
  const h = await secretsHouse();
  await h.create('x');
  const ids = await Promise.all([h.put('x', 'a'), h.put('x', 'b'), h.put('x', 'c')]);
  const versions = await labels(h, 'x');
  assert.equal(Object.keys(versions).length, 2);
  assert.ok(Object.keys(versions).every((id) => ids.includes(id)));
  await h.close();
});
