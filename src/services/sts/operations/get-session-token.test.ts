import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR } from '../../../base/clock.ts';
import { GetFederationToken, GetSessionToken } from '../../../generated/sts.ts';
import type { Credentials } from '../../../generated/sts.types.ts';
import { ACCOUNT, house, START, type TestHouse } from '../../../../test/house.ts';

const as = (h: TestHouse, { AccessKeyId, SessionToken }: Credentials) =>
  h.callerOf(AccessKeyId, SessionToken);

test('a user exchanges his keys for temporary ones and stays who he is', async () => {
  const h = await house();
  const alice = await h.user('alice', []);
  const { Credentials } = await h.ask(alice, GetSessionToken, {});
  assert.equal(Credentials!.Expiration, START + 12 * HOUR);
  const session = await as(h, Credentials!);
  assert.equal(session.kind, 'user');
  assert.equal(session.arn, alice.arn);
  assert.equal(session.userId, alice.userId);
  assert.equal(session.userName, 'alice');
  assert.equal(session.session?.mfaAt, undefined);
  assert.equal(session.session?.policies, undefined);
  await h.close();
});

test("the root user's temporary credentials last an hour, whatever he asks for", async () => {
  const h = await house();
  for (const [DurationSeconds, lives] of [
    [undefined, HOUR],
    [900, HOUR / 4],
    [7200, HOUR],
  ] as const) {
    const { Credentials } = await h.ask(h.root(), GetSessionToken, { DurationSeconds });
    assert.equal(Credentials!.Expiration, START + lives);
  }
  await h.close();
});

test('temporary credentials make no more temporary credentials of the same kind', async () => {
  const h = await house();
  const alice = await h.user('alice', ['sts:*']);
  const session = await as(h, (await h.ask(alice, GetSessionToken, {})).Credentials!);
  await assert.rejects(h.ask(session, GetSessionToken, {}), {
    code: 'AccessDenied',
    message: 'Cannot call GetSessionToken with session credentials',
  });
  await assert.rejects(h.ask(session, GetFederationToken, { Name: 'bob' }), {
    code: 'AccessDenied',
    message: 'Cannot call GetFederationToken with session credentials',
  });
  await h.close();
});

test('a second factor that nobody knows is refused', async () => {
  const h = await house();
  const alice = await h.user('alice', []);
  const SerialNumber = `arn:aws:iam::${ACCOUNT}:mfa/alice`;
  await assert.rejects(h.ask(alice, GetSessionToken, { SerialNumber, TokenCode: '123456' }), {
    code: 'AccessDenied',
    message: /unable to validate MFA code\. {2}Please verify/,
  });
  await assert.rejects(h.ask(alice, GetSessionToken, { TokenCode: '123456' }), {
    code: 'AccessDenied',
    message: /must provide both MFA serial number and one time pass code\.$/,
  });
  await h.close();
});
