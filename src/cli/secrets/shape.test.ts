import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare } from './shape.ts';

const json = (value: unknown) => ({ text: JSON.stringify(value) });
const told = (before: unknown, after: unknown, lengths = false) =>
  compare(json(before), json(after), { lengths }).map(
    ({ path, how, kind }) => `${path}: ${kind}, ${how}`,
  );

test('members are compared place by place', () => {
  const before = { host: 'a', port: 1, password: 'x', old: null, nested: { list: [1, 'two'] } };
  const after = { host: 'a', port: '1', password: 'y', new: true, nested: { list: [1, 'three'] } };
  assert.deepEqual(told(before, after), [
    'host: text, same',
    'port: number → text, changed',
    'password: text, changed',
    'old: null, gone',
    'nested.list[0]: number, same',
    'nested.list[1]: text, changed',
    'new: boolean, new',
  ]);
});

test('lengths are told when they are asked for, and values never', () => {
  const [line] = told({ a: 'hunter2' }, { a: 'correct horse' }, true);
  assert.equal(line, 'a: text of 7 → text of 13, changed');
  assert.doesNotMatch(
    JSON.stringify(told({ a: 'hunter2' }, { a: 'correct horse' })),
    /hunter|horse/,
  );
});

test('what is no object is one piece', () => {
  const options = { lengths: false };
  const whole = (how: string, kind: string) => [{ path: '', how, kind }];
  assert.deepEqual(compare({ text: 'a' }, { text: 'a' }, options), whole('same', 'text'));
  assert.deepEqual(
    compare({ text: '[1]' }, { text: '{"a":1}' }, options),
    whole('changed', 'text'),
  );
  assert.deepEqual(
    compare({ bytes: Buffer.from('a') }, { text: 'YQ==' }, options),
    whole('changed', 'binary → text'),
  );
  assert.deepEqual(told({}, { a: {} }), ['a: empty object, new']);
  assert.deepEqual(told({ a: [] }, { a: {} }), ['a: empty list → empty object, changed']);
});
