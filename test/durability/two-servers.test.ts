import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { clients } from '../clients.ts';
import { command, keptServer } from '../kept-server.ts';
import { freePort } from '../process.ts';

test('a second server on the same SQLite file is refused, and the first goes on', async (t) => {
  const server = await keptServer(t);
  const port = await freePort();
  const listen = `127.0.0.1:${port}`;
  const second = await command(['start', '--data', server.data, '--listen', listen]);
  assert.equal(second.code, 4);
  assert.match(
    second.err,
    /Another Lockstead server has the data file `.*lockstead\.db` open\. Stop it first/,
  );
  assert.doesNotMatch(second.err, /\n\s+at /);
  const { sts } = clients(server.administrator, { endpoint: server.url });
  await sts.send(new GetCallerIdentityCommand({}));
});
