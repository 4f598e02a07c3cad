import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packedPercent, sessionPolicies, tooLarge } from './session-policies.ts';

test('a session without policies and tags takes no room', () => {
  assert.equal(packedPercent(undefined, {}), 0);
});

test('nine tags of 252 characters take five times the room there is, as measured at AWS', () => {
  const tags = Object.fromEntries(
    Array.from({ length: 9 }, (_, i) => [`T${i + 1}`, 'a'.repeat(250)]),
  );
  assert.equal(packedPercent(undefined, tags), 498);
  assert.equal(
    tooLarge(498, false),
    'Packed size of session tags consumes 498% of allotted space.',
  );
});

test('an ordinary policy of two thousand characters fits', () => {
  const actions = ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret', 'kms:Decrypt'];
  const Statement = Array.from({ length: 7 }, (_, i) => ({
    Sid: `team${i}`,
    Effect: 'Allow',
    Action: actions,
    Resource: `arn:aws:secretsmanager:eu-west-1:111111111111:secret:team-${i}/database-${i * 7919}-??????`,
  }));
  const inline = JSON.stringify({ Version: '2012-10-17', Statement });
  assert(inline.length > 1500, String(inline.length));
  const percent = packedPercent({ inline }, {});
  assert(percent > 10 && percent <= 100, String(percent));
});

test('a session made with no policy where one is needed has one that allows nothing', () => {
  const [only, ...more] = sessionPolicies({}, []);
  assert.equal(more.length, 0);
  assert.match(only!.document.text, /"NotAction":"\*"/);
});
