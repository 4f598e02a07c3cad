/**
 * What must not compile. Each marked line must fail; the compiler itself is the test, and
 * `npm run check` runs it: a mark over a line that compiles is an error.
 */
import { GetSecretValue } from '../../src/generated/secretsmanager.ts';
import type { Asking } from '../../src/operation/operation.ts';
import { findKey } from '../../src/services/kms/key.ts';
import { operation } from '../../src/services/secretsmanager/parts.ts';
import { findSecret, type Secret } from '../../src/services/secretsmanager/secret.ts';
import { findVersion } from '../../src/services/secretsmanager/version.ts';
import type { Reader } from '../../src/store/store.ts';

const on = ({ SecretId }: { readonly SecretId: string }, asking: Asking) =>
  findSecret(asking, SecretId);
const access = { action: 'secretsmanager:GetSecretValue' as const, on };

// @ts-expect-error an operation without access
operation(GetSecretValue).handle(async () => ({ output: {} }));

// @ts-expect-error an action that belongs to another service
operation(GetSecretValue).access({ ...access, action: 'kms:Decrypt' });

operation(GetSecretValue)
  .access(access)
  .handle(async ({ error }) => {
    // @ts-expect-error the model does not list this error for GetSecretValue
    throw error('LimitExceededException', '');
  });

operation(GetSecretValue)
  .access(access)
  // @ts-expect-error the model has no such member in the output
  .handle(async ({ resource }) => ({ output: { Arn: resource.arn } }));

operation(GetSecretValue).access({
  ...access,
  // @ts-expect-error a resource whose absence is an error that this operation does not have
  on: (_: unknown, asking: Asking) => findKey(asking, 'x'),
});

export function leak(store: Reader, secret: Secret): unknown {
  // @ts-expect-error a secret that nobody was permitted to open
  return findVersion(store, secret, 'x');
}

// A second resource is known by the name that it was given, and carries its own permit.
operation(GetSecretValue)
  .access(access)
  .also('other', access)
  .handle(async ({ store, also }) => {
    const version = await findVersion(store, also.other, 'x');
    // @ts-expect-error nobody asked for this one
    void also.another;
    return { output: { VersionId: version?.id } };
  });

operation(GetSecretValue)
  .open('for the test')
  .handle(async ({ resource }) => {
    // @ts-expect-error an open operation has no resource
    void resource.arn;
    return { output: {} };
  });

operation(GetSecretValue)
  .access({ ...access, action: 'secretsmanager:DescribeSecret' })
  .handle(async ({ store, resource }) => {
    // @ts-expect-error a permit to describe is no permit to read
    const version = await findVersion(store, resource, 'x');
    return { output: { VersionId: version?.id } };
  });
