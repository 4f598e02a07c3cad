import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptServer } from '../kept-server.ts';
import { form, json, type Plain, send, signed } from './signed.ts';

const CLIENTS = 40;
const TIMES = 3;

test('a crowd that changes one thing at once is served to the last, each change and its event', async (t) => {
  const kept = await keptServer(t);
  const credentials = kept.administrator;
  const ask = async (plain: Plain) => {
    const answer = await send(kept.port, signed({ ...plain, credentials }));
    assert.equal(answer.status, 200, answer.body);
    return answer.body;
  };
  const token = (i: number) => `${i}`.padStart(40, 't');
  const secret = { Name: 'hot', SecretString: 'v', ClientRequestToken: token(-1) };
  await ask(json('secretsmanager.CreateSecret', secret));
  await ask(form('iam', 'CreateUser', { UserName: 'hot' }));

  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      for (let i = 0; i < TIMES; i++) {
        const n = client * TIMES + i;
        const put = { SecretId: 'hot', SecretString: `${n}`, ClientRequestToken: token(n) };
        await ask(json('secretsmanager.PutSecretValue', put));
        const tag = { 'Tags.member.1.Key': `k${n % 50}`, 'Tags.member.1.Value': `${n}` };
        await ask(form('iam', 'TagUser', { UserName: 'hot', ...tag }));
      }
    }),
  );
  // Exactly one is the current one, and the one before it is the previous.
  const versions = JSON.parse(
    await ask(json('secretsmanager.ListSecretVersionIds', { SecretId: 'hot', MaxResults: 100 })),
  ).Versions.flatMap(({ VersionStages }: { VersionStages?: string[] }) => VersionStages ?? []);
  assert.deepEqual(versions.sort(), ['AWSCURRENT', 'AWSPREVIOUS']);
  const tags = await ask(form('iam', 'ListUserTags', { UserName: 'hot', MaxItems: '100' }));
  assert.equal(tags.match(/<Key>k\d+<\/Key>/g)!.length, 50, 'nobody undid what another did');

  const account = /::(\d{12}):/.exec(await ask(form('sts', 'GetCallerIdentity')))![1]!;
  await kept.stop();
  const events = (await kept.events(account)).filter(({ errorCode }) => !errorCode);
  for (const name of ['PutSecretValue', 'TagUser'])
    assert.equal(events.filter(({ eventName }) => eventName === name).length, CLIENTS * TIMES);
});
