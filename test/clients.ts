/** The clients that people have, unchanged: pointed here by `AWS_ENDPOINT_URL` and nothing else. */
import { IAMClient } from '@aws-sdk/client-iam';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { RDSClient } from '@aws-sdk/client-rds';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import type { Credentials } from './kept-server.ts';
import { type Ran, run } from './process.ts';

/** The SDK for JavaScript, one client a service, for one caller. */
export interface Clients {
  readonly iam: IAMClient;
  readonly kms: KMSClient;
  readonly lambda: LambdaClient;
  readonly logs: CloudWatchLogsClient;
  readonly organizations: OrganizationsClient;
  readonly rds: RDSClient;
  readonly secrets: SecretsManagerClient;
  readonly sts: STSClient;
}

/** Every client of this process that is made from now on asks this server. */
export function pointAt(url: string): void {
  process.env['AWS_ENDPOINT_URL'] = url;
}

/** The clients of one caller. A refusal is told at once: what is refused for good is asked once. */
export function clients(credentials: Credentials, more: object = {}): Clients {
  const options = { region: 'us-east-1', credentials, maxAttempts: 1, ...more };
  return {
    iam: new IAMClient(options),
    kms: new KMSClient(options),
    lambda: new LambdaClient(options),
    logs: new CloudWatchLogsClient(options),
    organizations: new OrganizationsClient(options),
    rds: new RDSClient(options),
    secrets: new SecretsManagerClient(options),
    sts: new STSClient(options),
  };
}

/** Credentials as STS hands them out. */
export const sessionOf = (given: {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: string | undefined;
  readonly SessionToken?: string | undefined;
}): Credentials => ({
  accessKeyId: given.AccessKeyId!,
  secretAccessKey: given.SecretAccessKey!,
  ...(given.SessionToken !== undefined && { sessionToken: given.SessionToken }),
});

/** What other programs are told of a caller. */
export const environment = (url: string, credentials: Credentials): NodeJS.ProcessEnv => ({
  AWS_ENDPOINT_URL: url,
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  ...(credentials.sessionToken !== undefined && { AWS_SESSION_TOKEN: credentials.sessionToken }),
  // The files of whoever runs the tests have no say.
  AWS_CONFIG_FILE: '/nonexistent',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
});

/** Runs the AWS CLI. */
export const aws = (url: string, credentials: Credentials, ...args: readonly string[]): Ran =>
  run('aws', args, environment(url, credentials));

/** Runs a Python program that has boto3 and `json`, and gives what it has printed as JSON. */
export function boto3(url: string, credentials: Credentials, program: string): unknown {
  const ran = run(
    'python3',
    ['-'],
    environment(url, credentials),
    `import boto3, json\n${program}`,
  );
  if (ran.status !== 0) throw new Error(`Python ended with ${ran.status}:\n${ran.stderr}`);
  return JSON.parse(ran.stdout);
}
