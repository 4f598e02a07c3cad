import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { ACCOUNT, house } from '../../../test/house.ts';
import { samlMetadata } from '../../../test/saml-metadata.ts';
import {
  CreateSAMLProvider,
  DeleteSAMLProvider,
  GetSAMLProvider,
  ListSAMLProviders,
  UpdateSAMLProvider,
} from '../../generated/iam.ts';
import { DAY } from '../../base/clock.ts';
import { readSamlMetadata } from './saml-metadata.ts';

const SAMLMetadataDocument = samlMetadata();
const SAMLProviderArn = `arn:aws:iam::${ACCOUNT}:saml-provider/idp`;
const pem = (bits = 2048) =>
  generateKeyPairSync('rsa', {
    modulusLength: bits,
    publicKeyEncoding: { format: 'pem', type: 'spki' },
    privateKeyEncoding: { format: 'pem', type: 'pkcs8' },
  }).privateKey;

test('a provider is what its metadata says, and its keys are never told', async (t) => {
  const h = await house();
  t.after(() => h.close());
  const root = h.root();
  const AddPrivateKey = pem();
  const made = await h.ask(root, CreateSAMLProvider, {
    Name: 'idp',
    SAMLMetadataDocument,
    AssertionEncryptionMode: 'Required',
    AddPrivateKey,
  });
  assert.equal(made.SAMLProviderArn, SAMLProviderArn);
  await assert.rejects(h.ask(root, CreateSAMLProvider, { Name: 'IDP', SAMLMetadataDocument }), {
    code: 'EntityAlreadyExists',
  });
  const get = () => h.ask(root, GetSAMLProvider, { SAMLProviderArn });
  const shown = await get();
  assert.equal(shown.SAMLMetadataDocument, SAMLMetadataDocument);
  assert.match(shown.SAMLProviderUUID!, /^[A-Z0-9]{22}$/);
  assert.equal(shown.ValidUntil, h.clock.now() + 36_525 * DAY);
  assert.equal(shown.AssertionEncryptionMode, 'Required');
  const [first] = shown.PrivateKeyList!;
  const update = (input: object) => h.ask(root, UpdateSAMLProvider, { SAMLProviderArn, ...input });
  await assert.rejects(update({ RemovePrivateKey: first!.KeyId! }), { code: 'InvalidInput' });
  await update({ AddPrivateKey: pem() });
  await assert.rejects(update({ AddPrivateKey: pem() }), {
    code: 'LimitExceeded',
    message: 'Cannot exceed quota for PrivateKeysPerSAMLProvider: 2',
  });
  await update({ AddPrivateKey: pem(), RemovePrivateKey: first!.KeyId! });
  await assert.rejects(update({ RemovePrivateKey: first!.KeyId! }), { code: 'NoSuchEntity' });
  assert.equal((await get()).PrivateKeyList!.length, 2);
  const { SAMLProviderList } = await h.ask(root, ListSAMLProviders, {});
  assert.deepEqual(
    SAMLProviderList!.map(({ Arn }) => Arn),
    [SAMLProviderArn],
  );
  assert.ok(!JSON.stringify(await h.events()).includes(AddPrivateKey.split('\n')[1]!));
  await h.ask(root, DeleteSAMLProvider, { SAMLProviderArn });
  await assert.rejects(get(), { message: `Manifest not found for arn ${SAMLProviderArn}` });
});

test('metadata that is none, or would be more than data, is refused', async (t) => {
  const h = await house();
  t.after(() => h.close());
  const make = (document: string) =>
    h.ask(h.root(), CreateSAMLProvider, { Name: 'idp', SAMLMetadataDocument: document });
  const bad = [
    'x'.repeat(1000),
    samlMetadata({ doctype: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' }),
    SAMLMetadataDocument.replace('IDPSSODescriptor ', 'SPSSODescriptor ').replace(
      '/md:IDPSSODescriptor',
      '/md:SPSSODescriptor',
    ),
    SAMLMetadataDocument.replace('MII', '???'),
    SAMLMetadataDocument.replace('entityID', 'entity'),
    samlMetadata({ attributes: 'validUntil="tomorrow"' }),
  ];
  for (const document of bad)
    await assert.rejects(make(document), {
      code: 'InvalidInput',
      message: 'Could not parse metadata',
    });
  await assert.rejects(
    h.ask(h.root(), CreateSAMLProvider, {
      Name: 'idp',
      SAMLMetadataDocument,
      AddPrivateKey: 'no key',
    }),
    { code: 'InvalidInput' },
  );
});

test('metadata tells who signs, and until when it is believed', () => {
  const read = readSamlMetadata(samlMetadata({ attributes: 'validUntil="2030-01-01T00:00:00Z"' }));
  assert.equal(read!.entityId, 'https://idp.example.com/metadata');
  assert.equal(read!.certificates.length, 1);
  assert.equal(read!.validUntil, Date.UTC(2030, 0, 1));
});
