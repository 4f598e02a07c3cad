import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DescribeSecret, TagResource, UntagResource } from '../../../generated/secretsmanager.ts';
import { secretsHouse } from '../../../../test/secrets-house.ts';

const tag = (Key: string, Value: string) => ({ Key, Value });

test('tags are absent before the first, and an empty list after the last', async () => {
  const h = await secretsHouse();
  await h.create('x');
  const tags = async () => (await h.call(DescribeSecret, { SecretId: 'x' })).Tags;
  assert.equal(await tags(), undefined);
  await h.call(UntagResource, { SecretId: 'x', TagKeys: ['none'] });
  assert.equal(await tags(), undefined);
  await h.call(TagResource, { SecretId: 'x', Tags: [tag('a', '1')] });
  await h.call(TagResource, { SecretId: 'x', Tags: [tag('b', '2'), tag('a', '3')] });
  assert.deepEqual(await tags(), [tag('a', '3'), tag('b', '2')]);
  await h.call(UntagResource, { SecretId: 'x', TagKeys: ['a', 'b', 'none'] });
  assert.deepEqual(await tags(), []);
  await h.close();
});

test('a secret has fifty tags at most, and none that begins with aws:', async () => {
  const h = await secretsHouse();
  await h.create('x');
  const fifty = Array.from({ length: 50 }, (_, i) => tag(`key${i}`, ''));
  await h.call(TagResource, { SecretId: 'x', Tags: fifty });
  for (const wrong of [[tag('one-more', '')], [tag('aws:x', '')], [tag('a', ''), tag('a', '')]]) {
    await assert.rejects(h.call(TagResource, { SecretId: 'x', Tags: wrong }), {
      code: 'InvalidParameterException',
    });
  }
  await h.call(TagResource, { SecretId: 'x', Tags: [tag('key0', 'new')] });
  await h.close();
});

test('nobody tags himself out', async () => {
  const h = await secretsHouse();
  await h.create('x', { Tags: [tag('team', 'blue')] });
  const blue = await h.user('blue', {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'secretsmanager:*',
        Resource: '*',
        Condition: { StringEquals: { 'secretsmanager:ResourceTag/team': 'blue' } },
      },
    ],
  });
  const change = { SecretId: 'x', Tags: [tag('team', 'red')] };
  await assert.rejects(h.call(TagResource, change, blue), { code: 'AccessDeniedException' });
  await assert.rejects(h.call(UntagResource, { SecretId: 'x', TagKeys: ['team'] }, blue), {
    code: 'AccessDeniedException',
  });
  await h.call(TagResource, { SecretId: 'x', Tags: [tag('other', 'z')] }, blue);
  await h.call(TagResource, change);
  await assert.rejects(h.read('x', blue), { code: 'AccessDeniedException' });
  await h.close();
});
