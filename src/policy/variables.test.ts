import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stopwatch } from '../base/clock.ts';
import { contextFrom } from './context.ts';
import { parseTemplate, resolveText } from './variables.ts';

const context = contextFrom([
  ['aws:username', 'alice'],
  ['aws:PrincipalTag/a b', 'tagged'],
  ['aws:TagKeys', ['one']],
]);
const told = (text: string) =>
  resolveText(parseTemplate(text, { variables: true, wildcards: false }), context);

test('what stands in a template', () => {
  assert.equal(told('x/${aws:username}/y'), 'x/alice/y');
  assert.equal(told('${ aws:UserName }'), 'alice');
  assert.equal(told('${aws:PrincipalTag/a b}'), 'tagged');
  assert.equal(told("${aws:nothing, 'a}, b'}!"), 'a}, b!');
  assert.equal(told("${aws:nothing , '' }!"), '!');
  assert.equal(told('${aws:nothing}'), undefined);
  assert.equal(told('${aws:TagKeys}'), undefined);
  assert.equal(told("${aws:TagKeys, 'many'}"), 'many');
  assert.equal(told('${*}${?}${$}{x}'), '*?${x}');
});

test('what is no proper variable is text', () => {
  for (const text of [
    '${',
    '${}',
    '${unclosed',
    '${a:b, unquoted}',
    "${a:b, 'open}",
    '$aws:username',
    '$${x',
  ]) {
    assert.equal(told(text), text);
  }
});

test('a text full of openings is read in a moment', () => {
  const elapsed = stopwatch();
  told('${'.repeat(60_000));
  assert.ok(elapsed() < 1000);
});
