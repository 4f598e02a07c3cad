import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { GetUserCommand } from '@aws-sdk/client-iam';
import { ListKeysCommand } from '@aws-sdk/client-kms';
import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { clients } from '../clients.ts';
import { world } from './world.ts';

const HOUR = 3_600_000;

/** This process is the client, and the server has a clock of its own. */
function misset(t: TestContext, offset: number): void {
  const now = Date.now;
  t.mock.method(Date, 'now', () => now() + offset);
}

for (const [way, offset] of [
  ['an hour slow', -HOUR],
  ['a day fast', 24 * HOUR],
] as const) {
  test(`an SDK whose clock is ${way} is told the time, and asks again by itself`, async (t) => {
    const { administrator } = await world(t);
    misset(t, offset);
    const { iam, kms, secrets, sts } = clients(administrator, { maxAttempts: 2 });
    const answers = [
      await secrets.send(new ListSecretsCommand({})),
      await kms.send(new ListKeysCommand({})),
      await iam.send(new GetUserCommand({})),
      await sts.send(new GetCallerIdentityCommand({})),
    ];
    // Once corrected it is right from the start.
    const again = await secrets.send(new ListSecretsCommand({}));
    assert.deepEqual(
      [...answers, again].map(({ $metadata }) => $metadata.attempts),
      [2, 2, 2, 2, 1],
    );
  });

  test(`a request of an SDK whose clock is ${way} and that asks once is refused`, async (t) => {
    const { administrator } = await world(t);
    misset(t, offset);
    const { secrets, sts } = clients(administrator);
    const message = offset < 0 ? /^Signature expired: / : /^Signature not yet current: /;
    const name = { json: 'InvalidSignatureException', query: 'SignatureDoesNotMatch' };
    await assert.rejects(secrets.send(new ListSecretsCommand({})), { name: name.json, message });
    await assert.rejects(sts.send(new GetCallerIdentityCommand({})), { name: name.query, message });
  });
}
