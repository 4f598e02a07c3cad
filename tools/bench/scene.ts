/** What is measured: secrets under a customer key, read by a role that identity and resource policies admit. */
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  CreateSecretCommand,
  PutResourcePolicyCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import http from 'node:http';
import { randomUUID } from 'node:crypto';
import type { RealServer } from './servers.ts';
import { type Credentials, signedRequest } from './sign.ts';

export interface Scene {
  /** How long one answer is, headers not counted. */
  readonly answerBytes: number;
  /** Signed GetSecretValue requests over the first `count` secrets, fresh for five minutes. */
  readonly gets: (count?: number) => readonly string[];
  readonly puts: () => readonly string[];
  /** Makes secrets until there are `count`. */
  readonly grow: (count: number) => Promise<void>;
}

const SAMPLE = 4000;
const VALUE = JSON.stringify({
  engine: 'postgres',
  host: 'db.example.com',
  port: 5432,
  username: 'app',
  password: 'x'.repeat(32),
  dbname: 'app',
});

export async function setScene(server: RealServer, secrets: number): Promise<Scene> {
  const endpoint = `http://127.0.0.1:${server.port}`;
  const config = {
    endpoint,
    region: 'us-east-1',
    credentials: server.administrator,
    requestHandler: { httpAgent: new http.Agent({ keepAlive: true, maxSockets: 32 }) },
  };
  const [iam, kms, sm, sts] = [
    new IAMClient(config),
    new KMSClient(config),
    new SecretsManagerClient(config),
    new STSClient(config),
  ];
  const { Account: account } = await sts.send(new GetCallerIdentityCommand({}));
  const { KeyMetadata: key } = await kms.send(new CreateKeyCommand({}));

  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }],
  };
  const { Role: role } = await iam.send(
    new CreateRoleCommand({ RoleName: 'reader', AssumeRolePolicyDocument: JSON.stringify(trust) }),
  );
  const may = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'],
        Resource: `arn:aws:secretsmanager:*:${account}:secret:bench/*`,
      },
      { Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: key!.Arn! },
    ],
  };
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'reader',
      PolicyName: 'may',
      PolicyDocument: JSON.stringify(may),
    }),
  );
  const guard = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: 'secretsmanager:DeleteSecret', Resource: '*' }],
  };
  const { Policy: policy } = await iam.send(
    new CreatePolicyCommand({ PolicyName: 'guard', PolicyDocument: JSON.stringify(guard) }),
  );
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'reader', PolicyArn: policy!.Arn! }));

  const names: string[] = [];
  const grow = async (count: number) => {
    let next = names.length;
    const resourcePolicy = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: role!.Arn! },
          Action: 'secretsmanager:GetSecretValue',
          Resource: '*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    };
    const worker = async () => {
      while (next < count) {
        const at = next++;
        const name = `bench/${String(at).padStart(6, '0')}`;
        names[at] = name;
        await sm.send(
          new CreateSecretCommand({ Name: name, SecretString: VALUE, KmsKeyId: key!.Arn! }),
        );
        // The first thousand, which are read in every run, have policies of their own.
        if (at < 1000)
          await sm.send(
            new PutResourcePolicyCommand({
              SecretId: name,
              ResourcePolicy: JSON.stringify(resourcePolicy),
            }),
          );
      }
    };
    await Promise.all(Array.from({ length: 32 }, worker));
  };
  await grow(secrets);

  const session = async (): Promise<Credentials> => {
    const { Credentials: c } = await sts.send(
      new AssumeRoleCommand({ RoleArn: role!.Arn!, RoleSessionName: 'bench' }),
    );
    return {
      accessKeyId: c!.AccessKeyId!,
      secretAccessKey: c!.SecretAccessKey!,
      sessionToken: c!.SessionToken!,
    };
  };
  const credentials = await session();
  const host = `127.0.0.1:${server.port}`;
  const call = (target: string, body: object) =>
    signedRequest(host, credentials, {
      service: 'secretsmanager',
      target: `secretsmanager.${target}`,
      body: JSON.stringify(body),
    });
  const gets = (count = secrets) => {
    const step = Math.max(1, Math.floor(count / SAMPLE));
    const chosen = Array.from(
      { length: Math.min(count, SAMPLE) },
      (_, i) => names[(i * step) % count]!,
    );
    return chosen.map((name) => call('GetSecretValue', { SecretId: name }));
  };
  const answer = await fetch(endpoint, asFetch(gets(1)[0]!));
  const answerBytes = (await answer.text()).length;
  if (!answer.ok) throw new Error(`the scene is not set: ${answer.status}`);
  return {
    answerBytes,
    gets,
    // Every request its own token, or the second round would only be told that it was done already.
    puts: () =>
      Array.from({ length: 30_000 }, (_, i) =>
        call('PutSecretValue', {
          SecretId: names[i % secrets]!,
          SecretString: VALUE,
          ClientRequestToken: randomUUID(),
        }),
      ),
    grow,
  };
}

function asFetch(raw: string): RequestInit {
  const [head, body] = raw.split('\r\n\r\n') as [string, string];
  const headers = head
    .split('\r\n')
    .slice(1)
    .map(
      (line) =>
        [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as [string, string],
    );
  return {
    method: 'POST',
    headers: headers.filter(([name]) => name !== 'host' && name !== 'content-length'),
    body,
  };
}
