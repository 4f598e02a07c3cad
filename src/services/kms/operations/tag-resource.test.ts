import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house } from '../../../../test/house.ts';
import { CreateKey, ListResourceTags, TagResource, UntagResource } from '../../../generated/kms.ts';

const tag = (TagKey: string, TagValue = '') => ({ TagKey, TagValue });

async function withTags(...Tags: { TagKey: string; TagValue: string }[]) {
  const h = await house();
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, { Tags });
  const KeyId = KeyMetadata!.KeyId;
  const list = async () => (await h.ask(h.root(), ListResourceTags, { KeyId })).Tags!;
  return { ...h, KeyId, list };
}

test('a tag set again keeps its place, and new ones come last', async () => {
  const { ask, root, KeyId, list } = await withTags(
    tag('9', 'a'),
    tag('__proto__', 'b'),
    tag('1', 'c'),
  );
  await ask(root(), TagResource, { KeyId, Tags: [tag('0', 'd'), tag('__proto__', 'e')] });
  assert.deepEqual(await list(), [
    tag('9', 'a'),
    tag('__proto__', 'e'),
    tag('1', 'c'),
    tag('0', 'd'),
  ]);
});

test('tags go by their keys, and one that is not there is no matter', async () => {
  const { ask, root, KeyId, list } = await withTags(tag('a'), tag('b'), tag('c'));
  await ask(root(), UntagResource, { KeyId, TagKeys: ['b', 'x'] });
  assert.deepEqual(await list(), [tag('a'), tag('c')]);
});

test('tags that are none are refused', async () => {
  const { ask, root, KeyId } = await withTags(...Array.from({ length: 50 }, (_, n) => tag(`${n}`)));
  await ask(root(), TagResource, { KeyId, Tags: [tag('1', 'x')] });
  for (const [Tags, message] of [
    [[tag('AWS:x')], 'Tags beginning with aws: are reserved'],
    [[tag('1'), tag('1')], 'Duplicate tag keys'],
    [[tag('x')], 'Too many tags'],
  ] as const) {
    await assert.rejects(ask(root(), TagResource, { KeyId, Tags }), {
      code: 'TagException',
      message,
    });
  }
  await assert.rejects(ask(root(), UntagResource, { KeyId, TagKeys: ['aws:x'] }), {
    code: 'TagException',
  });
});

test('tags are listed page by page in their order', async () => {
  const all = ['c', 'a', 'd', 'b', 'e'].map((name) => tag(name));
  const { ask, root, KeyId } = await withTags(...all);
  const seen: object[] = [];
  let Marker: string | undefined;
  do {
    const page = await ask(root(), ListResourceTags, { KeyId, Limit: 2, Marker });
    seen.push(...page.Tags!);
    Marker = page.NextMarker;
  } while (Marker);
  assert.deepEqual(seen, all);
  await assert.rejects(ask(root(), ListResourceTags, { KeyId, Marker: 'x' }), {
    code: 'InvalidMarkerException',
  });
  await assert.rejects(ask(root(), ListResourceTags, { KeyId, Limit: 51 }), {
    code: 'ValidationException',
  });
});
