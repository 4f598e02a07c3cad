import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, house, OTHER_ACCOUNT } from '../../../../test/house.ts';
import {
  CreateKey,
  DescribeKey,
  GetKeyPolicy,
  ListKeyPolicies,
  PutKeyPolicy,
} from '../../../generated/kms.ts';

const allow = (AWS: string, Action = 'kms:*') => ({
  Effect: 'Allow',
  Principal: { AWS },
  Action,
  Resource: '*',
});
const policyOf = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

test('IAM counts only where the key policy lets the account in', async () => {
  const h = await house();
  const alice = await h.admin(ACCOUNT, 'alice');
  const bob = await h.admin(ACCOUNT, 'bob');
  const { KeyMetadata } = await h.ask(alice, CreateKey, {});
  const KeyId = KeyMetadata!.KeyId;
  await h.ask(bob, DescribeKey, { KeyId });
  await h.ask(alice, PutKeyPolicy, {
    KeyId,
    PolicyName: 'default',
    Policy: policyOf(allow(alice.arn)),
  });
  await assert.rejects(h.ask(bob, DescribeKey, { KeyId }), { code: 'AccessDeniedException' });
  await assert.rejects(h.ask(h.root(), DescribeKey, { KeyId }), { code: 'AccessDeniedException' });
  const { Policy } = await h.ask(alice, GetKeyPolicy, { KeyId });
  assert.deepEqual(JSON.parse(Policy!), JSON.parse(policyOf(allow(alice.arn))));
});

test('nobody locks himself out unasked', async () => {
  const h = await house();
  const alice = await h.admin();
  const { KeyMetadata } = await h.ask(alice, CreateKey, {});
  const KeyId = KeyMetadata!.KeyId;
  for (const Policy of [
    policyOf(allow(ACCOUNT, 'kms:DescribeKey')),
    policyOf(allow(ACCOUNT), { ...allow('*', 'kms:PutKeyPolicy'), Effect: 'Deny' }),
    // Without a resource a statement has no effect, and no error.
    policyOf({ Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'kms:*' }),
  ]) {
    await assert.rejects(h.ask(alice, PutKeyPolicy, { KeyId, Policy }), {
      code: 'MalformedPolicyDocumentException',
      message: 'The new key policy will not allow you to update the key policy in the future.',
    });
  }
  const Policy = policyOf(allow(ACCOUNT, 'kms:DescribeKey'));
  await h.ask(alice, PutKeyPolicy, { KeyId, Policy, BypassPolicyLockoutSafetyCheck: true });
  await assert.rejects(h.ask(alice, PutKeyPolicy, { KeyId, Policy }), {
    code: 'AccessDeniedException',
  });
});

test('a statement without actions or resources is kept, shown, and has no effect, not even a denial', async () => {
  const h = await house();
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, {});
  const { KeyId, Arn } = KeyMetadata!;
  const { Action: _action, ...noAction } = allow(OTHER_ACCOUNT);
  const { Resource: _resource, ...noResource } = { ...allow('*'), Effect: 'Deny' };
  const Policy = policyOf(allow(ACCOUNT), noAction, noResource);
  await h.ask(h.root(), PutKeyPolicy, { KeyId, Policy });
  const shown = await h.ask(h.root(), GetKeyPolicy, { KeyId });
  assert.deepEqual(JSON.parse(shown.Policy!), JSON.parse(Policy));
  const theirs = await h.admin(OTHER_ACCOUNT);
  await assert.rejects(h.ask(theirs, DescribeKey, { KeyId: Arn! }), {
    code: 'AccessDeniedException',
  });
  await h.close();
});

test('a key has one policy, and its name is default', async () => {
  const h = await house();
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, {});
  const KeyId = KeyMetadata!.KeyId;
  const error = { code: 'NotFoundException', message: 'No such policy exists' };
  await assert.rejects(h.ask(h.root(), GetKeyPolicy, { KeyId, PolicyName: 'other' }), error);
  await assert.rejects(
    h.ask(h.root(), PutKeyPolicy, { KeyId, PolicyName: 'other', Policy: policyOf(allow(ACCOUNT)) }),
    error,
  );
  const listed = await h.ask(h.root(), ListKeyPolicies, { KeyId });
  assert.deepEqual(listed, { PolicyNames: ['default'], Truncated: false });
  await assert.rejects(h.ask(h.root(), ListKeyPolicies, { KeyId, Marker: 'x' }), {
    code: 'InvalidMarkerException',
  });
});

test('another account never administers a key, whatever its policy says', async () => {
  const h = await house();
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, {});
  const { KeyId, Arn } = KeyMetadata!;
  await h.ask(h.root(), PutKeyPolicy, {
    KeyId,
    Policy: policyOf(allow(ACCOUNT), allow(OTHER_ACCOUNT)),
  });
  const theirs = await h.admin(OTHER_ACCOUNT);
  await h.ask(theirs, DescribeKey, { KeyId: Arn! });
  for (const attempt of [
    h.ask(theirs, GetKeyPolicy, { KeyId: Arn! }),
    h.ask(theirs, PutKeyPolicy, { KeyId: Arn!, Policy: policyOf(allow(ACCOUNT)) }),
  ]) {
    await assert.rejects(attempt, { code: 'AccessDeniedException' });
  }
});

test('administration takes no alias', async () => {
  const h = await house();
  await assert.rejects(h.ask(h.root(), GetKeyPolicy, { KeyId: 'alias/a' }), {
    code: 'NotFoundException',
    message: "Invalid keyId 'alias/a'",
  });
});
