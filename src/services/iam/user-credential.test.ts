import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { house, START, type TestHouse } from '../../../test/house.ts';
import { CA, CERT } from '../../../test/own-ca.ts';
import { DAY } from '../../base/clock.ts';
import {
  CreateServiceSpecificCredential,
  CreateUser,
  DeleteServiceSpecificCredential,
  DeleteSigningCertificate,
  DeleteSSHPublicKey,
  DeleteUser,
  GetSSHPublicKey,
  ListServiceSpecificCredentials,
  ListSigningCertificates,
  ListSSHPublicKeys,
  ResetServiceSpecificCredential,
  UpdateServiceSpecificCredential,
  UpdateSigningCertificate,
  UpdateSSHPublicKey,
  UploadSigningCertificate,
  UploadSSHPublicKey,
} from '../../generated/iam.ts';

const UserName = 'ann';
const pem = (modulusLength = 2048) =>
  generateKeyPairSync('rsa', {
    modulusLength,
    publicKeyEncoding: { format: 'pem', type: 'spki' },
    privateKeyEncoding: { format: 'pem', type: 'pkcs8' },
  }).publicKey;

async function withAnn(t: TestContext): Promise<TestHouse> {
  const h = await house();
  t.after(() => h.close());
  await h.ask(h.root(), CreateUser, { UserName });
  return h;
}

const conflict = (what: string) => ({
  code: 'DeleteConflict',
  message: `Cannot delete entity, must delete ${what} first.`,
});

test('an SSH key is shown in either form, is nobody’s twice, and keeps its user', async (t) => {
  const h = await withAnn(t);
  const root = h.root();
  const body = pem();
  const upload = (SSHPublicKeyBody: string) =>
    h.ask(root, UploadSSHPublicKey, { UserName, SSHPublicKeyBody });
  const { SSHPublicKey: made } = await upload(body);
  const { SSHPublicKeyId } = made!;
  assert.match(SSHPublicKeyId, /^APKA/);
  assert.match(made!.Fingerprint, /^([0-9a-f]{2}:){15}[0-9a-f]{2}$/);
  const get = (Encoding: 'SSH' | 'PEM') =>
    h.ask(root, GetSSHPublicKey, { UserName, SSHPublicKeyId, Encoding });
  const ssh = (await get('SSH')).SSHPublicKey!.SSHPublicKeyBody;
  assert.match(ssh, /^ssh-rsa AAAA/);
  assert.equal((await get('PEM')).SSHPublicKey!.SSHPublicKeyBody, body.trim());
  await assert.rejects(upload(ssh), { code: 'DuplicateSSHPublicKey' });
  await assert.rejects(upload('ssh-ed25519 AAAA'), { code: 'UnrecognizedPublicKeyEncoding' });
  await assert.rejects(upload(pem(1024)), { code: 'InvalidPublicKey' });
  const set = (Status: 'Inactive' | 'Expired') =>
    h.ask(root, UpdateSSHPublicKey, { UserName, SSHPublicKeyId, Status });
  await set('Inactive');
  await assert.rejects(set('Expired'), { code: 'InvalidInput' });
  const { SSHPublicKeys } = await h.ask(root, ListSSHPublicKeys, { UserName });
  assert.deepEqual(
    SSHPublicKeys!.map(({ Status }) => Status),
    ['Inactive'],
  );
  await assert.rejects(h.ask(root, DeleteUser, { UserName }), conflict('SSH public keys'));
  await h.ask(root, DeleteSSHPublicKey, { UserName, SSHPublicKeyId });
  await assert.rejects(h.ask(root, DeleteSSHPublicKey, { UserName, SSHPublicKeyId }), {
    code: 'NoSuchEntity',
  });
  await h.ask(root, DeleteUser, { UserName });
});

test('a signing certificate is read before it is taken', async (t) => {
  const h = await withAnn(t);
  const root = h.root();
  const upload = (CertificateBody: string) =>
    h.ask(root, UploadSigningCertificate, { UserName, CertificateBody });
  await assert.rejects(upload(CERT), { code: 'InvalidCertificate' });
  h.clock.advance(Date.UTC(2027, 0, 1) - START);
  const { Certificate } = await upload(CERT);
  const { CertificateId } = Certificate;
  await assert.rejects(upload(CERT), {
    code: 'DuplicateCertificate',
    message: `Duplicate certificate exists. ID is ${CertificateId}`,
  });
  await assert.rejects(upload('no certificate'), { code: 'MalformedCertificate' });
  await upload(CA);
  await h.ask(root, UpdateSigningCertificate, { UserName, CertificateId, Status: 'Inactive' });
  const { Certificates } = await h.ask(root, ListSigningCertificates, { UserName });
  assert.deepEqual(Certificates.map(({ Status }) => Status).sort(), ['Active', 'Inactive']);
  await assert.rejects(h.ask(root, DeleteUser, { UserName }), conflict('signing certificates'));
  for (const { CertificateId } of Certificates)
    await h.ask(root, DeleteSigningCertificate, { UserName, CertificateId });
  await h.ask(root, DeleteUser, { UserName });
  // The root user may have them as well.
  await h.ask(root, UploadSigningCertificate, { CertificateBody: CERT });
  assert.equal((await h.ask(root, ListSigningCertificates, {})).Certificates.length, 1);
});

test('a password for one service is told once, twice at most, and can be made anew', async (t) => {
  const h = await withAnn(t);
  const root = h.root();
  const ServiceName = 'codecommit.amazonaws.com';
  const make = async (more: object = {}) =>
    (await h.ask(root, CreateServiceSpecificCredential, { UserName, ServiceName, ...more }))
      .ServiceSpecificCredential!;
  const first = await make();
  assert.equal(first.ServiceUserName, 'ann-at-111111111111');
  assert.match(first.ServicePassword!, /^[A-Za-z0-9]{43}=$/);
  assert.equal((await make()).ServiceUserName, 'ann+1-at-111111111111');
  await assert.rejects(make(), {
    code: 'LimitExceeded',
    message: 'Cannot exceed quota for ServiceSpecificCredentialsPerUser: 2',
  });
  await assert.rejects(make({ CredentialAgeDays: 1 }), { code: 'ValidationError' });
  const { ServiceSpecificCredentialId } = first;
  const one = { UserName, ServiceSpecificCredentialId };
  const reset = await h.ask(root, ResetServiceSpecificCredential, one);
  assert.notEqual(reset.ServiceSpecificCredential!.ServicePassword, first.ServicePassword);
  await h.ask(root, UpdateServiceSpecificCredential, { ...one, Status: 'Inactive' });
  const list = async (input: object) =>
    (await h.ask(root, ListServiceSpecificCredentials, input)).ServiceSpecificCredentials!;
  assert.equal((await list({ UserName })).length, 2);
  assert.deepEqual(await list({ UserName, ServiceName: 'cassandra.amazonaws.com' }), []);
  const key = await make({ ServiceName: 'bedrock.amazonaws.com', CredentialAgeDays: 1 });
  assert.ok(key.ServiceCredentialAlias && key.ServiceCredentialSecret && !key.ServicePassword);
  h.clock.advance(DAY);
  const expired = await list({ AllUsers: true, ServiceName: 'bedrock.amazonaws.com' });
  assert.deepEqual(
    expired.map(({ Status, UserName: name }) => [Status, name]),
    [['Expired', UserName]],
  );
  assert.ok(!JSON.stringify(await h.events()).includes(first.ServicePassword!));
  await assert.rejects(
    h.ask(root, DeleteUser, { UserName }),
    conflict('service specific credentials'),
  );
  await h.ask(root, DeleteServiceSpecificCredential, one);
});
