import assert from 'node:assert/strict';
import { BASE32 } from '../../src/base/random.ts';
import { stepAt, totp } from '../../src/crypto/totp.ts';
import { type Client, refused, type Told } from './client.ts';

type Ask = (operation: string, input?: object) => Promise<Told>;

/** IAM's operations about what somebody shows to be let in. */
export async function iamCredentialsJourney(client: Client): Promise<void> {
  const iam: Ask = (operation, input = {}) => client.ask('iam', operation, input);
  await iam('CreateUser', { UserName: 'cid' });
  await secondFactors(client, iam);
  await passwords(iam);
  await iam('DeleteUser', { UserName: 'cid' });
}

async function secondFactors(client: Client, iam: Ask): Promise<void> {
  const UserName = 'cid';
  const made = await iam('CreateVirtualMFADevice', {
    VirtualMFADeviceName: 'phone',
    Tags: [{ Key: 'a', Value: '1' }],
  });
  const { SerialNumber, Base32StringSeed, QRCodePNG } = made.VirtualMFADevice;
  assert.equal(QRCodePNG.subarray(1, 4).toString('latin1'), 'PNG');
  const bits = [...Base32StringSeed.toString('latin1')]
    .map((digit) => BASE32.indexOf(digit).toString(2).padStart(5, '0'))
    .join('');
  const seed = Uint8Array.from(bits.match(/.{8}/g)!, (byte) => Number.parseInt(byte, 2));
  const codes = (steps: number) => ({
    AuthenticationCode1: totp(seed, stepAt(Date.now()) + steps),
    AuthenticationCode2: totp(seed, stepAt(Date.now()) + steps + 1),
  });
  await refused(
    iam('EnableMFADevice', { UserName, SerialNumber, ...codes(-100) }),
    'InvalidAuthenticationCode',
    'Authentication code for device is not valid.',
    403,
  );
  await iam('EnableMFADevice', { UserName, SerialNumber, ...codes(-3) });
  await iam('ResyncMFADevice', { UserName, SerialNumber, ...codes(0) });
  assert.equal((await iam('GetMFADevice', { UserName, SerialNumber })).UserName, UserName);
  const { MFADevices } = await iam('ListMFADevices', { UserName });
  assert.equal(MFADevices[0].SerialNumber, SerialNumber);
  const all = await client.pages('iam', 'ListVirtualMFADevices', { AssignmentStatus: 'Assigned' });
  assert.equal(all.flatMap((page) => page.VirtualMFADevices)[0].User.UserName, UserName);
  await iam('TagMFADevice', { SerialNumber, Tags: [{ Key: 'b', Value: '2' }] });
  await iam('UntagMFADevice', { SerialNumber, TagKeys: ['a'] });
  const { Tags } = await iam('ListMFADeviceTags', { SerialNumber });
  assert.deepEqual(Tags, [{ Key: 'b', Value: '2' }]);
  await refused(
    iam('DeleteUser', { UserName }),
    'DeleteConflict',
    'Cannot delete entity, must delete MFA device first.',
    409,
  );
  await iam('DeactivateMFADevice', { UserName, SerialNumber });
  await iam('DeleteVirtualMFADevice', { SerialNumber });
}

async function passwords(iam: Ask): Promise<void> {
  const UserName = 'cid';
  const Password = 'Correct-horse-1';
  await refused(
    iam('GetAccountPasswordPolicy'),
    'NoSuchEntity',
    /The Password Policy with domain name \d{12} cannot be found\./,
    404,
  );
  await iam('UpdateAccountPasswordPolicy', { MinimumPasswordLength: 14, RequireSymbols: true });
  const { PasswordPolicy } = await iam('GetAccountPasswordPolicy');
  assert.equal(PasswordPolicy.MinimumPasswordLength, 14);
  assert.equal(PasswordPolicy.ExpirePasswords, false);
  await refused(
    iam('CreateLoginProfile', { UserName, Password: 'short' }),
    'PasswordPolicyViolation',
    /minimum length of 14/,
  );
  await iam('DeleteAccountPasswordPolicy');
  const made = await iam('CreateLoginProfile', { UserName, Password });
  assert.equal(made.LoginProfile.PasswordResetRequired, false);
  await iam('UpdateLoginProfile', { UserName, PasswordResetRequired: true });
  const { LoginProfile } = await iam('GetLoginProfile', { UserName });
  assert.equal(LoginProfile.PasswordResetRequired, true);
  // Whoever asks has no password himself: only his own can be changed.
  await refused(
    iam('ChangePassword', { OldPassword: Password, NewPassword: `${Password}!` }),
    'NoSuchEntity',
    /Login Profile/,
    404,
  );
  await iam('DeleteLoginProfile', { UserName });
}
