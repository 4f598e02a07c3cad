import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, house, OTHER_ACCOUNT, type TestHouse } from '../../../../test/house.ts';
import { uuid } from '../../../base/random.ts';
import { GetRequestAuthorizationDetails } from '../../../generated/iam-toolbox.ts';
import { PutUserPolicy } from '../../../generated/iam.ts';
import { CreateKey, Encrypt, ReEncrypt } from '../../../generated/kms.ts';
import {
  CreateSecret,
  GetSecretValue,
  PutResourcePolicy,
} from '../../../generated/secretsmanager.ts';
import { AssumeRole } from '../../../generated/sts.ts';
import { AwsError, type OperationModel } from '../../../model/model.ts';
import type { Caller } from '../../../operation/caller.ts';

const READ = 'secretsmanager:GetSecretValue';

/** Asks for what is refused, and gives the id of the refusal. */
async function refused<I, O, E extends string>(
  h: TestHouse,
  caller: Caller,
  model: OperationModel<I, O, E>,
  input: I,
): Promise<string> {
  const error = await h.ask(caller, model, input).then(
    () => assert.fail('it was allowed'),
    (cause: unknown) => cause,
  );
  assert.ok(error instanceof AwsError && error.authorizationId !== undefined, String(error));
  assert.match(error.authorizationId, /^[0-9a-z]{33}$/);
  return error.authorizationId;
}

const why = (h: TestHouse, asker: Caller, authorizationId: string) =>
  h.ask(asker, GetRequestAuthorizationDetails, { authorizationId });

async function secret(h: TestHouse, admin: Caller, policy?: object): Promise<string> {
  const { ARN } = await h.ask(admin, CreateSecret, {
    Name: 'db',
    SecretString: 'x',
    ClientRequestToken: uuid(h.random),
  });
  if (policy) {
    const ResourcePolicy = JSON.stringify({ Version: '2012-10-17', Statement: [policy] });
    await h.ask(admin, PutResourcePolicy, { SecretId: ARN!, ResourcePolicy });
  }
  return ARN!;
}

test('an implicit deny names the statements that came nearest, and what they lacked', async () => {
  const h = await house();
  const admin = await h.admin();
  const ARN = await secret(h, admin);
  const alice = await h.user('alice', {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Far', Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::x' },
      {
        Sid: 'Other',
        Effect: 'Allow',
        Action: READ,
        Resource: 'arn:aws:secretsmanager:*:*:secret:mail-*',
      },
      {
        Sid: 'Near',
        Effect: 'Allow',
        Action: READ,
        Resource: '*',
        Condition: { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8'] } },
      },
    ],
  });
  const id = await refused(h, alice, GetSecretValue, { SecretId: 'db' });
  const { evaluations, requestContext, policies } = await why(h, admin, id);
  const [evaluation] = evaluations;
  assert.deepEqual(
    [evaluation!.action, evaluation!.resource, evaluation!.evaluatedEffect, evaluation!.decidedBy],
    [READ, ARN, 'IMPLICIT_DENY', 'IDENTITY_BASED_POLICY'],
  );
  assert.equal(requestContext['aws:username'], 'alice');
  assert.equal(requestContext['aws:SourceIp'], '192.0.2.1');
  assert.deepEqual(
    evaluation!.nearestStatements!.map(({ sid, index, lacks }) => ({ sid, index, lacks })),
    [
      {
        sid: 'Near',
        index: 2,
        lacks: [
          {
            element: 'CONDITION',
            key: 'aws:SourceIp',
            operator: 'IpAddress',
            wanted: ['10.0.0.0/8'],
            found: ['192.0.2.1'],
          },
        ],
      },
      {
        sid: 'Other',
        index: 1,
        lacks: [
          {
            element: 'RESOURCE',
            wanted: ['arn:aws:secretsmanager:*:*:secret:mail-*'],
            found: [ARN],
          },
        ],
      },
    ],
  );
  assert.equal(JSON.parse(evaluation!.nearestStatements![0]!.statement!).Sid, 'Near');
  assert.deepEqual(policies, [
    {
      type: 'IDENTITY_BASED_POLICY',
      inline: true,
      uri: 'identity:user alice, inline policy may',
      label: 'user alice, inline policy may',
    },
  ]);
});

test('an explicit deny names the statement that decided, with people under their names', async () => {
  const h = await house();
  const admin = await h.admin();
  const alice = await h.user('alice', [READ]);
  await secret(h, admin, {
    Sid: 'NotAlice',
    Effect: 'Deny',
    Principal: { AWS: alice.arn },
    Action: READ,
    Resource: '*',
  });
  const id = await refused(h, alice, GetSecretValue, { SecretId: 'db' });
  const [evaluation] = (await why(h, admin, id)).evaluations;
  assert.equal(evaluation!.evaluatedEffect, 'EXPLICIT_DENY');
  const [policy] = evaluation!.matchedPolicies!;
  assert.equal(policy!.uri, 'resource:resource policy');
  const [statement] = policy!.matchedStatements!;
  assert.deepEqual([statement!.sid, statement!.evaluatedEffect], ['NotAlice', 'DENY']);
  assert.deepEqual(JSON.parse(statement!.statement!).Principal, { AWS: alice.arn });
  assert.deepEqual(evaluation!.nearestStatements, []);
});

test('who may not read a policy is not told what it says, and strangers not even that there was something', async () => {
  const h = await house();
  const admin = await h.admin();
  const alice = await h.user('alice', []);
  const reader = await h.user('reader', ['iam:GetRequestAuthorizationDetails']);
  const stranger = await h.admin(OTHER_ACCOUNT, 'stranger');
  await secret(h, admin, {
    Effect: 'Allow',
    Principal: { AWS: reader.arn },
    Action: READ,
    Resource: '*',
  });
  const id = await refused(h, alice, GetSecretValue, { SecretId: 'db' });
  const seen = await why(h, admin, id);
  assert.equal(seen.evaluations[0]!.nearestStatements!.length, 1);
  const { evaluations, policies } = await why(h, reader, id);
  assert.equal(evaluations[0]!.decidedBy, 'IDENTITY_BASED_POLICY');
  assert.deepEqual([evaluations[0]!.nearestStatements, policies], [[], []]);
  await assert.rejects(why(h, stranger, id), { code: 'ResourceNotFoundException' });
  await assert.rejects(why(h, admin, `${id.slice(0, -1)}${id.endsWith('a') ? 'b' : 'a'}`), {
    code: 'ResourceNotFoundException',
  });
  await assert.rejects(why(h, admin, 'a'), { code: 'ResourceNotFoundException' });
  await assert.rejects(why(h, alice, id), { code: 'AccessDeniedException' });
});

test('a role that is not there is refused as one that does not trust: with an id, and without reasons', async () => {
  const h = await house();
  const admin = await h.admin();
  const RoleArn = `arn:aws:iam::${ACCOUNT}:role/nobody`;
  const id = await refused(h, admin, AssumeRole, { RoleArn, RoleSessionName: 's1' });
  assert.deepEqual(await why(h, admin, id), { requestContext: {}, evaluations: [], policies: [] });
});

test('a key that its owner alone may know is not named to others', async () => {
  const h = await house();
  const admin = await h.admin();
  const { KeyMetadata } = await h.ask(admin, CreateKey, {});
  const { CiphertextBlob } = await h.ask(admin, Encrypt, {
    KeyId: KeyMetadata!.KeyId!,
    Plaintext: new Uint8Array([1]),
  });
  const alice = await h.user('alice', ['iam:GetRequestAuthorizationDetails']);
  const asked = { CiphertextBlob: CiphertextBlob!, DestinationKeyId: KeyMetadata!.KeyId! };
  const id = await refused(h, alice, ReEncrypt, asked);
  assert.ok(!JSON.stringify(await why(h, alice, id)).includes(KeyMetadata!.KeyId!));
  assert.equal((await why(h, admin, id)).evaluations[0]!.resource, KeyMetadata!.Arn);
});

test('the reasons are those of the moment, whatever becomes of the policies', async () => {
  const h = await house();
  const admin = await h.admin();
  await secret(h, admin);
  const alice = await h.user('alice', [READ]);
  const deny = (action: string) => ({
    UserName: 'alice',
    PolicyName: 'deny',
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: action, Resource: '*' }],
    }),
  });
  await h.ask(admin, PutUserPolicy, deny(READ));
  const id = await refused(h, alice, GetSecretValue, { SecretId: 'db' });
  await h.ask(admin, PutUserPolicy, deny('s3:*'));
  const [evaluation] = (await why(h, admin, id)).evaluations;
  assert.match(
    evaluation!.matchedPolicies![0]!.matchedStatements![0]!.statement!,
    /GetSecretValue/,
  );
  const last = (await h.events()).findLast(({ errorCode }) => errorCode !== undefined);
  assert.equal(last.additionalEventData.authorizationId, id);
  assert.equal(last.denial, undefined);
});
