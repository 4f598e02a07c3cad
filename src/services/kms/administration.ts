/** What the operations that administer keys share. */
import { assert } from '../../base/assert.ts';
import type { Asking } from '../../operation/operation.ts';
import { keyKeys } from './condition-keys.ts';
import { findOwnKey, type Key } from './key.ts';

/** The access of an operation on a key of the caller's own account. */
export const ownKey = <const Action extends `kms:${string}`>(action: Action) => ({
  action,
  on: (input: { readonly KeyId: string }, asking: Asking) => findOwnKey(asking, input.KeyId),
  keys: (_input: unknown, key: Key | undefined, asking: Asking) => keyKeys(key, asking),
});

/** The policy of an AWS-managed key lets nobody change it, and nobody can change that policy. */
export const assertCustomerManaged = (key: Key): void =>
  assert(key.row.manager === 'CUSTOMER', `the policy of ${key.arn} let somebody in.`);
