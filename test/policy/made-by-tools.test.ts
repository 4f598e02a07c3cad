/** What Terraform and CDK write is taken as it stands, and shown again as it was. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uuid } from '../../src/base/random.ts';
import {
  CreatePolicy,
  CreateRole,
  GetPolicyVersion,
  GetRole,
  GetRolePolicy,
  PutRolePolicy,
} from '../../src/generated/iam.ts';
import { CreateKey, GetKeyPolicy, PutKeyPolicy } from '../../src/generated/kms.ts';
import {
  CreateSecret,
  GetResourcePolicy,
  GetSecretValue,
  PutResourcePolicy,
} from '../../src/generated/secretsmanager.ts';
import { ACCOUNT, house, type TestHouse } from '../house.ts';
import { type Made, MADE_BY_TOOLS } from './made-by-tools.ts';

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole' }],
});

async function world(): Promise<TestHouse> {
  const h = await house();
  for (const RoleName of ['app', 'admin'])
    await h.ask(h.root(), CreateRole, { RoleName, AssumeRolePolicyDocument: TRUST });
  return h;
}

const newSecret = (h: TestHouse, Name: string) =>
  h.ask(h.root(), CreateSecret, {
    Name,
    SecretString: 'value',
    ClientRequestToken: uuid(h.random),
  });

/** Puts a document where it belongs, and gives what is shown of it afterwards. */
const PUTS: { readonly [as in Made['as']]: (h: TestHouse, text: string) => Promise<string> } = {
  trust: async (h, AssumeRolePolicyDocument) => {
    const RoleName = 'made';
    await h.ask(h.root(), CreateRole, { RoleName, AssumeRolePolicyDocument });
    const { Role } = await h.ask(h.root(), GetRole, { RoleName });
    return decodeURIComponent(Role!.AssumeRolePolicyDocument!);
  },
  inline: async (h, PolicyDocument) => {
    const policy = { RoleName: 'app', PolicyName: 'DefaultPolicy' };
    await h.ask(h.root(), PutRolePolicy, { ...policy, PolicyDocument });
    const shown = await h.ask(h.root(), GetRolePolicy, policy);
    return decodeURIComponent(shown.PolicyDocument!);
  },
  managed: async (h, PolicyDocument) => {
    const made = await h.ask(h.root(), CreatePolicy, { PolicyName: 'made', PolicyDocument });
    const version = { PolicyArn: made.Policy!.Arn!, VersionId: 'v1' };
    const shown = await h.ask(h.root(), GetPolicyVersion, version);
    return decodeURIComponent(shown.PolicyVersion!.Document!);
  },
  key: async (h, Policy) => {
    const { KeyMetadata } = await h.ask(h.root(), CreateKey, {});
    const KeyId = KeyMetadata!.KeyId!;
    await h.ask(h.root(), PutKeyPolicy, { KeyId, Policy });
    return (await h.ask(h.root(), GetKeyPolicy, { KeyId })).Policy!;
  },
  secret: async (h, ResourcePolicy) => {
    const { ARN } = await newSecret(h, 'made');
    const asked = { SecretId: ARN!, ResourcePolicy, BlockPublicPolicy: true };
    await h.ask(h.root(), PutResourcePolicy, asked);
    return (await h.ask(h.root(), GetResourcePolicy, { SecretId: ARN! })).ResourcePolicy!;
  },
};

for (const { by, as, text } of MADE_BY_TOOLS) {
  test(`${by}: taken as it stands`, async () => {
    const h = await world();
    const shown = await PUTS[as](h, text);
    // A tool that finds something else there than it has put would put it again at every run.
    assert.deepEqual(JSON.parse(shown), JSON.parse(text));
  });
}

test('grantRead of CDK, by the name of the secret, opens it and no other', async () => {
  const h = await world();
  const { text } = MADE_BY_TOOLS.find(({ by }) => by.startsWith('CDK: grantRead'))!;
  await PUTS.inline(h, text);
  await newSecret(h, 'app/db');
  await newSecret(h, 'app/db-replica');
  const session = await h.assume(await h.admin(), `arn:aws:iam::${ACCOUNT}:role/app`);
  const read = (SecretId: string) => h.ask(session, GetSecretValue, { SecretId });
  assert.equal((await read('app/db')).SecretString, 'value');
  await assert.rejects(read('app/db-replica'), { code: 'AccessDeniedException' });
});
