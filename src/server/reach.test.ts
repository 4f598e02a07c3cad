import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OutboundError } from '../operation/outbound.ts';
import { parseAllowances } from './outbound-addresses.ts';
import { createReach } from './reach.ts';

const refused = (reason: string) => (error: unknown) =>
  error instanceof OutboundError && error.reason === reason;

const names = async (host: string) => {
  if (host === 'unknown.test') throw new Error('ENOTFOUND');
  return [{ address: host === 'db.test' ? '10.1.2.3' : '203.0.113.5' }];
};

test('databases may be anywhere unless the operator says where', async () => {
  const { locate } = createReach({ allow: undefined, ca: [] });
  assert.deepEqual(await locate('10.0.0.1', 5432), { address: '10.0.0.1', port: 5432 });
  assert.deepEqual(await locate('db.test.', 5432), { address: 'db.test', port: 5432 });
});

test('an operator who names databases has no other reached, the Internet included', async () => {
  const allow = parseAllowances('10.1.0.0/16,named.test,far.test=192.0.2.7:6000');
  const { locate } = createReach({ allow, ca: [], resolve: names });
  // The address that was judged is the one that is asked.
  assert.deepEqual(await locate('DB.test', 5432), { address: '10.1.2.3', port: 5432 });
  assert.deepEqual(await locate('named.test', 1), { address: '203.0.113.5', port: 1 });
  assert.deepEqual(await locate('far.test', 1), { address: '192.0.2.7', port: 6000 });
  for (const host of ['other.test', '8.8.8.8', '127.0.0.1', '10.2.0.1'])
    await assert.rejects(locate(host, 5432), refused('forbidden'));
  await assert.rejects(locate('unknown.test', 5432), refused('unreachable'));
});
