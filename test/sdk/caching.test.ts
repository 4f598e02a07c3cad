/** Clients that keep what they have read, as npm brings them: pointed here by the environment alone. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets';
import { CreateSecretCommand, PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import middy from '@middy/core';
import secretsManager from '@middy/secrets-manager';
import { clients, environment } from '../clients.ts';
import { world } from './world.ts';

/** An application whose environment names the server, and whoever changes its password. */
async function application(t: TestContext, Name: string) {
  const { url, administrator } = await world(t);
  Object.assign(process.env, environment(url, administrator));
  const { secrets } = clients(administrator);
  const value = (password: string) => JSON.stringify({ username: 'app', password });
  await secrets.send(new CreateSecretCommand({ Name, SecretString: value('first') }));
  return {
    change: (password: string) =>
      secrets.send(new PutSecretValueCommand({ SecretId: Name, SecretString: value(password) })),
  };
}

test('Powertools for AWS Lambda keeps a value until it is too old, and fetches it anew when told to', async (t) => {
  const { change } = await application(t, 'powertools');
  const provider = new SecretsProvider();
  const get = async (options: object) =>
    (await provider.get('powertools', { transform: 'json', ...options })) as object;
  assert.deepEqual(await get({ maxAge: 3600 }), { username: 'app', password: 'first' });
  await change('second');
  assert.deepEqual(await get({ maxAge: 3600 }), { username: 'app', password: 'first' });
  assert.deepEqual(await get({ forceFetch: true }), { username: 'app', password: 'second' });
  assert.equal(
    await provider.get('powertools', { sdkOptions: { VersionStage: 'none' } }).then(
      () => 'found',
      (error: Error) => error.message,
    ),
    "Secrets Manager can't find the specified secret value for staging label: none",
  );
});

test('Middy hands a handler the values that it keeps', async (t) => {
  const { change } = await application(t, 'middy');
  const options = { fetchData: { db: 'middy' }, setToContext: true } as const;
  const handlerOf = (cacheExpiry: number) =>
    middy((_event: object, context: { db?: unknown }) => context.db).use(
      secretsManager({ ...options, cacheExpiry, cacheKey: `middy-${cacheExpiry}` }),
    );
  const call = (handler: ReturnType<typeof handlerOf>) =>
    handler({}, { getRemainingTimeInMillis: () => 10_000 } as never, {} as never);
  const [keeping, asking] = [handlerOf(-1), handlerOf(0)];
  assert.deepEqual(await call(keeping), { username: 'app', password: 'first' });
  await change('second');
  assert.deepEqual(await call(keeping), { username: 'app', password: 'first' });
  assert.deepEqual(await call(asking), { username: 'app', password: 'second' });
});
