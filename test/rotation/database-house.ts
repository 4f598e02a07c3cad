/** A house whose built-in functions rotate users of real databases. */
import { rootCertificates } from 'node:tls';
import { uuid } from '../../src/base/random.ts';
import {
  CreateSecret,
  DescribeSecret,
  GetSecretValue,
  RotateSecret,
} from '../../src/generated/secretsmanager.ts';
import type { DescribeSecretResponse } from '../../src/generated/secretsmanager.types.ts';
import type { BuiltInFunctions, BuiltInName } from '../../src/operation/built-in-functions.ts';
import type { Caller } from '../../src/operation/caller.ts';
import type { Databases } from '../../src/operation/databases.ts';
import { nowhere, type Outbound } from '../../src/operation/outbound.ts';
import type { Reach } from '../../src/operation/reach.ts';
import { systemRandom } from '../../src/base/random.ts';
import { builtInFunctions } from '../../src/rotation/built-in-functions.ts';
import { createDatabases } from '../../src/rotation/database/databases.ts';
import { ACCOUNT, house, type TestHouse } from '../house.ts';
import { CA } from '../own-ca.ts';

/** Everything is reached, and the tests' own authority believed. */
export const reach: Reach = {
  locate: async (address, port) => ({ address, port }),
  authorities: [...rootCertificates, CA],
};

export const databases: Databases = createDatabases({ reach, random: systemRandom });

export interface DatabaseHouse extends TestHouse {
  readonly me: Caller;
  readonly secret: (name: string, value: object, tags?: object) => Promise<string>;
  readonly value: (name: string, stage?: string) => Promise<any>;
  readonly describe: (name: string) => Promise<DescribeSecretResponse>;
  /** Begins a rotation; the version that it makes. */
  readonly begin: (name: string, by?: BuiltInName) => Promise<string>;
  /** Rotates, and does what is due until nothing is: rejects with the failure where one was told. */
  readonly rotate: (name: string, by?: BuiltInName) => Promise<string>;
  /** Does what is due, once for each step that there is. */
  readonly steps: () => Promise<void>;
  /** Why rotations have failed, oldest first: step and type. */
  readonly failures: () => Promise<readonly string[]>;
}

export interface DatabaseHouseOptions {
  readonly wrap?: (builtIns: BuiltInFunctions) => BuiltInFunctions;
  readonly databases?: Databases;
  /** The way to webhooks; there is none unless told. */
  readonly outbound?: Outbound;
}

/** @param wrap puts something between Lambda and the functions */
export async function databaseHouse({
  wrap = (same) => same,
  databases: reached = databases,
  outbound = nowhere,
}: DatabaseHouseOptions = {}): Promise<DatabaseHouse> {
  const builtIns = wrap(builtInFunctions({ databases: reached, reach, outbound }));
  const h = await house({ builtIns, databases: reached });
  const me = await h.admin();
  const begin: DatabaseHouse['begin'] = async (SecretId, by) => {
    const arn = by && `arn:aws:lambda:us-east-1:${ACCOUNT}:function:${by}`;
    const ClientRequestToken = uuid(h.random);
    const function_ = arn === undefined ? {} : { RotationLambdaARN: arn };
    return (await h.ask(me, RotateSecret, { SecretId, ClientRequestToken, ...function_ }))
      .VersionId!;
  };
  const steps = async () => {
    for (let n = 0; n < 6; n++) await h.tick();
  };
  const failures = async () =>
    (await h.events())
      .filter(({ eventName }) => /^(?:Test)?RotationFailed$/.test(eventName))
      .map(({ additionalEventData: { Step, Reason } }) => `${Step}: ${Reason}`);
  return {
    ...h,
    me,
    begin,
    steps,
    failures,
    secret: async (Name, value, tags = {}) => {
      const ClientRequestToken = uuid(h.random);
      const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value: String(Value) }));
      const SecretString = JSON.stringify(value);
      const made = { Name, SecretString, ClientRequestToken, Tags };
      return (await h.ask(me, CreateSecret, made)).ARN!;
    },
    value: async (SecretId, VersionStage = 'AWSCURRENT') => {
      const { SecretString } = await h.ask(me, GetSecretValue, { SecretId, VersionStage });
      return JSON.parse(SecretString!);
    },
    describe: (SecretId) => h.ask(me, DescribeSecret, { SecretId }),
    rotate: async (name, by) => {
      const before = (await failures()).length;
      const version = await begin(name, by);
      await steps();
      const told = (await failures()).slice(before);
      if (told.length > 0) throw new Error(told.join(', '));
      return version;
    },
  };
}
