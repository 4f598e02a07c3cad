import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, house, OTHER_ACCOUNT, type TestHouse } from '../../../../test/house.ts';
import { DAY } from '../../../base/clock.ts';
import { utf8 } from '../../../base/bytes.ts';
import {
  CreateGrant,
  CreateKey,
  DisableKey,
  Encrypt,
  ListGrants,
  RetireGrant,
  RevokeGrant,
  ScheduleKeyDeletion,
} from '../../../generated/kms.ts';
import type { CreateGrantRequest } from '../../../generated/kms.types.ts';
import { serviceCaller } from '../../../operation/caller.ts';
import { selectAnyGrant } from '../grant-tables.ts';

const DENIED = { code: 'AccessDeniedException' };
const SERVICE = 'secretsmanager.amazonaws.com';

async function scene() {
  const h = await house();
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, {});
  const KeyId = KeyMetadata!.Arn!;
  const grantee = await h.user('grantee', []);
  const grant = (more: Partial<CreateGrantRequest> = {}) =>
    h.ask(h.root(), CreateGrant, {
      KeyId,
      GranteePrincipal: grantee.arn,
      Operations: ['Encrypt'],
      ...more,
    });
  return { h, KeyId, grantee, grant };
}

const count = async (h: TestHouse, KeyId: string): Promise<number> =>
  (await h.ask(h.root(), ListGrants, { KeyId })).Grants!.length;

test('the grant tells who may retire it', async () => {
  const { h, KeyId, grantee, grant } = await scene();
  const retiring = await h.user('retiring', []);
  const stranger = await h.user('stranger', []);
  const foreigner = await h.user('foreigner', ['kms:*'], OTHER_ACCOUNT);
  const delegate = await h.user('delegate', ['kms:RetireGrant']);
  const denied = await h.user('denied', {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: 'kms:RetireGrant', Resource: '*' }],
  });
  const account = `arn:aws:iam::${OTHER_ACCOUNT}:root`;
  const retires = { Operations: ['Encrypt', 'RetireGrant'] } as const;
  const RetiringPrincipal = retiring.arn;
  for (const [who, more, may] of [
    [retiring, { RetiringPrincipal }, true],
    [retiring, {}, false],
    [grantee, {}, false],
    [grantee, { RetiringPrincipal }, false],
    [grantee, retires, true],
    [grantee, { RetiringPrincipal: grantee.arn }, true],
    [stranger, { RetiringPrincipal, ...retires }, false],
    // An IAM policy hands on what the account may, in the account that made the grant and in one that is named.
    [delegate, {}, true],
    [h.root(), {}, true],
    [foreigner, {}, false],
    [foreigner, { RetiringPrincipal: account }, true],
    [denied, { RetiringPrincipal: denied.arn }, false],
  ] as const) {
    const { GrantId } = await grant(more);
    const asked = h.ask(who, RetireGrant, { KeyId, GrantId });
    if (may) await asked;
    else {
      await assert.rejects(asked, DENIED, `${who.arn} ${JSON.stringify(more)}`);
      await h.ask(h.root(), RevokeGrant, { KeyId, GrantId: GrantId! });
    }
    assert.equal(await count(h, KeyId), 0);
  }
  const { GrantId } = await grant({ RetiringServicePrincipal: SERVICE });
  await h.ask(serviceCaller(SERVICE), RetireGrant, { KeyId, GrantId });
  await h.close();
});

test('a token names its grant to who retires it, and gives no right to', async () => {
  const { h, KeyId, grantee, grant } = await scene();
  const one = await grant({ Operations: ['Encrypt', 'RetireGrant'] });
  const other = await grant();
  const { GrantToken } = one;
  const stranger = await h.user('stranger', []);
  await assert.rejects(h.ask(stranger, RetireGrant, { GrantToken }), DENIED);
  await assert.rejects(h.ask(grantee, RetireGrant, { GrantToken }, 'eu-west-1'), {
    code: 'InvalidGrantTokenException',
  });
  for (const wrong of [
    { GrantToken: `${GrantToken!.slice(0, -4)}AAAA` },
    { GrantToken: 'x' },
    { GrantToken, GrantId: other.GrantId },
  ]) {
    await assert.rejects(h.ask(grantee, RetireGrant, wrong), {
      code: 'InvalidGrantTokenException',
    });
  }
  for (const nothing of [{}, { KeyId }, { GrantId: one.GrantId }]) {
    await assert.rejects(h.ask(grantee, RetireGrant, nothing), { code: 'ValidationException' });
  }
  await assert.rejects(h.ask(grantee, RetireGrant, { GrantToken, DryRun: true }), {
    code: 'DryRunOperationException',
  });
  await h.ask(grantee, RetireGrant, { GrantToken, KeyId, GrantId: one.GrantId });
  assert.equal(await count(h, KeyId), 1);
  await assert.rejects(h.ask(grantee, RetireGrant, { GrantToken }), {
    code: 'InvalidGrantTokenException',
  });
  const event = (await h.events()).findLast(
    ({ eventName, errorCode }) => eventName === 'RetireGrant' && !errorCode,
  );
  assert.equal(event.resources[0].ARN, KeyId);
  assert.deepEqual(event.additionalEventData, { grantId: one.GrantId });
  await h.close();
});

test('whoever may revoke a grant ends it at once, and a grant of another key is not found', async () => {
  const { h, KeyId, grantee, grant } = await scene();
  const { GrantId } = await grant();
  const other = (await h.ask(h.root(), CreateKey, {})).KeyMetadata!.Arn!;
  await assert.rejects(h.ask(grantee, RevokeGrant, { KeyId, GrantId: GrantId! }), DENIED);
  const absent = '0'.repeat(64);
  for (const [input, error] of [
    [{ KeyId: other, GrantId: GrantId! }, { code: 'NotFoundException' }],
    [{ KeyId, GrantId: absent }, { code: 'NotFoundException' }],
    [{ KeyId, GrantId: 'x' }, { code: 'InvalidGrantIdException' }],
    [{ KeyId, GrantId: GrantId!, DryRun: true }, { code: 'DryRunOperationException' }],
    [{ KeyId, GrantId: absent, DryRun: true }, { code: 'NotFoundException' }],
  ] as const) {
    await assert.rejects(h.ask(h.root(), RevokeGrant, input), error);
  }
  const Plaintext = utf8('x');
  await h.ask(grantee, Encrypt, { KeyId, Plaintext });
  const reader = await h.user('revokes', ['kms:RevokeGrant']);
  await h.ask(reader, RevokeGrant, { KeyId, GrantId: GrantId! });
  await assert.rejects(h.ask(grantee, Encrypt, { KeyId, Plaintext }), DENIED);
  await assert.rejects(h.ask(h.root(), RevokeGrant, { KeyId, GrantId: GrantId! }), {
    code: 'NotFoundException',
    message: `Grant ID ${GrantId} not found`,
  });
  await h.close();
});

test('grants of a key that is disabled or about to die can be ended, and die with it', async () => {
  const { h, KeyId, grant } = await scene();
  const [one, two] = [await grant(), await grant()];
  await grant();
  await h.ask(h.root(), DisableKey, { KeyId });
  await h.ask(h.root(), RetireGrant, { KeyId, GrantId: one.GrantId });
  await h.ask(h.root(), ScheduleKeyDeletion, { KeyId, PendingWindowInDays: 7 });
  await h.ask(h.root(), RevokeGrant, { KeyId, GrantId: two.GrantId! });
  assert.equal(await count(h, KeyId), 1);
  await assert.rejects(grant(), { code: 'KMSInvalidStateException' });
  h.clock.advance(7 * DAY);
  await h.tick();
  assert.equal(await h.store.one(selectAnyGrant, { key: KeyId }), undefined);
  assert.ok(KeyId.includes(ACCOUNT));
  await h.close();
});
