import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountOfAccessKeyId } from '../../base/access-key-id.ts';
import { HOUR } from '../../base/clock.ts';
import { seededRandom } from '../../base/random.ts';
import { keyring } from '../../crypto/keyring.ts';
import type { Reader } from '../../store/store.ts';
import { issueCredentials } from './credentials.ts';
import type { RolesForSts } from '../../operation/identities.ts';
import { openSession } from './session.ts';
import type { SessionPolicies } from './session-policies.ts';

const NOW = Date.UTC(2026, 0, 5, 12, 0, 0, 250);
const store = {} as Reader;
const random = seededRandom('sessions');
const ring = keyring(new Map([[1, random.bytes(32)]]), random);
const READER = 'arn:aws:iam::111111111111:policy/reader';
const text = (action: string) =>
  `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"${action}","Resource":"*"}}`;

const rolesWith = (managed: { text: string | undefined }): RolesForSts => ({
  findRole: async () => undefined,
  managedPolicyText: async () => managed.text,
  accountOfAccessKey: async () => undefined,
  verify: async () => 'unknown-device',
  findTokenIssuer: async () => undefined,
  findAssertionIssuer: async () => undefined,
  issuerOf: async () => undefined,
  findDelegated: async () => undefined,
  tagsOf: async () => ({}),
});
const open = (managed: { text: string | undefined } = { text: undefined }) =>
  openSession({ keyring: ring, roles: rolesWith(managed) });

const issue = (policies?: SessionPolicies) =>
  issueCredentials(
    {
      caller: {
        kind: 'role-session',
        account: '111111111111',
        arn: 'arn:aws:sts::111111111111:assumed-role/reader/s',
        userId: 'AROAQ:s',
        role: { arn: 'arn:aws:iam::111111111111:role/team/reader', id: 'AROAQ', name: 'reader' },
      },
      session: {
        tags: { team: 'red', ['__proto__']: 'x' },
        transitiveTagKeys: ['team'],
        chained: false,
      },
      policies,
      seconds: 3600,
    },
    { parts: { keyring: ring }, random, now: NOW },
  );

test('a session token opens to the secret and to the session that it was made for', async () => {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = issue();
  const found = await open()(store, { accessKeyId: AccessKeyId, sessionToken: SessionToken }, NOW);
  assert(typeof found === 'object');
  assert.equal(found.secretAccessKey, SecretAccessKey);
  assert.match(SecretAccessKey, /^[A-Za-z0-9+/]{40}$/);
  assert.equal(accountOfAccessKeyId(AccessKeyId), '111111111111');
  assert.equal(found.caller.accessKeyId, AccessKeyId);
  assert.equal(found.caller.role?.arn, 'arn:aws:iam::111111111111:role/team/reader');
  assert.equal(found.caller.session?.issuedAt, NOW - 250);
  assert.equal(found.caller.session?.expiresAt, Expiration);
  assert.equal(found.caller.session?.tags['team'], 'red');
  assert.equal(found.caller.session?.policies, undefined);
});

test('the same token gives the very same caller, until it expires', async () => {
  const { AccessKeyId, SessionToken } = issue();
  const opened = open();
  const presented = { accessKeyId: AccessKeyId, sessionToken: SessionToken };
  const first = await opened(store, presented, NOW);
  assert.equal(await opened(store, { ...presented }, NOW + 1), first);
  assert.equal(await opened(store, presented, NOW - 250 + HOUR - 1), first);
  assert.equal(await opened(store, presented, NOW - 250 + HOUR), 'expired-token');
});

test('a token does not open for another access key, nor altered, nor is a key enough without it', async () => {
  const one = issue();
  const other = issue();
  const opened = open();
  const tried = (accessKeyId: string, sessionToken: string) =>
    opened(store, { accessKeyId, sessionToken }, NOW);
  assert.equal(await tried(one.AccessKeyId, other.SessionToken), 'invalid-token');
  assert.equal(typeof (await tried(one.AccessKeyId, one.SessionToken)), 'object');
  assert.equal(await tried(one.AccessKeyId, other.SessionToken), 'invalid-token');
  assert.equal(
    await tried(one.AccessKeyId, `${one.SessionToken.slice(0, -4)}AAA=`),
    'invalid-token',
  );
  assert.equal(await tried(one.AccessKeyId, 'not base64!'), 'invalid-token');
  assert.equal(await tried(one.AccessKeyId, ''), 'invalid-token');
  assert.equal(await opened(store, { accessKeyId: one.AccessKeyId }, NOW), 'unknown-access-key');
});

test('a managed session policy counts as it is now', async () => {
  const managed: { text: string | undefined } = { text: text('s3:GetObject') };
  const { AccessKeyId, SessionToken } = issue({ inline: text('s3:*'), arns: [READER] });
  const opened = open(managed);
  const ask = async () => {
    const found = await opened(
      store,
      { accessKeyId: AccessKeyId, sessionToken: SessionToken },
      NOW,
    );
    assert(typeof found === 'object');
    return found;
  };
  const first = await ask();
  assert.equal(await ask(), first);
  assert.deepEqual(
    first.caller.session?.policies?.map(({ arn, type }) => [arn, type]),
    [
      [undefined, 'session'],
      [READER, 'session'],
    ],
  );
  managed.text = text('s3:PutObject');
  const second = await ask();
  assert.notEqual(second, first);
  assert.match(second.caller.session!.policies![1]!.document.text, /PutObject/);
  managed.text = undefined;
  assert.match((await ask()).caller.session!.policies![1]!.document.text, /NotAction/);
});
