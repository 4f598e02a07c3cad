import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stepAt, totp } from '../../crypto/totp.ts';
import { ACCOUNT, house, OTHER_ACCOUNT, type TestHouse } from '../../../test/house.ts';
import {
  CreateRole,
  CreateUser,
  DeactivateMFADevice,
  DeleteUser,
  DeleteVirtualMFADevice,
  EnableMFADevice,
  GetAccountSummary,
  GetMFADevice,
  ListMFADevices,
  ListMFADeviceTags,
  ListVirtualMFADevices,
  ResyncMFADevice,
  TagMFADevice,
} from '../../generated/iam.ts';
import { AssumeRole, GetSessionToken } from '../../generated/sts.ts';
import {
  forgetToken,
  type Handed,
  handedDevices,
  importTokens,
  registerSecurityKey,
} from './operator-devices.ts';

const SERIAL = 'GAHT12345678';
const SEED = new Uint8Array(32).map((_, at) => at + 1);
const HALF_MINUTE = 30_000;

const beside = (h: TestHouse) => ({
  store: h.store,
  keyring: h.keyring,
  random: h.random,
  now: h.clock.now(),
});

async function written<T extends Handed>(h: TestHouse, handed: Promise<T>): Promise<T> {
  const act = await handed;
  await h.store.commit(act.changes);
  return act;
}

const bring = (h: TestHouse, account = ACCOUNT) =>
  written(h, importTokens(beside(h), { account, tokens: [{ serial: SERIAL, seed: SEED }] }));

const code = (h: TestHouse, steps = 0) => totp(SEED, stepAt(h.clock.now()) + steps);

const enable = (h: TestHouse, UserName: string, account = ACCOUNT) =>
  h.ask(h.root(account), EnableMFADevice, {
    UserName,
    SerialNumber: SERIAL,
    AuthenticationCode1: code(h, -1),
    AuthenticationCode2: code(h),
  });

test('a token whose seed was handed over is enabled by two codes, and shows codes to STS', async () => {
  const h = await house();
  const ann = await h.user('ann', ['sts:AssumeRole']);
  await assert.rejects(enable(h, 'ann'), { code: 'NoSuchEntity' });
  await bring(h);
  await enable(h, 'ann');
  const { MFADevices } = await h.ask(h.root(), ListMFADevices, { UserName: 'ann' });
  const device = { UserName: 'ann', SerialNumber: SERIAL };
  assert.deepEqual(MFADevices, [{ ...device, EnableDate: h.clock.now() }]);

  await h.ask(h.root(), CreateRole, {
    RoleName: 'guarded',
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: ACCOUNT },
        Action: 'sts:AssumeRole',
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      },
    }),
  });
  const role = { RoleArn: `arn:aws:iam::${ACCOUNT}:role/guarded`, RoleSessionName: 'guest' };
  await assert.rejects(h.ask(ann, AssumeRole, role), { code: 'AccessDenied' });
  h.clock.advance(HALF_MINUTE);
  const factor = { SerialNumber: SERIAL, TokenCode: code(h) };
  await h.ask(ann, AssumeRole, { ...role, ...factor });
  await assert.rejects(h.ask(ann, AssumeRole, { ...role, ...factor }), /invalid MFA one time pass/);
  h.clock.advance(HALF_MINUTE);
  await h.ask(ann, GetSessionToken, { SerialNumber: SERIAL, TokenCode: code(h) });

  h.clock.advance(HALF_MINUTE);
  await h.ask(h.root(), ResyncMFADevice, {
    ...device,
    AuthenticationCode1: code(h, 100),
    AuthenticationCode2: code(h, 101),
  });
});

test('a token goes from one user to the next, and is no virtual device', async () => {
  const h = await house();
  for (const UserName of ['ann', 'bob']) await h.ask(h.root(), CreateUser, { UserName });
  await bring(h);
  const { SummaryMap: before } = await h.ask(h.root(), GetAccountSummary, {});
  assert.deepEqual([before!['MFADevices'], before!['MFADevicesInUse']], [0, 0]);
  await enable(h, 'ann');
  await assert.rejects(enable(h, 'bob'), { code: 'EntityAlreadyExists' });
  const { SummaryMap: after } = await h.ask(h.root(), GetAccountSummary, {});
  assert.deepEqual([after!['MFADevices'], after!['MFADevicesInUse']], [1, 1]);
  const { VirtualMFADevices } = await h.ask(h.root(), ListVirtualMFADevices, {});
  assert.deepEqual(VirtualMFADevices, []);
  const SerialNumber = SERIAL;
  for (const refused of [
    () => h.ask(h.root(), DeleteVirtualMFADevice, { SerialNumber }),
    () => h.ask(h.root(), TagMFADevice, { SerialNumber, Tags: [{ Key: 'a', Value: '1' }] }),
    () => h.ask(h.root(), ListMFADeviceTags, { SerialNumber }),
  ])
    await assert.rejects(refused(), { code: 'NoSuchEntity' });
  await assert.rejects(h.ask(h.root(), DeleteUser, { UserName: 'ann' }), /must delete MFA device/);
  await h.ask(h.root(), DeactivateMFADevice, { UserName: 'ann', SerialNumber });
  // What was shown once is not shown again, by whomever.
  await assert.rejects(enable(h, 'bob'), { code: 'InvalidAuthenticationCode' });
  h.clock.advance(2 * HALF_MINUTE);
  await enable(h, 'bob');
  const [device] = await handedDevices(h.store);
  assert.deepEqual([device!.user, device!.kind, device!.serial], ['bob', 'token', SERIAL]);
});

test('a token is in one account, and is forgotten when nobody has it', async () => {
  const h = await house();
  for (const account of [ACCOUNT, OTHER_ACCOUNT])
    await h.ask(h.root(account), CreateUser, { UserName: 'ann' });
  await bring(h, OTHER_ACCOUNT);
  await assert.rejects(bring(h), {
    code: 'EntityAlreadyExists',
    message: `Devices with these serial numbers are here already: ${SERIAL}. Nothing was imported.`,
  });
  await assert.rejects(enable(h, 'ann'), { code: 'NoSuchEntity' });
  await enable(h, 'ann', OTHER_ACCOUNT);
  await assert.rejects(forgetToken(beside(h), SERIAL), { code: 'DeleteConflict' });
  await h.ask(h.root(OTHER_ACCOUNT), DeactivateMFADevice, {
    UserName: 'ann',
    SerialNumber: SERIAL,
  });
  const { events } = await written(h, forgetToken(beside(h), SERIAL));
  assert.deepEqual(
    events.map(({ name, account }) => [name, account]),
    [['DeleteMFADevice', OTHER_ACCOUNT]],
  );
  await assert.rejects(forgetToken(beside(h), SERIAL), { code: 'NoSuchEntity' });
  assert.deepEqual(await handedDevices(h.store), []);
});

const KEY = {
  id: 'QUJDREVGR0hJSktMTU5PUA',
  algorithm: 'ES256',
  publicKey: 'cHVibGlj',
  relyingParty: 'vault.example.com',
  certifications: { FIDO: 'L1', 'FIPS-140-2': 'L2' },
} as const;

test('a security key is listed, told with its certifications, and gone when it is deactivated', async () => {
  const h = await house();
  const ann = await h.user('ann', ['sts:*']);
  const of = { account: ACCOUNT, userName: 'ann', name: 'blue', credential: KEY };
  const { serial, events } = await written(h, registerSecurityKey(beside(h), of));
  assert.match(serial, /^arn:aws:iam::111111111111:u2f\/user\/ann\/blue-[A-Z2-7]{26}$/);
  assert.equal(events[0]!.name, 'EnableMFADevice');
  const EnableDate = h.clock.now();
  const device = { UserName: 'ann', SerialNumber: serial };
  const { MFADevices } = await h.ask(h.root(), ListMFADevices, { UserName: 'ann' });
  assert.deepEqual(MFADevices, [{ ...device, EnableDate }]);
  assert.deepEqual(await h.ask(h.root(), GetMFADevice, device), {
    ...device,
    EnableDate,
    Certifications: KEY.certifications,
  });
  // It shows no codes, so no API takes it.
  const codes = { AuthenticationCode1: '000000', AuthenticationCode2: '000001' };
  await assert.rejects(h.ask(h.root(), ResyncMFADevice, { ...device, ...codes }), {
    code: 'NoSuchEntity',
  });
  await assert.rejects(
    h.ask(ann, GetSessionToken, { SerialNumber: serial, TokenCode: '000000' }),
    /unable to validate MFA code/,
  );
  await assert.rejects(registerSecurityKey(beside(h), of), { code: 'EntityAlreadyExists' });
  await h.ask(h.root(), DeactivateMFADevice, device);
  assert.deepEqual(await handedDevices(h.store), []);
  await assert.rejects(h.ask(h.root(), EnableMFADevice, { ...device, ...codes }), {
    code: 'NoSuchEntity',
  });
});

test('a user has eight devices at most, of whatever kind, and so has the root user', async () => {
  const h = await house();
  await h.ask(h.root(), CreateUser, { UserName: 'ann' });
  for (const userName of ['ann', undefined]) {
    const register = (at: number) =>
      written(
        h,
        registerSecurityKey(beside(h), {
          account: ACCOUNT,
          userName,
          name: 'key',
          credential: { ...KEY, id: `${KEY.id}${at}` },
        }),
      );
    for (let at = 0; at < 8; at++) await register(at);
    await assert.rejects(register(8), {
      code: 'LimitExceeded',
      message: 'Cannot exceed quota for MFADevicesPerUser: 8',
    });
  }
  const { MFADevices } = await h.ask(h.root(), ListMFADevices, {});
  assert.match(MFADevices[0]!.SerialNumber, /:u2f\/root-account\/key-/);
  const nobody = { account: ACCOUNT, userName: 'bob', name: 'key', credential: KEY };
  await assert.rejects(registerSecurityKey(beside(h), nobody), { code: 'NoSuchEntity' });
});
