/** Whom a first start makes: an account's root key, or its administrator. */
import { makeAccessKeyId } from '../../base/access-key-id.ts';
import { iamArn } from '../../base/arn.ts';
import { utf8 } from '../../base/bytes.ts';
import type { Instant } from '../../base/clock.ts';
import { BASE32, DIGITS, LOWER, type Random, randomText, UPPER } from '../../base/random.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { type Change, change } from '../../store/statement.ts';
import { insertAccessKey, insertAttachment, insertUser } from './tables.ts';

/** A new access key as its owner gets it, once. */
export interface NewAccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The four letters that an id of IAM begins with. */
type IdKind = 'AIDA' | 'AROA' | 'AGPA' | 'ANPA' | 'AIPA' | 'APKA' | 'ASCA' | 'ACCA';

/** IAM's unique ids: four letters that tell the kind, and seventeen that tell nothing. */
export const uniqueId = (random: Random, kind: IdKind): string =>
  kind + randomText(random, BASE32, 17);

/** A secret access key: 240 bits in forty characters, as AWS gives them. */
export const newSecretAccessKey = (random: Random): string =>
  randomText(random, `${UPPER}${LOWER}${DIGITS}+/`, 40);

/** The row of an access key; `userId` is empty for the root user. */
export const accessKeyRow = (
  keyring: Keyring,
  key: NewAccessKey,
  of: { readonly account: string; readonly userId: string; readonly now: Instant },
): Change =>
  change(insertAccessKey, {
    id: key.accessKeyId,
    account: of.account,
    user_id: of.userId,
    sealed: keyring.seal('secret-access-key', key.accessKeyId, utf8(key.secretAccessKey)),
    status: 'Active',
    created_at: of.now,
    revision: 1,
  });

/** An access key of an account's root user. */
export function createRootAccessKey(
  keyring: Keyring,
  random: Random,
  of: {
    readonly account: string;
    readonly accessKeyId?: string;
    readonly secretAccessKey?: string;
    readonly now: Instant;
  },
): NewAccessKey & { readonly changes: Change[] } {
  const key = {
    accessKeyId: of.accessKeyId ?? makeAccessKeyId(random, 'AKIA', of.account),
    secretAccessKey: of.secretAccessKey ?? newSecretAccessKey(random),
  };
  return {
    ...key,
    changes: [accessKeyRow(keyring, key, { account: of.account, userId: '', now: of.now })],
  };
}

/** A user who may everything, with an access key. */
export function createAdministrator(
  keyring: Keyring,
  random: Random,
  of: { readonly account: string; readonly userName: string; readonly now: Instant },
): NewAccessKey & { readonly changes: Change[] } {
  const { account, userName: name, now } = of;
  const id = uniqueId(random, 'AIDA');
  const key = {
    accessKeyId: makeAccessKeyId(random, 'AKIA', account),
    secretAccessKey: newSecretAccessKey(random),
  };
  return {
    ...key,
    changes: [
      change(insertUser, {
        id,
        account,
        name,
        name_key: name.toLowerCase(),
        path: '/',
        arn: iamArn(account, `user/${name}`),
        boundary: null,
        tags: '[]',
        created_at: now,
        revision: 1,
      }),
      change(insertAttachment, {
        owner: id,
        policy: iamArn('aws', 'policy/AdministratorAccess'),
        kind: 'user',
        account,
        name: 'AdministratorAccess',
      }),
      accessKeyRow(keyring, key, { account, userId: id, now }),
    ],
  };
}
