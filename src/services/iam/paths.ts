import { iamArn } from '../../base/arn.ts';
import type { Asking, Resource } from '../../operation/operation.ts';

/** The kinds of things that stand under a path. */
export type Kind =
  | 'user'
  | 'group'
  | 'role'
  | 'policy'
  | 'instance-profile'
  | 'mfa'
  | 'server-certificate';

/** `arn:aws:iam::A:user/path/name`. */
export const entityArn = (
  account: string,
  kind: Kind,
  { path, name }: { readonly path: string; readonly name: string },
): string => iamArn(account, `${kind}${path}${name}`);

/** What a list is judged on: all that stands under a path. */
export const under =
  (kind: Kind) =>
  ({ PathPrefix }: { readonly PathPrefix?: string | undefined }, { caller }: Asking): Resource => ({
    arn: iamArn(caller.account, kind + (PathPrefix ?? '/')),
    account: caller.account,
    ...(kind === 'policy' && { shown: `policy path ${PathPrefix ?? '/'}` }),
  });
