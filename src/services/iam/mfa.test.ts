import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { text } from '../../base/bytes.ts';
import { BASE32 } from '../../base/random.ts';
import { stepAt, totp } from '../../crypto/totp.ts';
import { ACCOUNT, house, type TestHouse } from '../../../test/house.ts';
import {
  CreateAccessKey,
  CreateRole,
  CreateUser,
  CreateVirtualMFADevice,
  DeactivateMFADevice,
  DeleteUser,
  DeleteVirtualMFADevice,
  EnableMFADevice,
  GetMFADevice,
  GetUser,
  ListMFADevices,
  ListMFADeviceTags,
  ListUsers,
  ListVirtualMFADevices,
  ResyncMFADevice,
  TagMFADevice,
} from '../../generated/iam.ts';
import {
  AssumeRole,
  GetAccessKeyInfo,
  GetFederationToken,
  GetSessionToken,
} from '../../generated/sts.ts';
import type { Caller } from '../../operation/caller.ts';

/** What an authenticator does with the text that it is given. */
function fromBase32(digits: string): Uint8Array {
  const bits = [...digits]
    .map((digit) => BASE32.indexOf(digit).toString(2).padStart(5, '0'))
    .join('');
  return Uint8Array.from(bits.match(/.{8}/g)!, (byte) => Number.parseInt(byte, 2));
}

interface Authenticator {
  readonly SerialNumber: string;
  /** The code that it shows, so many steps from now. */
  readonly code: (steps?: number) => string;
}

async function device(h: TestHouse, name: string, ask = h.root()): Promise<Authenticator> {
  const made = await h.ask(ask, CreateVirtualMFADevice, { VirtualMFADeviceName: name });
  const { SerialNumber, Base32StringSeed } = made.VirtualMFADevice;
  const seed = fromBase32(text(Base32StringSeed!));
  return { SerialNumber, code: (steps = 0) => totp(seed, stepAt(h.clock.now()) + steps) };
}

const enable = (h: TestHouse, UserName: string, phone: Authenticator, caller = h.root()) =>
  h.ask(caller, EnableMFADevice, {
    UserName,
    SerialNumber: phone.SerialNumber,
    AuthenticationCode1: phone.code(-1),
    AuthenticationCode2: phone.code(),
  });

async function closing(t: TestContext): Promise<TestHouse> {
  const h = await house();
  t.after(() => h.close());
  return h;
}

const HALF_MINUTE = 30_000;

test('a virtual device is made with a seed and its picture, and nothing of either is on the trail', async (t) => {
  const h = await closing(t);
  const { VirtualMFADevice: made } = await h.ask(h.root(), CreateVirtualMFADevice, {
    VirtualMFADeviceName: 'phone',
    Path: '/team/',
    Tags: [{ Key: 'a', Value: '1' }],
  });
  assert.equal(made.SerialNumber, `arn:aws:iam::${ACCOUNT}:mfa/team/phone`);
  const seed = text(made.Base32StringSeed!);
  assert.match(seed, /^[A-Z2-7]{64}$/);
  assert.deepEqual(
    [...made.QRCodePNG!.subarray(1, 4)].map((c) => String.fromCharCode(c)).join(''),
    'PNG',
  );
  const trail = JSON.stringify(await h.events());
  assert.ok(trail.includes('CreateVirtualMFADevice'));
  assert.ok(!trail.includes(seed) && !trail.includes(Buffer.from(seed).toString('base64')));
  await assert.rejects(
    h.ask(h.root(), CreateVirtualMFADevice, { VirtualMFADeviceName: 'phone', Path: '/team/' }),
    { code: 'EntityAlreadyExists' },
  );
  const { SerialNumber } = made;
  await h.ask(h.root(), TagMFADevice, { SerialNumber, Tags: [{ Key: 'b', Value: '2' }] });
  const { Tags } = await h.ask(h.root(), ListMFADeviceTags, { SerialNumber });
  assert.equal(Tags.length, 2);
});

test('two codes that follow one another make a device its user’s, and one of them twice does not', async (t) => {
  const h = await closing(t);
  await h.user('ann', []);
  const phone = await device(h, 'phone');
  const { SerialNumber } = phone;
  const wrong = {
    code: 'InvalidAuthenticationCode',
    message: 'Authentication code for device is not valid.',
  };
  const asked = { UserName: 'ann', SerialNumber };
  const shown = (one: string, two: string) =>
    h.ask(h.root(), EnableMFADevice, {
      ...asked,
      AuthenticationCode1: one,
      AuthenticationCode2: two,
    });
  await assert.rejects(shown(phone.code(), phone.code()), wrong);
  await assert.rejects(shown(phone.code(), phone.code(-1)), wrong);
  await enable(h, 'ann', phone);
  await assert.rejects(enable(h, 'ann', phone), { code: 'EntityAlreadyExists' });
  const { MFADevices } = await h.ask(h.root(), ListMFADevices, { UserName: 'ann' });
  assert.deepEqual(MFADevices, [{ UserName: 'ann', SerialNumber, EnableDate: h.clock.now() }]);
  assert.equal((await h.ask(h.root(), GetMFADevice, asked)).UserName, 'ann');
  const { VirtualMFADevices } = await h.ask(h.root(), ListVirtualMFADevices, {
    AssignmentStatus: 'Assigned',
  });
  assert.equal(VirtualMFADevices[0]!.User!.UserName, 'ann');
  assert.equal('Base32StringSeed' in VirtualMFADevices[0]!, false);
  const none = await h.ask(h.root(), ListVirtualMFADevices, { AssignmentStatus: 'Unassigned' });
  assert.deepEqual(none.VirtualMFADevices, []);
});

test('a device that is in use goes nowhere, and neither does its user', async (t) => {
  const h = await closing(t);
  await h.ask(h.root(), CreateUser, { UserName: 'ann' });
  const phone = await device(h, 'phone');
  const { SerialNumber } = phone;
  await enable(h, 'ann', phone);
  await assert.rejects(h.ask(h.root(), DeleteVirtualMFADevice, { SerialNumber }), {
    code: 'DeleteConflict',
    message: 'MFA VirtualDevice in use. Must deactivate first.',
  });
  await assert.rejects(h.ask(h.root(), DeleteUser, { UserName: 'ann' }), {
    code: 'DeleteConflict',
    message: 'Cannot delete entity, must delete MFA device first.',
  });
  await h.ask(h.root(), DeactivateMFADevice, { UserName: 'ann', SerialNumber });
  await assert.rejects(h.ask(h.root(), DeactivateMFADevice, { UserName: 'ann', SerialNumber }), {
    code: 'NoSuchEntity',
  });
  await h.ask(h.root(), DeleteUser, { UserName: 'ann' });
  await h.ask(h.root(), DeleteVirtualMFADevice, { SerialNumber });
});

test('a clock that went astray is found again by two codes', async (t) => {
  const h = await closing(t);
  await h.user('ann', []);
  const phone = await device(h, 'phone');
  await enable(h, 'ann', phone);
  const { SerialNumber } = phone;
  const ann = await h.ask(h.root(), GetUser, { UserName: 'ann' });
  assert.ok(ann.User);
  const codes = { AuthenticationCode1: phone.code(200), AuthenticationCode2: phone.code(201) };
  await h.ask(h.root(), ResyncMFADevice, { UserName: 'ann', SerialNumber, ...codes });
  h.clock.advance(HALF_MINUTE);
  const factor = { SerialNumber, TokenCode: phone.code(201) };
  const key = await h.ask(h.root(), CreateAccessKey, {
    UserName: 'ann',
  });
  await h.ask(await h.callerOf(key.AccessKey.AccessKeyId), GetSessionToken, factor);
});

const trusting = (condition: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: ACCOUNT },
      Action: 'sts:AssumeRole',
      Condition: condition,
    },
  });
const RoleArn = `arn:aws:iam::${ACCOUNT}:role/break-glass`;
const RoleSessionName = 'glass';
const WRONG = {
  code: 'AccessDenied',
  message: 'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
};

async function breakGlass(
  h: TestHouse,
): Promise<{ readonly ann: Caller; readonly phone: Authenticator }> {
  await h.ask(h.root(), CreateRole, {
    RoleName: 'break-glass',
    AssumeRolePolicyDocument: trusting({
      Bool: { 'aws:MultiFactorAuthPresent': 'true' },
      NumericLessThan: { 'aws:MultiFactorAuthAge': '300' },
    }),
  });
  const ann = await h.user('ann', ['sts:AssumeRole', 'iam:ListUsers', 'secretsmanager:*']);
  const phone = await device(h, 'phone');
  await enable(h, 'ann', phone);
  h.clock.advance(HALF_MINUTE);
  return { ann, phone };
}

test('a role that asks for a second factor is assumed with a code, once', async (t) => {
  const h = await closing(t);
  const { ann, phone } = await breakGlass(h);
  const { SerialNumber } = phone;
  const asked = { RoleArn, RoleSessionName };
  await assert.rejects(h.ask(ann, AssumeRole, asked), { code: 'AccessDenied' });
  const factor = { SerialNumber, TokenCode: phone.code() };
  await h.ask(ann, AssumeRole, { ...asked, ...factor });
  await assert.rejects(h.ask(ann, AssumeRole, { ...asked, ...factor }), WRONG);
  h.clock.advance(HALF_MINUTE);
  // Of two who show the same code at the same moment one gets in.
  const twice = { ...asked, SerialNumber, TokenCode: phone.code() };
  const both = await Promise.allSettled([1, 2].map(() => h.ask(ann, AssumeRole, twice)));
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  // Somebody else's device is as good as none, and so is half of a factor.
  const bob = await h.user('bob', ['sts:AssumeRole']);
  await assert.rejects(
    h.ask(bob, AssumeRole, { ...asked, SerialNumber, TokenCode: phone.code(1) }),
    /unable to validate MFA code/,
  );
  await assert.rejects(h.ask(ann, AssumeRole, { ...asked, SerialNumber }), /must provide both/);
});

test('who tries codes is made to wait, even for the right one', async (t) => {
  const h = await closing(t);
  const { ann, phone } = await breakGlass(h);
  const asked = { RoleArn, RoleSessionName, SerialNumber: phone.SerialNumber };
  const wrong = phone.code() === '000000' ? '000001' : '000000';
  for (let i = 0; i < 5; i++)
    await assert.rejects(h.ask(ann, AssumeRole, { ...asked, TokenCode: wrong }), WRONG);
  await assert.rejects(h.ask(ann, AssumeRole, { ...asked, TokenCode: phone.code() }), WRONG);
  h.clock.advance(HALF_MINUTE);
  await h.ask(ann, AssumeRole, { ...asked, TokenCode: phone.code() });
});

test('a session remembers when its factor was shown, and only with one does it reach IAM', async (t) => {
  const h = await closing(t);
  const { ann, phone } = await breakGlass(h);
  const session = async (input: object) => {
    const { Credentials } = await h.ask(ann, GetSessionToken, input);
    return h.callerOf(Credentials!.AccessKeyId, Credentials!.SessionToken);
  };
  const plain = await session({});
  const asked = { RoleArn, RoleSessionName };
  await assert.rejects(h.ask(plain, AssumeRole, asked), { code: 'AccessDenied' });
  const invalid = {
    code: 'InvalidClientTokenId',
    message: 'The security token included in the request is invalid',
    status: 403,
  };
  await assert.rejects(h.ask(plain, ListUsers, {}), invalid);
  const factored = await session({ SerialNumber: phone.SerialNumber, TokenCode: phone.code() });
  await h.ask(factored, ListUsers, {});
  await assert.rejects(h.ask(factored, GetAccessKeyInfo, { AccessKeyId: ann.accessKeyId! }), {
    code: 'AccessDenied',
    message: 'Cannot call GetAccessKeyInfo with session credentials',
  });
  h.clock.advance(299_000);
  await h.ask(factored, AssumeRole, asked);
  h.clock.advance(1_000);
  await assert.rejects(h.ask(factored, AssumeRole, asked), { code: 'AccessDenied' });
  const federated = await h.ask(h.root(), GetFederationToken, { Name: 'fed' });
  const { AccessKeyId, SessionToken } = federated.Credentials!;
  await assert.rejects(h.ask(await h.callerOf(AccessKeyId, SessionToken), ListUsers, {}), invalid);
});

test('the root user has a device too, by the number of his account', async (t) => {
  const h = await closing(t);
  const phone = await device(h, 'root-account-mfa-device');
  await enable(h, ACCOUNT, phone);
  const { SerialNumber } = phone;
  const { MFADevices } = await h.ask(h.root(), ListMFADevices, {});
  assert.deepEqual(
    MFADevices.map((one) => one.SerialNumber),
    [SerialNumber],
  );
  const { VirtualMFADevices } = await h.ask(h.root(), ListVirtualMFADevices, {});
  assert.equal(VirtualMFADevices[0]!.User!.Arn, `arn:aws:iam::${ACCOUNT}:root`);
  // An administrator is not the root user, whatever name he gives.
  const admin = await h.admin();
  const second = await device(h, 'second');
  await assert.rejects(enable(h, ACCOUNT, second, admin), { code: 'NoSuchEntity' });
  await h.ask(h.root(), DeactivateMFADevice, { SerialNumber });
});
