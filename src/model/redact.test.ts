import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CreateLoginProfile, CreateAccessKey } from '../generated/iam.ts';
import { Encrypt } from '../generated/kms.ts';
import { CreateSecret, GetSecretValue, TagResource } from '../generated/secretsmanager.ts';
import { HIDDEN, redact } from './redact.ts';

test('names begin small and values stand as they came', () => {
  assert.deepEqual(redact(GetSecretValue.input, { SecretId: 'a', VersionStage: 'AWSCURRENT' }), {
    secretId: 'a',
    versionStage: 'AWSCURRENT',
  });
  assert.deepEqual(redact(TagResource.input, { SecretId: 'a', Tags: [{ Key: 'k', Value: 'v' }] }), {
    secretId: 'a',
    tags: [{ key: 'k', value: 'v' }],
  });
  assert.deepEqual(redact(GetSecretValue.output, { ARN: 'arn' }), { aRN: 'arn' });
  assert.equal(redact(GetSecretValue.input, undefined), null);
});

test('nothing sensitive and no bytes are shown, however deep they lie', () => {
  const canary = 'canary-7f3a';
  const bytes = Buffer.from(canary);
  const shown = [
    redact(CreateSecret.input, { Name: 'n', SecretString: canary, SecretBinary: bytes }),
    redact(GetSecretValue.output, { ARN: 'a', SecretString: canary, SecretBinary: bytes }),
    redact(Encrypt.input, { KeyId: 'k', Plaintext: bytes, EncryptionContext: { A: 'shown' } }),
    redact(Encrypt.output, { KeyId: 'k', CiphertextBlob: bytes }),
    redact(CreateLoginProfile.input, { UserName: 'u', Password: canary }),
    redact(CreateAccessKey.output, { AccessKey: { UserName: 'u', SecretAccessKey: canary } }),
  ];
  const printed = JSON.stringify(shown);
  assert.ok(!printed.includes(canary) && !printed.includes(bytes.toString('base64')));
  assert.deepEqual(shown[0], { name: 'n', secretString: HIDDEN, secretBinary: HIDDEN });
  assert.deepEqual(shown[2], { keyId: 'k', plaintext: HIDDEN, encryptionContext: { A: 'shown' } });
  assert.deepEqual(shown[3], { keyId: 'k' });
  assert.deepEqual(shown[5], { accessKey: { userName: 'u', secretAccessKey: HIDDEN } });
});

test('times are written as CloudTrail writes them', () => {
  const shown = (iso: string) =>
    (redact(GetSecretValue.output, { CreatedDate: Date.parse(iso) }) as { createdDate: string })
      .createdDate;
  assert.equal(shown('2014-03-24T21:11:59Z'), 'Mar 24, 2014 9:11:59 PM');
  assert.equal(shown('2026-01-01T00:00:05.9Z'), 'Jan 1, 2026 12:00:05 AM');
});

test('a large value is left out and an odd key harms nobody', () => {
  const large = redact(TagResource.input, {
    SecretId: 'a',
    Tags: Array(5000).fill({ Key: 'k'.repeat(100), Value: 'v' }),
  });
  assert.equal((large as { omitted: boolean }).omitted, true);
  const context = JSON.parse('{"__proto__":"own"}');
  const shown = redact(Encrypt.input, { KeyId: 'k', EncryptionContext: context }) as {
    encryptionContext: object;
  };
  assert.deepEqual(Object.entries(shown.encryptionContext), [['__proto__', 'own']]);
});
