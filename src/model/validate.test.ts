import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stopwatch } from '../base/clock.ts';
import * as ec2 from '../generated/ec2.ts';
import * as iam from '../generated/iam.ts';
import * as kms from '../generated/kms.ts';
import * as secrets from '../generated/secretsmanager.ts';
import type { AnyOperationModel, Shape, Structure } from './model.ts';
import { javaPattern } from './pattern.ts';
import { validationError, validationMessage, violations } from './validate.ts';

const message = (model: AnyOperationModel, input: object) => {
  const error = validationError(model, input);
  return error && `${error.code}: ${error.message}`;
};

test('what the model allows is allowed', () => {
  assert.equal(message(secrets.GetSecretValue, { SecretId: 'a' }), undefined);
  assert.equal(
    message(secrets.TagResource, { SecretId: 'a', Tags: [{ Key: 'k', Value: '' }] }),
    undefined,
  );
  assert.equal(message(kms.Encrypt, { KeyId: 'k', Plaintext: new Uint8Array(4096) }), undefined);
});

test('the recorded messages come out to the letter', () => {
  const bytes = (NumberOfBytes: number) => message(kms.GenerateRandom, { NumberOfBytes });
  assert.equal(
    bytes(0),
    "ValidationException: 1 validation error detected: Value '0' at 'numberOfBytes' failed to satisfy constraint: Member must have value greater than or equal to 1",
  );
  assert.equal(
    bytes(1025),
    "ValidationException: 1 validation error detected: Value '1025' at 'numberOfBytes' failed to satisfy constraint: Member must have value less than or equal to 1024",
  );
  assert.equal(
    message(kms.DeriveSharedSecret, {
      KeyId: 'k',
      KeyAgreementAlgorithm: 'INVALID',
      PublicKey: new Uint8Array(1),
    }),
    "ValidationException: 1 validation error detected: Value 'INVALID' at 'keyAgreementAlgorithm' failed to satisfy constraint: Member must satisfy enum value set: [ECDH]",
  );
  assert.match(
    message(kms.GenerateMac, { KeyId: 'k', Message: new Uint8Array(1), MacAlgorithm: 'INVALID' }) ??
      '',
    /^ValidationException: 1 validation error detected: Value 'INVALID' at 'macAlgorithm' failed to satisfy constraint: Member must satisfy enum value set: \[HMAC_SHA_/,
  );
});

test('several wrongs are told at once', () => {
  assert.equal(
    message(secrets.GetSecretValue, { SecretId: '', VersionStage: 'x'.repeat(257) }),
    `ValidationException: 2 validation errors detected: Value '' at 'secretId' failed to satisfy constraint: Member must have length greater than or equal to 1; Value '${'x'.repeat(257)}' at 'versionStage' failed to satisfy constraint: Member must have length less than or equal to 256`,
  );
});

test('what is missing is told without a value', () => {
  assert.equal(
    message(secrets.GetSecretValue, {}),
    "ValidationException: 1 validation error detected: Value at 'secretId' failed to satisfy constraint: Member must not be null",
  );
  assert.equal(
    message(iam.GetRole, {}),
    "ValidationError: 1 validation error detected: Value at 'roleName' failed to satisfy constraint: Member must not be null",
  );
  assert.equal(
    message(ec2.DeleteVpc, {}),
    'MissingParameter: The request must contain the parameter vpcId',
  );
});

test('a value that the model calls sensitive is never repeated', () => {
  const wrong = message(secrets.CreateSecret, { Name: 'n', SecretString: 'x'.repeat(65_537) });
  assert.equal(
    wrong,
    "ValidationException: 1 validation error detected: Value at 'secretString' failed to satisfy constraint: Member must have length less than or equal to 65536",
  );
  assert.equal(
    message(kms.Encrypt, { KeyId: 'k', Plaintext: new Uint8Array(4097) }),
    "ValidationException: 1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length less than or equal to 4096",
  );
});

test('members of lists and maps are named by their path', () => {
  assert.equal(
    message(secrets.TagResource, { SecretId: 'a', Tags: [{ Key: 'k' }, { Key: '' }, null] }),
    "ValidationException: 2 validation errors detected: Value '' at 'tags.2.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1; Value at 'tags.3.member' failed to satisfy constraint: Member must not be null",
  );
  assert.equal(
    message(secrets.UntagResource, { SecretId: 'a', TagKeys: ['ok', ''] }),
    "ValidationException: 1 validation error detected: Value '[ok, ]' at 'tagKeys' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]",
  );
  assert.equal(
    message(secrets.BatchGetSecretValue, { SecretIdList: [] }),
    "ValidationException: 1 validation error detected: Value '[]' at 'secretIdList' failed to satisfy constraint: Member must have length greater than or equal to 1",
  );
});

test('map keys and values have rules of their own', () => {
  const word: Shape = { kind: 'string', min: 1, max: 3 };
  const shape: Structure = {
    kind: 'structure',
    members: { Map: { shape: { kind: 'map', key: word, value: word } } },
  };
  const rules =
    '[Member must have length less than or equal to 3, Member must have length greater than or equal to 1]';
  assert.deepEqual(violations(shape, { Map: { '': 'long' } }), [
    `Value '{=long}' at 'map' failed to satisfy constraint: Map keys must satisfy constraint: ${rules}`,
    `Value '{=long}' at 'map' failed to satisfy constraint: Map value must satisfy constraint: ${rules}`,
  ]);
});

test('a pattern must match all of the value', () => {
  assert.equal(
    message(iam.GetRole, { RoleName: 'no spaces' }),
    "ValidationError: 1 validation error detected: Value 'no spaces' at 'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]+",
  );
  assert.equal(message(iam.GetRole, { RoleName: 'a\n' })?.slice(0, 17), 'ValidationError: ');
});

test('an answer does not grow with the request', () => {
  const Tags = Array.from({ length: 1000 }, () => ({ Key: '' }));
  assert.match(
    message(secrets.TagResource, { SecretId: 'a', Tags }) ?? '',
    /^ValidationException: 20 validation errors/,
  );
  const long = message(secrets.GetSecretValue, { SecretId: 'x'.repeat(1_000_000) }) ?? '';
  assert.ok(long.length < 5000);
  assert.equal(validationMessage(['x']), '1 validation error detected: x');
});

test('a pattern of Java keeps its meaning', () => {
  assert.ok(javaPattern('[\\s\\S]*').test('a\u00a0\n\u{1f600}'));
  assert.ok(!javaPattern('[^\\s]+').test('a\n') && javaPattern('[^\\s]+').test('a\u00a0'));
  assert.ok(!javaPattern('.*').test('a\u0085b'));
  assert.ok(javaPattern('[a-z\\-\\_\\:]+\\-\\@').test('a-_:-@'));
  assert.ok(!javaPattern('a|b').test('ac'));
  assert.throws(() => javaPattern('[a[b]]'), /No JavaScript/);
  assert.throws(() => javaPattern('a\\Z'), /No JavaScript/);
});

test('no pattern of any model can be made to search for long', () => {
  const patterns = new Map<string, number>();
  for (const { s } of [ec2, iam, kms, secrets] as { s: { [name: string]: Shape } }[]) {
    for (const shape of Object.values(s)) {
      if (shape.kind === 'string' && shape.pattern)
        patterns.set(shape.pattern, shape.max ?? 131_072);
    }
  }
  assert.ok(patterns.size > 30);
  for (const [pattern, max] of patterns) {
    const expression = javaPattern(pattern);
    for (const pump of [
      ' ',
      'a',
      '-',
      'a-',
      '0',
      '/',
      'a.',
      '$.a',
      '[1]',
      ':',
      '\t ',
      '@a.',
      '\u00e9',
    ]) {
      const text = `${pump.repeat(Math.ceil(max / pump.length)).slice(0, max - 1)}\u0001`;
      const elapsed = stopwatch();
      expression.test(text);
      assert.ok(elapsed() < 200, `${pattern} on ${JSON.stringify(pump)}`);
    }
  }
});
