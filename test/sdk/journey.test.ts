import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { systemRandom } from '../../src/base/random.ts';
import { keyring } from '../../src/crypto/keyring.ts';
import { servicesOf } from '../../src/house.ts';
import type { Credentials } from '../kept-server.ts';
import { postgresServer } from '../database/postgres-server.ts';
import { oidcIssuer } from '../oidc-issuer.ts';
import { missing } from '../process.ts';
import { boto3, type Client, javascript, type Service } from './client.ts';
import { iamCredentialsJourney } from './iam-credentials-journey.ts';
import { iamFederationJourney } from './iam-federation-journey.ts';
import { iamJourney } from './iam-journey.ts';
import { iamReportsJourney } from './iam-reports-journey.ts';
import { kmsGrantsJourney } from './kms-grants-journey.ts';
import { kmsJourney } from './kms-journey.ts';
import { kmsKindsJourney } from './kms-kinds-journey.ts';
import { kmsStoresJourney } from './kms-stores-journey.ts';
import { kmsLifeJourney } from './kms-life-journey.ts';
import { lambdaJourney } from './lambda-journey.ts';
import { logsJourney } from './logs-journey.ts';
import { organizationsJourney } from './organizations-journey.ts';
import { rdsJourney } from './rds-journey.ts';
import { secretsJourney } from './secrets-journey.ts';
import { stsFederationJourney } from './sts-federation-journey.ts';
import { stsJourney } from './sts-journey.ts';
import { world } from './world.ts';

// Every operation that is served is asked by clients that know nothing of Lockstead but its address.

/** What no journey goes through. */
const NOT_WALKED: ReadonlySet<string> = new Set([
  // A service of our own, which no SDK of AWS knows.
  'lockstead',
  // Newer than these SDKs: test/server asks it.
  'iam-toolbox',
]);

type Make = (url: string, credentials: Credentials) => Client;

async function journey(t: TestContext, make: Make): Promise<readonly string[]> {
  const issuer = await oidcIssuer(t);
  const database = await postgresServer();
  t.after(() => database.stop());
  const { url, administrator, proxy, tick } = await world(t, { allow: [issuer.place] });
  const client = make(url, administrator);
  t.after(() => client.close());
  const asked = new Set<string>();
  const watched: Client = {
    ...client,
    ask: (service, operation, input) => {
      asked.add(`${service}:${operation}`);
      return client.ask(service, operation, input);
    },
    pages: (service, operation, input) => {
      asked.add(`${service}:${operation}`);
      return client.pages(service, operation, input);
    },
  };
  await secretsJourney(watched);
  await kmsJourney(watched);
  await kmsKindsJourney(watched);
  await kmsGrantsJourney(watched);
  await kmsStoresJourney(watched, proxy);
  await kmsLifeJourney(watched);
  await stsJourney(watched, administrator.accessKeyId);
  await organizationsJourney(watched, tick);
  await iamJourney(watched);
  await iamFederationJourney(watched);
  await iamCredentialsJourney(watched);
  await iamReportsJourney(watched, tick);
  await stsFederationJourney(watched, { issuer, url });
  await lambdaJourney(watched);
  await logsJourney(watched);
  await rdsJourney(watched, database, tick);
  const served = servicesOf(keyring(new Map([[1, new Uint8Array(32)]]), systemRandom));
  const left: string[] = [];
  for (const { model, operations } of served) {
    if (NOT_WALKED.has(model.name)) continue;
    for (const { model: operation } of operations) {
      const name = `${model.name}:${operation.name}`;
      // Older releases do not know the newest operations.
      if (!asked.has(name) && (await client.knows(model.name as Service, operation.name)))
        left.push(name);
    }
  }
  return left;
}

test('the SDK for JavaScript asks every operation, and reads its answers and refusals', async (t) => {
  assert.deepEqual(await journey(t, javascript), []);
});

test('boto3 asks every operation, and reads its answers and refusals', {
  skip: missing('boto3'),
}, async (t) => {
  assert.deepEqual(await journey(t, boto3), []);
});
