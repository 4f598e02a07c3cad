import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  GetRoleCommand,
  IAMClient,
  ListUsersCommand,
  TagRoleCommand,
  UploadSSHPublicKeyCommand,
  type IAMServiceException,
} from '@aws-sdk/client-iam';
import {
  DecryptCommand,
  GenerateRandomCommand,
  KMSClient,
  ListAliasesCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-kms';
import { OrganizationsClient, DescribeOrganizationCommand } from '@aws-sdk/client-organizations';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

import { utf8 } from '../../src/base/bytes.ts';
import { isRefusal, parseSignature } from '../../src/crypto/signature.ts';
import { signingKey, verify } from '../../src/crypto/sigv4.ts';
import { catalogue } from '../../src/generated/catalogue.ts';
import * as iam from '../../src/generated/iam.ts';
import * as kms from '../../src/generated/kms.ts';
import * as organizations from '../../src/generated/organizations.ts';
import * as secrets from '../../src/generated/secretsmanager.ts';
import * as sts from '../../src/generated/sts.ts';
import { type AnyOperationModel, AwsError } from '../../src/model/model.ts';
import { validationError } from '../../src/model/validate.ts';
import type { WireRequest } from '../../src/wire/codec.ts';
import { codecs } from '../../src/wire/codecs.ts';
import { isRouted, route } from '../../src/wire/route.ts';

// The SDK writes a request, we read it and answer, and the SDK reads the answer: both directions, no sockets.

const models: { readonly [service: string]: { readonly [name: string]: unknown } } = {
  iam,
  kms,
  organizations,
  secretsmanager: secrets,
  sts,
};

interface Told {
  input?: unknown;
}

/** A client whose requests are answered here: by an output, or by an error where the answer is one. */
function client<C>(Client: new (config: any) => C, answer: unknown, told: Told = {}): C {
  const handle = async (sent: any) => {
    const request = wireRequest(sent);
    const signature = parseSignature(request);
    assert.ok(!isRefusal(signature));
    const { date, region, service } = signature;
    assert.equal(
      verify(signature, request, signingKey('secret', date, region, service)),
      undefined,
    );
    const way = route(request, catalogue, signature);
    assert.ok(isRouted(way));
    const model = models[way.service.name]![way.operation] as AnyOperationModel;
    const codec = codecs[way.service.protocol];
    told.input = codec.read(model, { ...request, pathParams: way.pathParams });
    assert.equal(validationError(model, told.input), undefined);
    const { status, headers, body } =
      answer instanceof AwsError
        ? codec.writeError(way.service, answer, 'request-1', model)
        : codec.write(model, answer, 'request-1');
    const lower = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const bytes = typeof body === 'string' ? utf8(body) : body;
    return {
      response: {
        statusCode: status,
        headers: lower,
        body: new Response(bytes as Uint8Array<ArrayBuffer>).body,
      },
    };
  };
  return new Client({
    region: 'us-east-1',
    endpoint: 'http://localhost:1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    requestHandler: { handle, metadata: { handlerProtocol: 'http/1.1' } },
    maxAttempts: 1,
  });
}

function wireRequest({ method, path, query, headers, body }: any): WireRequest {
  const pairs = Object.entries(query ?? {}).map(
    ([name, value]) => `${name}=${encodeURIComponent(String(value))}`,
  );
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  return {
    method,
    path,
    query: pairs.join('&'),
    headers: lower,
    body: typeof body === 'string' ? utf8(body) : (body ?? new Uint8Array(0)),
  };
}

const AT = Date.parse('2026-08-01T12:00:00.250Z');

test('awsJson: inputs arrive and outputs come back', async () => {
  const told: Told = {};
  const output = {
    ARN: 'arn',
    Name: 'n',
    VersionId: 'v',
    SecretString: 'grüße 😀 "\\',
    VersionStages: ['AWSCURRENT'],
    CreatedDate: AT,
  };
  const got = await client(SecretsManagerClient, output, told).send(
    new GetSecretValueCommand({ SecretId: 'a/b', VersionStage: 'AWSCURRENT' }),
  );
  assert.deepEqual(told.input, { SecretId: 'a/b', VersionStage: 'AWSCURRENT' });
  const { $metadata, ...rest } = got;
  assert.deepEqual(rest, { ...output, CreatedDate: new Date(AT) });
  assert.equal($metadata.requestId, 'request-1');

  await client(SecretsManagerClient, { ARN: 'arn' }, told).send(
    new CreateSecretCommand({
      Name: 'n',
      SecretBinary: utf8('bytes'),
      ClientRequestToken: 'x'.repeat(32),
      Tags: [{ Key: 'k', Value: 'v' }],
    }),
  );
  assert.deepEqual(told.input, {
    Name: 'n',
    SecretBinary: Buffer.from('bytes'),
    ClientRequestToken: 'x'.repeat(32),
    Tags: [{ Key: 'k', Value: 'v' }],
  });

  const described = await client(SecretsManagerClient, {
    ARN: 'a',
    VersionIdsToStages: { v: ['AWSCURRENT'] },
    RotationRules: { AutomaticallyAfterDays: 3 },
  }).send(new DescribeSecretCommand({ SecretId: 'a' }));
  assert.deepEqual(described.VersionIdsToStages, { v: ['AWSCURRENT'] });
  assert.deepEqual(described.RotationRules, { AutomaticallyAfterDays: 3 });

  const random = await client(KMSClient, { Plaintext: Buffer.from([1, 2, 255]) }).send(
    new GenerateRandomCommand({ NumberOfBytes: 3 }),
  );
  assert.deepEqual([...random.Plaintext!], [1, 2, 255]);
  const aliases = await client(KMSClient, { Aliases: [], Truncated: false }).send(
    new ListAliasesCommand({}),
  );
  assert.deepEqual([aliases.Aliases, aliases.Truncated], [[], false]);
  const organization = await client(OrganizationsClient, { Organization: { Id: 'o-1' } }).send(
    new DescribeOrganizationCommand({}),
  );
  assert.equal(organization.Organization?.Id, 'o-1');
});

test('awsJson: an operation without output answers with nothing, and an error is known by its name', async () => {
  await client(KMSClient, undefined).send(new UntagResourceCommand({ KeyId: 'k', TagKeys: ['a'] }));
  const failing = (error: AwsError) =>
    client(KMSClient, error).send(
      new DecryptCommand({ CiphertextBlob: utf8('x'), EncryptionContext: { a: 'b' } }),
    );
  await assert.rejects(failing(new AwsError('NotFoundException', "Key 'k' does not exist")), {
    name: 'NotFoundException',
    message: "Key 'k' does not exist",
  });
  await assert.rejects(failing(new AwsError('InvalidCiphertextException', '')), {
    name: 'InvalidCiphertextException',
  });
  await assert.rejects(failing(new AwsError('AccessDeniedException', 'no')), {
    name: 'AccessDeniedException',
    message: 'no',
  });
});

test('awsQuery: inputs arrive and outputs come back', async () => {
  const told: Told = {};
  const credentials = {
    AccessKeyId: 'ASIA',
    SecretAccessKey: 's<&>',
    SessionToken: 't',
    Expiration: AT,
  };
  const role = {
    Credentials: credentials,
    AssumedRoleUser: { AssumedRoleId: 'AROA:s', Arn: 'arn' },
    PackedPolicySize: 6,
  };
  const arn = 'arn:aws:iam::111111111111:role/r';
  const assumed = await client(STSClient, role, told).send(
    new AssumeRoleCommand({
      RoleArn: arn,
      RoleSessionName: 'session',
      DurationSeconds: 900,
      PolicyArns: [{ arn }],
      Tags: [{ Key: 'a b', Value: 'ü+=/' }],
      TransitiveTagKeys: ['a b'],
    }),
  );
  assert.deepEqual(told.input, {
    RoleArn: arn,
    RoleSessionName: 'session',
    DurationSeconds: 900,
    PolicyArns: [{ arn }],
    Tags: [{ Key: 'a b', Value: 'ü+=/' }],
    TransitiveTagKeys: ['a b'],
  });
  const { $metadata, ...rest } = assumed;
  // STS and IAM tell whole seconds.
  const Expiration = new Date(AT - 250);
  assert.deepEqual(rest, { ...role, Credentials: { ...credentials, Expiration } });
  assert.equal($metadata.requestId, 'request-1');

  const identity = await client(STSClient, { Account: '1', Arn: 'a', UserId: 'u' }, told).send(
    new GetCallerIdentityCommand({}),
  );
  assert.equal(identity.Account, '1');
  assert.deepEqual(told.input, {});

  const users = [{ UserName: 'u', Path: '/', UserId: 'AIDA', Arn: 'arn', CreateDate: AT }];
  const listed = await client(IAMClient, { Users: users, IsTruncated: false }, told).send(
    new ListUsersCommand({ MaxItems: 5 }),
  );
  assert.deepEqual(listed.Users, [{ ...users[0], CreateDate: new Date(AT - 250) }]);
  assert.equal(listed.IsTruncated, false);
  assert.deepEqual(told.input, { MaxItems: 5 });

  await client(IAMClient, undefined, told).send(new TagRoleCommand({ RoleName: 'r', Tags: [] }));
  assert.deepEqual(told.input, { RoleName: 'r', Tags: [] });
  await client(IAMClient, {}, told).send(
    new UploadSSHPublicKeyCommand({ UserName: 'u', SSHPublicKeyBody: 'ssh-rsa A+/=\n' }),
  );
  assert.deepEqual(told.input, { UserName: 'u', SSHPublicKeyBody: 'ssh-rsa A+/=\n' });
});

test('awsQuery: an error is known by its code', async () => {
  const missing = client(
    IAMClient,
    new AwsError('NoSuchEntity', 'The role with name r cannot be found.', 404),
  ).send(new GetRoleCommand({ RoleName: 'r' }));
  await assert.rejects(missing, (error: IAMServiceException) => {
    assert.equal(error.name, 'NoSuchEntityException');
    assert.equal(error.message, 'The role with name r cannot be found.');
    assert.equal(error.$metadata.requestId, 'request-1');
    assert.equal(error.$metadata.httpStatusCode, 404);
    return true;
  });
});
