import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, suite, test } from 'node:test';
import {
  AttachUserPolicy,
  CreateAccessKey,
  CreateGroup,
  CreatePolicy,
  CreateRole,
  CreateUser,
} from '../../src/generated/iam.ts';
import { CreateAlias, CreateGrant, CreateKey, Encrypt } from '../../src/generated/kms.ts';
import { CreateSecret } from '../../src/generated/secretsmanager.ts';
import { seededRandom } from '../../src/base/random.ts';
import { keyring } from '../../src/crypto/keyring.ts';
import { servicesOf } from '../../src/house.ts';
import type { Operation } from '../../src/operation/operation.ts';
import { AwsError, type AnyOperationModel, type Protocol } from '../../src/model/model.ts';
import type { Caller } from '../../src/operation/caller.ts';
import { stale } from '../../tools/access-matrix.ts';
import { ACCOUNT, house, START, type TestHouse } from '../house.ts';
import { type Known, sampleFor } from './sample.ts';

test('the matrix shows what each operation asks for', () => {
  assert.deepEqual(stale(), []);
});

const DENIED: { readonly [protocol in Protocol]: string } = {
  'awsJson1.1': 'AccessDeniedException',
  awsQuery: 'AccessDenied',
  restJson1: 'AccessDeniedException',
  ec2Query: 'UnauthorizedOperation',
};

const NO_IDENTITY = /^(ValidationError|InvalidIdentityToken)$/;

const ANYBODY: Caller = { kind: 'anonymous', account: '', arn: '', userId: '' };

suite('every operation', () => {
  let h: TestHouse;
  let known: Known;
  let nobody: Caller;
  let admin: Caller;

  before(async () => {
    h = await house();
    admin = await h.user('admin', ['*']);
    nobody = await h.user('nobody', []);
    known = await furnish(h, admin);
  });
  after(() => h.close());

  /** Lines for those operations that answered otherwise than with a refusal, or not at all. */
  async function unproven(who: string, caller: Caller): Promise<string[]> {
    const lines: string[] = [];
    for (const { model, open, identify } of SERVED) {
      if (open !== undefined) continue;
      const code = await answerOf(h, { caller, model, known });
      // Who brings his identity along is refused before it is asked what he may.
      const isRefused = identify ? NO_IDENTITY.test(code) : code === DENIED[model.service.protocol];
      if (!isRefused) lines.push(`${model.service.name}:${model.name} | ${who} | ${code}`);
    }
    return lines.sort();
  }

  test('refuses who has not signed', async () => {
    assert.deepEqual(await unproven('anybody', ANYBODY), uncovered('anybody'));
  });

  test('refuses who has no rights', async () => {
    assert.deepEqual(await unproven('nobody', nobody), uncovered('nobody'));
  });

  test('is open to who may everything, or fails for another reason', async () => {
    const refused: string[] = [];
    // The last service first: a role is assumed before it is deleted.
    for (const { model } of SERVED.toReversed()) {
      const code = await answerOf(h, { caller: admin, model, known });
      if (code === DENIED[model.service.protocol])
        refused.push(`${model.service.name}:${model.name}`);
    }
    assert.deepEqual(refused, []);
  });
});

const ring = keyring(new Map([[1, new Uint8Array(32)]]), seededRandom('models alone'));
const SERVED: readonly Operation[] = servicesOf(ring).flatMap(({ operations }) => operations);

/** What only services ask one another has no shapes that a sample could be made of. */
const UNMODELLED: { readonly [operation: string]: object } = {
  DeliverLogLines: {
    logGroup: 'sample',
    logStream: 'sample',
    lines: [{ at: START, message: 'x' }],
  },
  RotateMasterUserSecret: {
    Step: 'createSecret',
    SecretId: 'sample',
    ClientRequestToken: 'sample',
  },
};

/** The code of the refusal; `answered` where there was none. */
async function answerOf(
  h: TestHouse,
  of: { readonly caller: Caller; readonly model: AnyOperationModel; readonly known: Known },
): Promise<string> {
  const input = UNMODELLED[of.model.name] ?? sampleFor(of.model, of.known);
  if (!input) return 'no sample';
  try {
    await h.ask(of.caller, of.model, input);
    return 'answered';
  } catch (error) {
    if (error instanceof AwsError) return error.code;
    throw error;
  }
}

/** What is not proven yet, and how it answers instead: a line that no longer holds must go. */
const uncovered = (who: string): string[] =>
  readFileSync(new URL('uncovered.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.includes(` | ${who} | `) && !line.startsWith('#'))
    .sort();

/** One thing of each kind, and the names under which operations ask for it. */
async function furnish(h: TestHouse, admin: Caller): Promise<Known> {
  const allow = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
  const document = JSON.stringify({ Version: '2012-10-17', Statement: allow });
  const trust = JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole' },
  });
  const { ARN: SecretId } = await h.ask(admin, CreateSecret, {
    Name: 'secret',
    SecretString: 'x',
    ClientRequestToken: 'c0a8012e-5a5c-4c3e-9f5e-3a1d2b4c5d6e',
  });
  const { KeyMetadata } = await h.ask(admin, CreateKey, {});
  const KeyId = KeyMetadata!.Arn!;
  await h.ask(admin, CreateAlias, { AliasName: 'alias/mine', TargetKeyId: KeyId });
  const { GrantId } = await h.ask(admin, CreateGrant, {
    KeyId,
    GranteePrincipal: admin.arn,
    Operations: ['Encrypt'],
  });
  const { CiphertextBlob } = await h.ask(admin, Encrypt, { KeyId, Plaintext: Buffer.from('x') });
  await h.ask(admin, CreateUser, { UserName: 'alice' });
  const { AccessKey } = await h.ask(admin, CreateAccessKey, { UserName: 'alice' });
  await h.ask(admin, CreateGroup, { GroupName: 'readers' });
  const { Role } = await h.ask(admin, CreateRole, {
    RoleName: 'reader',
    AssumeRolePolicyDocument: trust,
  });
  const { Policy } = await h.ask(admin, CreatePolicy, {
    PolicyName: 'reads',
    PolicyDocument: document,
  });
  const PolicyArn = Policy!.Arn!;
  await h.ask(admin, AttachUserPolicy, { UserName: 'alice', PolicyArn });
  return {
    SigningAlgorithm: 'ES384',
    TargetPrincipal: ACCOUNT,
    SecretId,
    SecretIdList: [SecretId],
    KeyId,
    TargetKeyId: KeyId,
    ResourceId: KeyId,
    SourceKeyId: KeyId,
    DestinationKeyId: KeyId,
    AliasName: 'alias/mine',
    GrantId,
    GranteePrincipal: admin.arn,
    RetiringPrincipal: admin.arn,
    CiphertextBlob,
    UserName: 'alice',
    GroupName: 'readers',
    RoleName: 'reader',
    RoleArn: Role.Arn,
    Role: Role.Arn,
    logGroupName: 'sample',
    ResourceName: `arn:aws:rds:us-east-1:${ACCOUNT}:db:sample`,
    PolicyArn,
    PolicySourceArn: `arn:aws:iam::${ACCOUNT}:user/alice`,
    PermissionsBoundary: PolicyArn,
    AccessKeyId: AccessKey.AccessKeyId,
    PolicyDocument: document,
    AssumeRolePolicyDocument: trust,
    PolicyInputList: [document],
    ActionNames: ['s3:GetObject'],
    VersionId: 'v1',
    AccountId: ACCOUNT,
    Arn: `arn:aws:iam::${ACCOUNT}:user/alice`,
    EntityPath: 'o-abcdefghij/r-abcd',
    EntityArn: `arn:aws:iam::${ACCOUNT}:delegation-request/${'a'.repeat(16)}`,
    OpenIDConnectProviderArn: `arn:aws:iam::${ACCOUNT}:oidc-provider/example.com`,
    ThumbprintList: ['0'.repeat(40)],
    SAMLProviderArn: `arn:aws:iam::${ACCOUNT}:saml-provider/idp`,
    SAMLMetadataDocument: ' '.repeat(1000),
    SSHPublicKeyId: 'APKA'.padEnd(20, 'A'),
    CertificateId: 'A'.repeat(24),
    ServiceSpecificCredentialId: 'ACCA'.padEnd(20, 'A'),
  };
}
