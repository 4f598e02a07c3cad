import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { BASE32 } from '../../src/base/random.ts';
import { stepAt, totp } from '../../src/crypto/totp.ts';
import { CA, CERT, KEY } from '../own-ca.ts';
import { type Client, refused, type Told } from './client.ts';

type Ask = (operation: string, input?: object) => Promise<Told>;

/** IAM's operations about what somebody shows to be let in. */
export async function iamCredentialsJourney(client: Client): Promise<void> {
  const iam: Ask = (operation, input = {}) => client.ask('iam', operation, input);
  await iam('CreateUser', { UserName: 'cid' });
  await secondFactors(client, iam);
  await passwords(iam);
  await sshKeys(iam);
  await signingCertificates(iam);
  await serviceCredentials(iam);
  await serverCertificates(client, iam);
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

async function sshKeys(iam: Ask): Promise<void> {
  const UserName = 'cid';
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const SSHPublicKeyBody = publicKey.export({ format: 'pem', type: 'spki' });
  const { SSHPublicKey } = await iam('UploadSSHPublicKey', { UserName, SSHPublicKeyBody });
  const { SSHPublicKeyId } = SSHPublicKey;
  const one = { UserName, SSHPublicKeyId };
  const shown = await iam('GetSSHPublicKey', { ...one, Encoding: 'SSH' });
  assert.match(shown.SSHPublicKey.SSHPublicKeyBody, /^ssh-rsa /);
  await iam('UpdateSSHPublicKey', { ...one, Status: 'Inactive' });
  assert.equal((await iam('ListSSHPublicKeys', { UserName })).SSHPublicKeys[0].Status, 'Inactive');
  await refused(
    iam('UploadSSHPublicKey', { UserName, SSHPublicKeyBody: 'hello' }),
    'UnrecognizedPublicKeyEncoding',
    'The public key encoding format is unsupported or unrecognized.',
  );
  await iam('DeleteSSHPublicKey', one);
}

async function signingCertificates(iam: Ask): Promise<void> {
  const UserName = 'cid';
  await refused(
    iam('UploadSigningCertificate', { UserName, CertificateBody: 'hello' }),
    'MalformedCertificate',
    /Unable to parse certificate/,
  );
  const { Certificate } = await iam('UploadSigningCertificate', {
    UserName,
    CertificateBody: CERT,
  });
  const one = { UserName, CertificateId: Certificate.CertificateId };
  await iam('UpdateSigningCertificate', { ...one, Status: 'Inactive' });
  const { Certificates } = await iam('ListSigningCertificates', { UserName });
  assert.deepEqual([Certificates[0].Status, Certificates[0].CertificateBody], ['Inactive', CERT]);
  await iam('DeleteSigningCertificate', one);
}

async function serviceCredentials(iam: Ask): Promise<void> {
  const UserName = 'cid';
  const ServiceName = 'codecommit.amazonaws.com';
  const made = await iam('CreateServiceSpecificCredential', { UserName, ServiceName });
  const { ServiceSpecificCredentialId, ServicePassword } = made.ServiceSpecificCredential;
  const one = { UserName, ServiceSpecificCredentialId };
  const reset = await iam('ResetServiceSpecificCredential', one);
  assert.notEqual(reset.ServiceSpecificCredential.ServicePassword, ServicePassword);
  await iam('UpdateServiceSpecificCredential', { ...one, Status: 'Inactive' });
  const listed = await iam('ListServiceSpecificCredentials', { UserName });
  assert.equal(listed.ServiceSpecificCredentials[0].Status, 'Inactive');
  await refused(
    iam('CreateServiceSpecificCredential', { UserName, ServiceName: 'lambda.amazonaws.com' }),
    'NoSuchEntity',
    'No such service lambda.amazonaws.com is supported for Service Specific Credentials',
    404,
  );
  await iam('DeleteServiceSpecificCredential', one);
}

async function serverCertificates(client: Client, iam: Ask): Promise<void> {
  const one = { ServerCertificateName: 'www' };
  const made = await iam('UploadServerCertificate', {
    ServerCertificateName: 'site',
    CertificateBody: CERT,
    PrivateKey: KEY,
    CertificateChain: CA,
  });
  assert.match(made.ServerCertificateMetadata.ServerCertificateId, /^ASCA/);
  await iam('UpdateServerCertificate', {
    ServerCertificateName: 'site',
    NewServerCertificateName: 'www',
  });
  await iam('TagServerCertificate', { ...one, Tags: [{ Key: 'a', Value: '1' }] });
  assert.equal((await iam('ListServerCertificateTags', one)).Tags.length, 1);
  await iam('UntagServerCertificate', { ...one, TagKeys: ['a'] });
  const { ServerCertificate } = await iam('GetServerCertificate', one);
  assert.equal(ServerCertificate.CertificateChain.trim(), CA.trim());
  const pages = await client.pages('iam', 'ListServerCertificates', {});
  assert.equal(pages.flatMap((page) => page.ServerCertificateMetadataList).length, 1);
  await iam('DeleteServerCertificate', one);
}
