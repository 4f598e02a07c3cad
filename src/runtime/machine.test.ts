import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { answerOf, invocationOf, oneRuntime } from '../../test/functions.ts';
import { ROOT } from '../../test/process.ts';
import { lookAround } from './machine.ts';

const shared = oneRuntime();

/** What a function that rotates credentials asks, and all else that is served here. */
const SERVED = {
  'cloudwatch-logs': 'CloudWatchLogsClient',
  iam: 'IAMClient',
  kms: 'KMSClient',
  lambda: 'LambdaClient',
  organizations: 'OrganizationsClient',
  rds: 'RDSClient',
  'secrets-manager': 'SecretsManagerClient',
  sts: 'STSClient',
} as const;
const CLIENTS = Object.keys(SERVED).map((name) => `@aws-sdk/client-${name}`);

test('the AWS SDK that functions find comes with a production install, whole', async () => {
  const from = fileURLToPath(new URL('./runtime.ts', import.meta.url));
  const { sdk } = await lookAround({ searchPath: '', packagesFrom: from });
  assert.deepEqual(
    CLIENTS.filter((name) => !sdk.has(name)),
    [],
  );
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const forDevelopers = [...sdk.keys()].filter((name) => lock.packages[`node_modules/${name}`].dev);
  assert.deepEqual(forDevelopers, []);
});

test('a function imports every client, in either kind of module', async () => {
  const names = JSON.stringify(CLIENTS);
  const runtime = await shared();
  for (const [file, body] of [
    [
      'main.mjs',
      `export const handler = () => Promise.all(${names}.map(async (n) => found(await import(n))));`,
    ],
    ['main.cjs', `exports.handler = async () => ${names}.map((n) => found(require(n)));`],
  ] as const) {
    const found = `const found = (m) => Object.keys(m).filter((n) => ${JSON.stringify(Object.values(SERVED))}.includes(n))[0];`;
    const of = invocationOf({ [file]: `${found}\n${body}` }, { runtime: 'nodejs24.x' });
    const result = await runtime.invoke({ ...of, memoryMiB: 512, timeoutSeconds: 30 });
    assert.equal(result.functionError, undefined, JSON.stringify(answerOf(result)));
    assert.deepEqual(answerOf(result), Object.values(SERVED));
  }
});
