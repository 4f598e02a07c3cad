import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house, OTHER_ACCOUNT } from '../../../../test/house.ts';
import { CreateKey, ListKeys } from '../../../generated/kms.ts';

test('keys are listed page by page, those of the account and the Region alone', async () => {
  const h = await house();
  const made: string[] = [];
  for (let i = 0; i < 5; i++) made.push((await h.ask(h.root(), CreateKey, {})).KeyMetadata!.Arn!);
  await h.ask(h.root(OTHER_ACCOUNT), CreateKey, {});
  await h.ask(h.root(), CreateKey, {}, 'eu-west-1');
  const seen: string[] = [];
  let Marker: string | undefined;
  do {
    const page = await h.ask(h.root(), ListKeys, { Limit: 2, Marker });
    seen.push(...page.Keys!.map(({ KeyArn }) => KeyArn!));
    assert.equal(page.Truncated, page.NextMarker !== undefined);
    Marker = page.NextMarker;
  } while (Marker);
  assert.deepEqual(seen, made.sort());
});

test('a marker is for the list and the account that gave it', async () => {
  const h = await house();
  for (let i = 0; i < 2; i++) await h.ask(h.root(), CreateKey, {});
  const { NextMarker } = await h.ask(h.root(), ListKeys, { Limit: 1 });
  for (const Marker of ['x', '', `${NextMarker}A`]) {
    if (Marker)
      await assert.rejects(h.ask(h.root(), ListKeys, { Marker }), {
        code: 'InvalidMarkerException',
      });
  }
  await assert.rejects(h.ask(h.root(OTHER_ACCOUNT), ListKeys, { Marker: NextMarker }), {
    code: 'InvalidMarkerException',
  });
  await assert.rejects(h.ask(h.root(), ListKeys, { Marker: NextMarker }, 'eu-west-1'), {
    code: 'InvalidMarkerException',
  });
});

test('listing needs kms:ListKeys', async () => {
  const h = await house();
  await assert.rejects(h.ask(await h.user('alice', ['kms:Describe*']), ListKeys, {}), {
    code: 'AccessDeniedException',
  });
});
