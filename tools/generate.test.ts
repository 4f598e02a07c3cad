import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generate, readModel, serviceNames, stale } from './generate.ts';
import { catalogue } from '../src/generated/catalogue.ts';
import * as iam from '../src/generated/iam.ts';
import * as organizations from '../src/generated/organizations.ts';
import * as secretsmanager from '../src/generated/secretsmanager.ts';

test('what lies in src/generated is what the models say', () => {
  assert.deepEqual(stale(), []);
});

test('generating twice gives the same bytes', () => {
  assert.deepEqual([...generate()], [...generate()]);
});

test('the catalogue names every operation of every model', () => {
  assert.deepEqual(
    catalogue.map(({ service }) => service.name),
    serviceNames(),
  );
  for (const { service, operations } of catalogue) {
    assert.deepEqual(
      operations.map(([name]) => name),
      Object.keys(readModel(service.name).operations),
    );
  }
});

test('an error is known by its code on the wire, with its status and the spelling of its message', () => {
  assert.deepEqual(iam.GetUser.errors.NoSuchEntity, {
    fault: 'client',
    status: 404,
    messageMember: 'message',
  });
  assert.equal(
    secretsmanager.GetSecretValue.errors.ResourceNotFoundException.messageMember,
    'Message',
  );
  assert.equal(secretsmanager.GetSecretValue.errors.InternalServiceError.fault, 'server');
});

test('patches add the errors that the wire has and the model lacks', () => {
  assert.equal(secretsmanager.CreateSecret.errors.ValidationException.status, 400);
});

test('constraints, sensitive marks and tokens are in the tables', () => {
  const { SecretString, ClientRequestToken, Name } = secretsmanager.CreateSecret.input.members;
  assert.deepEqual(SecretString?.shape, { kind: 'string', min: 1, max: 65536, sensitive: true });
  assert.equal(ClientRequestToken?.idempotencyToken, true);
  assert.equal(Name?.required, true);
});

test('a shape that contains itself is a getter and ends nowhere', () => {
  const shape = organizations.DescribeHandshake.output.members['Handshake']!.shape;
  assert.equal(shape.kind, 'structure');
  const resources = shape.kind === 'structure' ? shape.members['Resources']!.shape : undefined;
  const inner =
    resources?.kind === 'list' && resources.member.kind === 'structure'
      ? resources.member.members['Resources']!.shape
      : undefined;
  assert.equal(inner, resources);
});
