/** What tests ask of a real server about a secret that built-in functions rotate. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import { systemClock } from '../../src/base/clock.ts';
import type { BuiltInName } from '../../src/operation/built-in-functions.ts';
import { clients } from '../clients.ts';
import type { Credentials } from '../kept-server.ts';
import { CA } from '../own-ca.ts';

/** A built-in function, as it is named in an account. */
export const built = (name: BuiltInName, account = '123456789012'): string =>
  `arn:aws:lambda:us-east-1:${account}:function:${name}`;

export interface Database {
  readonly port: number;
  readonly whoIs: (username: string, password: string) => Promise<string>;
}

/** The server as one caller asks it. */
export function asking(url: string, credentials: Credentials) {
  const { secrets } = clients(credentials, { endpoint: url });
  const read = async (SecretId: string, VersionStage = 'AWSCURRENT') =>
    JSON.parse(
      (await secrets.send(new GetSecretValueCommand({ SecretId, VersionStage }))).SecretString!,
    );
  const describe = (SecretId: string) => secrets.send(new DescribeSecretCommand({ SecretId }));
  return {
    secrets,
    read,
    describe,
    create: async (Name: string, value: object) =>
      (await secrets.send(new CreateSecretCommand({ Name, SecretString: JSON.stringify(value) })))
        .ARN!,
    /** Asks until it is so; whoever waits for more than two minutes waits in vain. */
    until: async (name: string, isSo: () => Promise<boolean>): Promise<void> => {
      for (const end = systemClock.now() + 120_000; !(await isSo()); )
        assert.ok(systemClock.now() < end, JSON.stringify(await describe(name)));
    },
    isCurrent: async (name: string, version: string) =>
      (await describe(name)).VersionIdsToStages?.[version]?.join() === 'AWSCURRENT',
  };
}

/** Whether the credentials of a value are good. */
export const logsIn = (database: Database, { username, password }: any): Promise<boolean> =>
  database.whoIs(username, password).then(
    () => true,
    () => false,
  );

/** The flags that have a server believe the tests' authority. */
export function authority(folder: string): readonly string[] {
  const file = join(folder, 'authority.pem');
  writeFileSync(file, CA);
  return ['--outbound-ca', file];
}
