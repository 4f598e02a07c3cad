import assert from 'node:assert/strict';
import { type Client, refused, type Told } from './client.ts';

/** Every operation of STS that is served. The role `reader` trusts the account, and `locked` nobody in it. */
export async function stsJourney({ ask }: Client, accessKeyId: string): Promise<void> {
  const sts = (operation: string, input: object = {}): Promise<Told> =>
    ask('sts', operation, input);
  const { Account, Arn } = await sts('GetCallerIdentity');
  assert.match(Arn, /^arn:aws:iam::\d{12}:user\/administrator$/);
  assert.equal((await sts('GetAccessKeyInfo', { AccessKeyId: accessKeyId })).Account, Account);

  const assumed = await sts('AssumeRole', {
    RoleArn: `arn:aws:iam::${Account}:role/reader`,
    RoleSessionName: 'journey',
    DurationSeconds: 900,
    Policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    }),
    PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
  });
  assert.match(assumed.Credentials.AccessKeyId, /^ASIA/);
  assert.match(assumed.Credentials.Expiration, /^20\d\d/);
  assert.equal(assumed.AssumedRoleUser.Arn, `arn:aws:sts::${Account}:assumed-role/reader/journey`);
  await refused(
    sts('AssumeRole', { RoleArn: `arn:aws:iam::${Account}:role/locked`, RoleSessionName: 'no' }),
    'AccessDenied',
    `User: ${Arn} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${Account}:role/locked`,
    403,
  );
  await refused(
    sts('AssumeRole', {
      RoleArn: `arn:aws:iam::${Account}:role/reader`,
      RoleSessionName: 'no',
      Policy: '{"Version":',
    }),
    'MalformedPolicyDocument',
    'Syntax errors in policy.',
  );
  const session = await sts('GetSessionToken', { DurationSeconds: 900 });
  assert.match(session.Credentials.AccessKeyId, /^ASIA/);
  const federated = await sts('GetFederationToken', { Name: 'guest', DurationSeconds: 900 });
  assert.match(federated.FederatedUser.Arn, /:federated-user\/guest$/);
  await refused(
    sts('DecodeAuthorizationMessage', { EncodedMessage: 'made-up' }),
    'InvalidAuthorizationMessageException',
    'Message is not valid',
  );
}
