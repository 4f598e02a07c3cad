import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AttachRolePolicy, CreateRole } from '../../generated/iam.ts';
import {
  CreateSecret,
  DeleteSecret,
  DescribeSecret,
  GetSecretValue,
  ListSecrets,
  PutSecretValue,
  ReplicateSecretToRegions,
  RestoreSecret,
  TagResource,
  UntagResource,
  UpdateSecret,
  UpdateSecretVersionStage,
} from '../../generated/secretsmanager.ts';
import type { Caller } from '../../operation/caller.ts';
import { ACCOUNT } from '../../../test/house.ts';
import { type SecretsHouse, secretsHouse } from '../../../test/secrets-house.ts';
import { askingService } from './owner.ts';

const NAME = 'rds!db-3bea3cf2';
const INVALID_NAME = {
  code: 'ValidationException',
  message:
    'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
};

/** A session of a service's own role in the account. */
async function linked(h: SecretsHouse, service: string): Promise<Caller> {
  const RoleName = `of-${service}`;
  const { Role } = await h.ask(h.me, CreateRole, {
    RoleName,
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole' },
    }),
  });
  await h.ask(h.me, AttachRolePolicy, {
    RoleName,
    PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  });
  const session = await h.assume(h.me, Role.Arn);
  const arn = Role.Arn.replace(':role/', `:role/aws-service-role/${service}.amazonaws.com/`);
  return { ...session, role: { ...session.role!, arn } };
}

test('a service is known by itself, by its role in the account, and by whom it asks for', () => {
  const role = (arn: string) => ({ arn, id: 'AROA', name: 'x' });
  const person = { kind: 'user', account: ACCOUNT, arn: '', userId: '' } as const;
  assert.equal(askingService({ caller: person, via: [] }), undefined);
  assert.equal(askingService({ caller: person, via: ['rds'] }), 'rds');
  assert.equal(
    askingService({ caller: { ...person, service: 'ecs.amazonaws.com' }, via: [] }),
    'ecs',
  );
  const path = `arn:aws:iam::${ACCOUNT}:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS`;
  assert.equal(askingService({ caller: { ...person, role: role(path) }, via: [] }), 'rds');
  const own = `arn:aws:iam::${ACCOUNT}:role/mine/aws-service-role/rds.amazonaws.com/x`;
  assert.equal(askingService({ caller: { ...person, role: role(own) }, via: [] }), undefined);
});

test('names with a `!` are for the service before it', async () => {
  const h = await secretsHouse();
  const rds = await linked(h, 'rds');
  await assert.rejects(h.create(NAME), INVALID_NAME);
  for (const Name of ['redshift!db', 'rds!', 'rds!a!b', 'rds!!b']) {
    await assert.rejects(h.call(CreateSecret, { Name }, rds), INVALID_NAME, Name);
  }
  const { ARN } = await h.call(CreateSecret, { Name: NAME, SecretString: 'x' }, rds);
  const described = await h.call(DescribeSecret, { SecretId: NAME });
  assert.equal(described.OwningService, 'rds');
  assert.deepEqual(described.Tags, [{ Key: 'aws:secretsmanager:owningService', Value: 'rds' }]);
  assert.equal((await h.call(DescribeSecret, { SecretId: ARN! })).Name, NAME);
  await h.create('mine');
  for (const [value, found] of [
    ['rds', [NAME]],
    ['rd', [NAME]],
    ['ecs', []],
    ['!rds', ['mine']],
  ] as const) {
    const { SecretList } = await h.call(ListSecrets, {
      Filters: [{ Key: 'owning-service', Values: [value] }],
    });
    assert.deepEqual(
      SecretList!.map(({ Name }) => Name),
      found,
      value,
    );
  }
  await h.close();
});

test('its owner alone changes such a secret; people read and tag it', async () => {
  const h = await secretsHouse();
  const [rds, ecs] = [await linked(h, 'rds'), await linked(h, 'ecs')];
  const made = await h.call(CreateSecret, { Name: NAME, SecretString: 'first' }, rds);
  const SecretId = NAME;
  const changes = (as: Caller) => [
    () => h.call(PutSecretValue, { SecretId, SecretString: 'other' }, as),
    () => h.call(UpdateSecret, { SecretId, Description: 'other' }, as),
    () =>
      h.call(
        UpdateSecretVersionStage,
        { SecretId, VersionStage: 'x', MoveToVersionId: made.VersionId! },
        as,
      ),
    () =>
      h.call(
        ReplicateSecretToRegions,
        { SecretId, AddReplicaRegions: [{ Region: 'eu-west-1' }] },
        as,
      ),
    () => h.call(DeleteSecret, { SecretId, ForceDeleteWithoutRecovery: true }, as),
    () => h.call(RestoreSecret, { SecretId }, as),
  ];
  for (const stranger of [h.me, ecs]) {
    for (const refused of changes(stranger)) {
      await assert.rejects(refused(), {
        code: 'InvalidRequestException',
        message:
          'The secret is managed by another service, and you must use that service to update it.',
      });
    }
  }
  assert.equal((await h.call(GetSecretValue, { SecretId })).SecretString, 'first');
  await h.call(TagResource, { SecretId, Tags: [{ Key: 'team', Value: 'blue' }] });
  await h.call(UntagResource, { SecretId, TagKeys: ['team'] });
  const reserved = { code: 'InvalidParameterException' };
  const Tags = [{ Key: 'aws:rds:primaryDBInstanceArn', Value: 'x' }];
  await assert.rejects(h.call(TagResource, { SecretId, Tags }), reserved);
  await assert.rejects(
    h.call(UntagResource, { SecretId, TagKeys: ['aws:secretsmanager:owningService'] }),
    reserved,
  );
  await h.call(TagResource, { SecretId, Tags }, rds);
  await h.call(PutSecretValue, { SecretId, SecretString: 'second' }, rds);
  assert.equal((await h.call(GetSecretValue, { SecretId })).SecretString, 'second');
  await h.call(DeleteSecret, { SecretId }, rds);
  await h.call(RestoreSecret, { SecretId }, rds);
  await h.call(DeleteSecret, { SecretId, ForceDeleteWithoutRecovery: true }, rds);
  await h.close();
});
