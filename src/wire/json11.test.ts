import assert from 'node:assert/strict';
import { test } from 'node:test';

import { utf8 } from '../base/bytes.ts';
import { Decrypt, Encrypt, GenerateRandom } from '../generated/kms.ts';
import * as secrets from '../generated/secretsmanager.ts';
import { AwsError, type AnyOperationModel } from '../model/model.ts';
import { json11 } from './json11.ts';

const { GetSecretValue, CreateSecret, TagResource } = secrets;

const read = (model: AnyOperationModel, body: string | Uint8Array) =>
  json11.read(model, {
    method: 'POST',
    path: '/',
    query: '',
    headers: {},
    body: typeof body === 'string' ? utf8(body) : body,
  });

const refusal = (model: AnyOperationModel, body: string | Uint8Array): string => {
  try {
    read(model, body);
  } catch (error) {
    assert.ok(error instanceof AwsError && error.status === 400);
    assert.equal(error.code, 'SerializationException');
    return error.message;
  }
  return assert.fail('the body was read');
};

test('a request is read by its shape', () => {
  assert.deepEqual(read(GetSecretValue, '{"SecretId":"a","VersionStage":"AWSCURRENT"}'), {
    SecretId: 'a',
    VersionStage: 'AWSCURRENT',
  });
  assert.deepEqual(
    read(
      CreateSecret,
      '{"Name":"n","SecretBinary":"aGk=","Tags":[{"Key":"k","Value":""}],"ForceOverwriteReplicaSecret":false}',
    ),
    {
      Name: 'n',
      SecretBinary: Buffer.from('hi'),
      Tags: [{ Key: 'k', Value: '' }],
      ForceOverwriteReplicaSecret: false,
    },
  );
  assert.deepEqual(read(GetSecretValue, ''), {});
});

test('unknown members are ignored, null ones are absent, and of two the last counts', () => {
  assert.deepEqual(read(GetSecretValue, '{"SecretId":"a","What":[[[]]],"secretId":3}'), {
    SecretId: 'a',
  });
  assert.deepEqual(read(GetSecretValue, '{"SecretId":"a","VersionId":null}'), { SecretId: 'a' });
  assert.deepEqual(read(GetSecretValue, '{"SecretId":"a","SecretId":"b"}'), { SecretId: 'b' });
  assert.deepEqual(read(TagResource, '{"SecretId":"a","Tags":[null]}'), {
    SecretId: 'a',
    Tags: [null],
  });
});

test('what has the wrong kind is refused in the words of AWS', () => {
  assert.equal(
    refusal(GetSecretValue, '{"SecretId":1}'),
    'NUMBER_VALUE can not be converted to a String',
  );
  assert.equal(
    refusal(GetSecretValue, '{"SecretId":true}'),
    'TRUE_VALUE can not be converted to a String',
  );
  assert.equal(
    refusal(GetSecretValue, '{"SecretId":{}}'),
    'Start of structure or map found where not expected.',
  );
  assert.equal(
    refusal(GetSecretValue, '{"SecretId":[]}'),
    'Start of list found where not expected',
  );
  assert.equal(
    refusal(TagResource, '{"Tags":{}}'),
    'Start of structure or map found where not expected.',
  );
  assert.equal(refusal(TagResource, '{"Tags":"x"}'), 'Expected list or null');
  assert.equal(refusal(TagResource, '{"Tags":["x"]}'), 'Unexpected field type');
  assert.equal(refusal(Encrypt, '{"EncryptionContext":"x"}'), 'Expected map or null');
  assert.equal(
    refusal(GenerateRandom, '{"NumberOfBytes":"8"}'),
    'STRING_VALUE can not be converted to an Integer',
  );
  for (const number of ['1.5', '2147483648', '1e400']) {
    assert.equal(
      refusal(GenerateRandom, `{"NumberOfBytes":${number}}`),
      'NUMBER_VALUE can not be converted to an Integer',
    );
  }
});

test('what is no JSON, no UTF-8 or no object is refused without a reason', () => {
  for (const body of [
    '{',
    'null,',
    '{"SecretId":"a"}x',
    '{"SecretId":"\ud800"}',
    "{'SecretId':'a'}",
  ]) {
    assert.equal(refusal(GetSecretValue, Buffer.from(body, 'latin1')), '');
  }
  assert.equal(refusal(GetSecretValue, new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d])), '');
  assert.equal(refusal(GetSecretValue, '[]'), 'Start of list found where not expected');
  assert.equal(refusal(GetSecretValue, '"x"'), 'Unexpected field type');
  assert.equal(refusal(CreateSecret, '{"SecretBinary":"a"}'), 'Invalid base64 in a blob value');
  assert.equal(refusal(GetSecretValue, '{"SecretId":"\\ud800"}'), '');
});

test('no key reaches a prototype', () => {
  const input = read(
    Encrypt,
    '{"KeyId":"k","EncryptionContext":{"__proto__":"own","constructor":"c"},"__proto__":{"GrantTokens":["x"]}}',
  ) as {
    EncryptionContext: { [key: string]: string };
  };
  assert.deepEqual(Object.keys(input), ['KeyId', 'EncryptionContext']);
  assert.equal(Object.getPrototypeOf(input), Object.prototype);
  assert.deepEqual(Object.entries(input.EncryptionContext), [
    ['__proto__', 'own'],
    ['constructor', 'c'],
  ]);
  assert.equal(Object.getPrototypeOf(input.EncryptionContext), Object.prototype);
});

test('what would fill the memory is refused', () => {
  const list = `{"Tags":[${'{},'.repeat(10_000)}{}]}`;
  assert.equal(refusal(TagResource, list), 'A list in the request is too long.');
  const entries = Array.from({ length: 10_001 }, (_, i) => `"${i}":""`).join(',');
  assert.equal(
    refusal(Encrypt, `{"EncryptionContext":{${entries}}}`),
    'A map in the request is too large.',
  );
  const deep = `{"What":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  assert.deepEqual(read(GetSecretValue, deep), {});
});

test('an output is written by its shape: times in seconds, bytes in base64, nothing for what is not there', () => {
  const output = {
    ARN: 'arn',
    CreatedDate: 1523477145713,
    SecretBinary: utf8('hi'),
    VersionStages: ['A'],
    Name: undefined,
  };
  assert.deepEqual(json11.write(GetSecretValue, output, 'r-1'), {
    status: 200,
    headers: { 'x-amzn-RequestId': 'r-1', 'Content-Type': 'application/x-amz-json-1.1' },
    body: '{"ARN":"arn","SecretBinary":"aGk=","VersionStages":["A"],"CreatedDate":1523477145.713}',
  });
  assert.equal(json11.write(TagResource, {}, 'r').body, '');
});

test('an error is spelled as its service spells it', () => {
  const body = (model: AnyOperationModel, code: string, message: string) =>
    json11.writeError(model.service, new AwsError(code, message), 'r', model).body;
  assert.equal(
    body(GetSecretValue, 'ResourceNotFoundException', 'm'),
    '{"__type":"ResourceNotFoundException","Message":"m"}',
  );
  assert.equal(
    body(Decrypt, 'NotFoundException', 'm'),
    '{"__type":"NotFoundException","message":"m"}',
  );
  assert.equal(
    body(Decrypt, 'InvalidCiphertextException', ''),
    '{"__type":"InvalidCiphertextException"}',
  );
  assert.equal(
    body(Decrypt, 'UnrecognizedClientException', 'm'),
    '{"__type":"UnrecognizedClientException","message":"m"}',
  );
  assert.equal(body(Decrypt, 'SerializationException', ''), '{"__type":"SerializationException"}');
});
