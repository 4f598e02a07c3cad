import assert from 'node:assert/strict';
import { type Client, refused, type Told } from './client.ts';

/** The operations on grants of KMS, and when a key was last used. */
export async function kmsGrantsJourney({ ask, pages }: Client): Promise<void> {
  const kms = (operation: string, input: object = {}): Promise<Told> =>
    ask('kms', operation, input);
  const { KeyMetadata } = await kms('CreateKey', {});
  const { KeyId, Arn, AWSAccountId } = KeyMetadata;
  const root = `arn:aws:iam::${AWSAccountId}:root`;
  const wanted = {
    KeyId,
    GranteePrincipal: root,
    RetiringPrincipal: root,
    Operations: ['Encrypt', 'Decrypt'],
    Constraints: { EncryptionContextSubset: { purpose: 'test' } },
    Name: 'mine',
  };
  const { GrantId, GrantToken } = await kms('CreateGrant', wanted);
  assert.equal((await kms('CreateGrant', wanted)).GrantId, GrantId);
  await refused(
    kms('CreateGrant', { ...wanted, GranteePrincipal: root.replace('root', 'role/nobody') }),
    'InvalidArnException',
    'ARN does not refer to a valid principal',
  );
  await refused(
    kms('CreateGrant', { ...wanted, DryRun: true }),
    'DryRunOperationException',
    'The request would have succeeded, but the DryRun option is set.',
  );
  await kms('Encrypt', { KeyId, Plaintext: Buffer.from('x'), GrantTokens: [GrantToken] });
  await refused(
    kms('Encrypt', { KeyId, Plaintext: Buffer.from('x'), GrantTokens: ['x'] }),
    'InvalidGrantTokenException',
    /./,
  );
  const { KeyLastUsage } = await kms('GetKeyLastUsage', { KeyId });
  assert.equal(KeyLastUsage.Operation, 'Encrypt');
  assert.match(KeyLastUsage.CloudTrailEventId, /^[0-9a-f-]{36}$/);

  const { CreationDate, ...listed } = (await kms('ListGrants', { KeyId })).Grants[0];
  assert.match(CreationDate, /^20\d\d/);
  assert.deepEqual(listed, { ...wanted, KeyId: Arn, GrantId, IssuingAccount: root });
  const second = await kms('CreateGrant', { ...wanted, Name: 'second' });
  for (const [operation, of] of [
    ['ListGrants', { KeyId, GranteePrincipal: root }],
    ['ListRetirableGrants', { RetiringPrincipal: root }],
  ] as const) {
    const found = (await pages('kms', operation, { ...of, Limit: 1 })).flatMap(
      (page) => page.Grants,
    );
    assert.deepEqual(
      found.map((grant: Told) => grant.GrantId).sort(),
      [GrantId, second.GrantId].sort(),
    );
  }
  await kms('RetireGrant', { GrantToken });
  await kms('RevokeGrant', { KeyId, GrantId: second.GrantId });
  assert.deepEqual((await kms('ListGrants', { KeyId })).Grants, []);
  await refused(
    kms('RevokeGrant', { KeyId, GrantId }),
    'NotFoundException',
    `Grant ID ${GrantId} not found`,
  );
}
