import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sessionOf } from '../clients.ts';
import type { Credentials } from '../kept-server.ts';
import { type Client, javascript, refused, type Told } from './client.ts';
import { world } from './world.ts';

// What an organization forbids is forbidden to the next request that anybody signs, and no longer than that.

/** An account of the organization, and the right to enter it. */
async function member(
  client: Client,
  tick: () => Promise<void>,
): Promise<{ readonly account: string; readonly entered: Credentials }> {
  const { CreateAccountStatus: begun } = await client.ask('organizations', 'CreateAccount', {
    AccountName: 'b',
    Email: 'b@example.com',
  });
  await tick();
  const { CreateAccountStatus: done } = await client.ask(
    'organizations',
    'DescribeCreateAccountStatus',
    { CreateAccountRequestId: begun.Id },
  );
  const account: string = done.AccountId;
  const { Credentials: given } = await client.ask('sts', 'AssumeRole', {
    RoleArn: `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`,
    RoleSessionName: 'guest',
  });
  return { account, entered: sessionOf(given) };
}

test('an organization binds its accounts by policies, and shuts them', async (t) => {
  const { url, administrator, tick } = await world(t);
  const client = javascript(url, administrator);
  t.after(() => client.close());
  const org = (operation: string, input: object = {}): Promise<Told> =>
    client.ask('organizations', operation, input);
  await org('CreateOrganization');
  const { account, entered } = await member(client, tick);
  const guest = javascript(url, entered);
  t.after(() => guest.close());
  const listKeys = () => guest.ask('kms', 'ListKeys');

  const { Roots } = await org('ListRoots');
  const RootId = Roots[0].Id;
  const denials = {
    SERVICE_CONTROL_POLICY: { Effect: 'Deny', Action: 'kms:ListKeys', Resource: '*' },
    RESOURCE_CONTROL_POLICY: {
      Effect: 'Deny',
      Principal: '*',
      Action: 'kms:ListKeys',
      Resource: '*',
    },
  };
  for (const [PolicyType, statement] of Object.entries(denials)) {
    await org('EnablePolicyType', { RootId, PolicyType });
    const Content = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    const { Policy } = await org('CreatePolicy', {
      Name: 'no keys',
      Description: '',
      Type: PolicyType,
      Content,
    });
    const { Id: PolicyId, Arn } = Policy.PolicySummary;
    for (const TargetId of [RootId, account]) {
      await listKeys();
      await org('AttachPolicy', { PolicyId, TargetId });
      await refused(
        listKeys(),
        'AccessDeniedException',
        `User: arn:aws:sts::${account}:assumed-role/OrganizationAccountAccessRole/guest is not authorized to perform: kms:ListKeys on resource: * with an explicit deny in a ${PolicyType.toLowerCase().replaceAll('_', ' ')}: ${Arn}`,
      );
      await client.ask('kms', 'ListKeys');
      await org('DetachPolicy', { PolicyId, TargetId });
      await listKeys();
    }
  }

  await org('CloseAccount', { AccountId: account });
  await refused(
    listKeys(),
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
  );
  await refused(
    guest.ask('sts', 'GetCallerIdentity'),
    'InvalidClientTokenId',
    'The security token included in the request is invalid.',
    403,
  );
  assert.equal((await org('DescribeAccount', { AccountId: account })).Account.Id, account);
});
