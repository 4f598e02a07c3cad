import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addresses, isPublic, parseAllowances } from './outbound-addresses.ts';

test('only addresses of the Internet are public, however they are written', () => {
  for (const address of ['8.8.8.8', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])
    assert.equal(isPublic(address), true, address);
  for (const address of [
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '224.0.0.1',
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    'fd00:ec2::254',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '0:0:0:0:0:ffff:a00:1',
    '64:ff9b::10.0.0.1',
    '2002:7f00:1::',
    '2001:db8::1',
    'nothing',
  ])
    assert.equal(isPublic(address), false, address);
});

test('the operator allows hosts, addresses and networks, and says where a host is', () => {
  const rules = addresses(
    parseAllowances('proxy.internal, 10.1.0.0/16,::1,192.168.1.5,other.internal=10.9.9.9:8443'),
  );
  assert.equal(rules.allows('proxy.internal', '127.0.0.1'), true);
  assert.equal(rules.allows('evil.example', '127.0.0.1'), false);
  assert.equal(rules.allows('any.example', '10.1.255.1'), true);
  assert.equal(rules.allows('any.example', '::ffff:10.1.0.1'), true);
  assert.equal(rules.allows('any.example', '10.2.0.1'), false);
  assert.equal(rules.allows('any.example', '::1'), true);
  assert.equal(rules.allows('any.example', '192.168.1.5'), true);
  assert.equal(rules.allows('other.internal', '10.9.9.9'), true);
  assert.equal(rules.allows('other.internal', '10.9.9.8'), false);
  assert.equal(rules.allows('any.example', '10.9.9.9'), false);
  assert.equal(rules.placeOf('other.internal')?.port, 8443);
  assert.equal(rules.allows('any.example', '8.8.8.8'), true);
});

test('an allowance that is not understood ends the start', () => {
  for (const entry of ['10.0.0.0/33', 'https://host', 'a b', 'host:443', 'h=1.2.3:4', 'h=10.0.0.1'])
    assert.throws(() => parseAllowances(entry), { exitCode: 2 }, entry);
  assert.deepEqual(parseAllowances(undefined), []);
  assert.deepEqual(parseAllowances(''), []);
});
