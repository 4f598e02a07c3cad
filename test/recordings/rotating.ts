/** The rotation function of the recordings, which follows AWS's public template, and the role that it had. */
import assert from 'node:assert/strict';
import { strictText, utf8 } from '../../src/base/bytes.ts';
import { AttachRolePolicy, CreateRole } from '../../src/generated/iam.ts';
import {
  CreateSecret,
  DescribeSecret,
  GetSecretValue,
  PutSecretValue,
  UpdateSecretVersionStage,
} from '../../src/generated/secretsmanager.ts';
import type { Caller } from '../../src/operation/caller.ts';
import type { Functions, Invocation } from '../../src/operation/functions.ts';
import { uuid } from '../../src/base/random.ts';
import type { TestHouse } from '../house.ts';

/** Functions that all do what the recorder's did, in the house that they are told of. */
export function rotating(): Functions & { readonly in: (house: TestHouse) => void } {
  let h: TestHouse;
  return {
    in: (house) => (h = house),
    endpoint: () => 'https://house.example',
    runtime: {
      runs: () => true,
      examine: async (zip) => ({ unzippedBytes: zip.length }),
      invoke: async (invocation) => {
        await rotate(h, invocation);
        return {
          payload: utf8('null'),
          lines: [],
          logStream: 'stream',
          billedMillis: 1,
          initMillis: 0,
        };
      },
      forget: () => {},
      stop: async () => {},
    },
  };
}

/** The recorder's function had a role that may do what it did. */
export async function functionRole(h: TestHouse, admin: Caller, name: string): Promise<void> {
  await h.ask(admin, CreateRole, {
    RoleName: name,
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'lambda.amazonaws.com' },
          Action: 'sts:AssumeRole',
        },
      ],
    }),
  });
  const PolicyArn = 'arn:aws:iam::aws:policy/SecretsManagerReadWrite';
  await h.ask(admin, AttachRolePolicy, { RoleName: name, PolicyArn });
}

async function rotate(h: TestHouse, { payload, credentials }: Invocation): Promise<void> {
  const { Step, SecretId, ClientRequestToken } = JSON.parse(strictText(payload)!);
  const { accessKeyId, sessionToken } = await credentials();
  const role = await h.callerOf(accessKeyId, sessionToken);
  if (Step === 'createSecret') {
    const { SecretString } = await h.ask(role, GetSecretValue, { SecretId });
    const pending = { SecretId, VersionId: ClientRequestToken, VersionStage: 'AWSPENDING' };
    await assert.rejects(h.ask(role, GetSecretValue, pending), {
      code: 'ResourceNotFoundException',
    });
    await h.ask(role, CreateSecret, {
      Name: `ResourceNotFoundException_${ClientRequestToken}`,
      SecretString: 'seen',
      ClientRequestToken: uuid(h.random),
    });
    await h.ask(role, PutSecretValue, {
      SecretId,
      ClientRequestToken,
      SecretString: `${SecretString}_rotated`,
      VersionStages: ['AWSPENDING'],
    });
  }
  if (Step !== 'finishSecret') return;
  const { VersionIdsToStages } = await h.ask(role, DescribeSecret, { SecretId });
  const [current] = Object.entries(VersionIdsToStages!).find(([, s]) => s.includes('AWSCURRENT'))!;
  await h.ask(role, UpdateSecretVersionStage, {
    SecretId,
    VersionStage: 'AWSCURRENT',
    MoveToVersionId: ClientRequestToken,
    RemoveFromVersionId: current,
  });
  await h.ask(role, UpdateSecretVersionStage, {
    SecretId,
    VersionStage: 'AWSPENDING',
    RemoveFromVersionId: ClientRequestToken,
  });
}
