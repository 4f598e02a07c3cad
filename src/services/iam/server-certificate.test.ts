import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, house } from '../../../test/house.ts';
import { CA, CERT, KEY } from '../../../test/own-ca.ts';
import {
  DeleteServerCertificate,
  GetServerCertificate,
  ListServerCertificates,
  UpdateServerCertificate,
  UploadServerCertificate,
} from '../../generated/iam.ts';

const ServerCertificateName = 'site';
const sent = { ServerCertificateName, CertificateBody: CERT, PrivateKey: KEY };

test('a certificate is kept with its chain, renamed, and its key is never shown', async (t) => {
  const h = await house();
  t.after(() => h.close());
  const root = h.root();
  const made = await h.ask(root, UploadServerCertificate, {
    ...sent,
    CertificateChain: CA,
    Path: '/cloudfront/',
    Tags: [{ Key: 'a', Value: '1' }],
  });
  const metadata = made.ServerCertificateMetadata!;
  assert.match(metadata.ServerCertificateId, /^ASCA[A-Z2-7]{17}$/);
  assert.equal(metadata.Arn, `arn:aws:iam::${ACCOUNT}:server-certificate/cloudfront/site`);
  assert.equal(metadata.Expiration, Date.UTC(2126, 9, 31, 14, 2, 21));
  await assert.rejects(h.ask(root, UploadServerCertificate, sent), {
    code: 'EntityAlreadyExists',
    message: 'The Server Certificate with name site already exists.',
  });
  await h.ask(root, UpdateServerCertificate, {
    ServerCertificateName,
    NewServerCertificateName: 'www',
    NewPath: '/',
  });
  const name = { ServerCertificateName: 'WWW' };
  const { ServerCertificate } = await h.ask(root, GetServerCertificate, name);
  assert.equal(ServerCertificate.CertificateBody, CERT);
  assert.equal(ServerCertificate.CertificateChain, CA);
  assert.ok(!JSON.stringify(ServerCertificate).includes(KEY.split('\n')[1]!));
  const { ServerCertificateMetadataList: list } = await h.ask(root, ListServerCertificates, {});
  assert.deepEqual(
    list.map((one) => one.ServerCertificateName),
    ['www'],
  );
  assert.ok(!JSON.stringify(await h.events()).includes(KEY.split('\n')[1]!));
  await h.ask(root, DeleteServerCertificate, name);
  await assert.rejects(h.ask(root, DeleteServerCertificate, name), {
    code: 'NoSuchEntity',
    message: 'The Server Certificate with name WWW cannot be found.',
  });
});

test('what does not belong together is refused', async (t) => {
  const h = await house();
  t.after(() => h.close());
  const upload = (more: object) => h.ask(h.root(), UploadServerCertificate, { ...sent, ...more });
  await assert.rejects(upload({ CertificateBody: 'x' }), {
    code: 'MalformedCertificate',
    message: 'Unable to parse certificate. Please ensure the certificate is in PEM format.',
  });
  await assert.rejects(upload({ PrivateKey: 'x' }), { code: 'MalformedCertificate' });
  await assert.rejects(upload({ CertificateBody: CA }), { code: 'KeyPairMismatch' });
  await assert.rejects(upload({ CertificateChain: `${CA}${CERT}` }), /certificate is: 1$/);
  await assert.rejects(upload({ CertificateChain: CERT }), /certificate is: 0$/);
  await assert.rejects(upload({ CertificateChain: `${CA}hello` }), {
    code: 'MalformedCertificate',
  });
});
