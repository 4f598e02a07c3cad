/** SAML providers: whose assertions an account believes. */
import { base64, utf8 } from '../../base/bytes.ts';
import { iamArn, parseArn } from '../../base/arn.ts';
import { DAY, type Instant } from '../../base/clock.ts';
import { DIGITS, type Random, randomText, UPPER } from '../../base/random.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { privateKeyKind } from '../../crypto/x509.ts';
import { AwsError } from '../../model/model.ts';
import type { Asking, Missing, Resource } from '../../operation/operation.ts';
import { quotaExceeded } from './documents.ts';
import { readSamlMetadata } from './saml-metadata.ts';
import { type SamlProviderRow, selectSamlProvider } from './saml-provider-tables.ts';
import { tagRecord } from './tag-pairs.ts';

/** A provider of the caller's account. */
export interface SamlProvider extends Resource {
  readonly row: SamlProviderRow;
}

/** The access of an operation on a provider. */
export const onSamlProvider = <const Action extends `iam:${string}`>(action: Action) => ({
  action,
  on: async (
    { SAMLProviderArn: arn }: { readonly SAMLProviderArn: string },
    { store, caller: { account } }: Asking,
  ): Promise<SamlProvider | Missing<'NoSuchEntity'>> => {
    const parsed = parseArn(arn);
    if (parsed?.service !== 'iam' || !parsed.resource.startsWith('saml-provider/'))
      throw new AwsError('InvalidInput', `Invalid ARN: ${arn}`);
    const row =
      parsed.account === account ? await store.one(selectSamlProvider, { arn }) : undefined;
    if (row) return { row, arn, account, type: SAML_TYPE, tags: tagRecord(row.tags) };
    const message = `Manifest not found for arn ${arn}`;
    return { missing: arn, account, error: 'NoSuchEntity', message };
  },
});

/** A provider that is to be made. */
export const samlProviderToBe = (account: string, name: string): Resource => ({
  arn: iamArn(account, `saml-provider/${name}`),
  account,
  type: SAML_TYPE,
});

/** Until when a provider's metadata is believed. AWS gives a hundred years to those that say nothing of it. */
export function validUntil(
  metadata: string,
  now: Instant,
  error: (code: 'InvalidInput', message: string) => Error,
): Instant {
  const read = readSamlMetadata(metadata);
  if (!read) throw error('InvalidInput', 'Could not parse metadata');
  return read.validUntil ?? now + 36_525 * DAY;
}

/** A private key that opens assertions, as the provider's row keeps it. */
interface SealedKey {
  readonly id: string;
  readonly at: Instant;
  readonly sealed: string;
}

/** The private keys of a row. */
export const privateKeysOf = ({ keys }: { readonly keys: string }): readonly SealedKey[] =>
  JSON.parse(keys) as SealedKey[];

/** The keys with one more. AWS takes RSA keys that have no passphrase. */
export function withPrivateKey(
  keys: readonly SealedKey[],
  pem: string,
  of: {
    readonly arn: string;
    readonly keyring: Keyring;
    readonly random: Random;
    readonly now: Instant;
    readonly error: (code: 'InvalidInput' | 'LimitExceeded', message: string) => Error;
  },
): readonly SealedKey[] {
  const kind = privateKeyKind(pem);
  if (kind?.type !== 'rsa' || (kind.bits ?? 0) < 2048) throw of.error('InvalidInput', NO_KEY);
  if (keys.length >= KEYS.most) throw of.error('LimitExceeded', quotaExceeded(KEYS));
  const id = newId(of.random);
  const sealed = base64(of.keyring.seal('private-key', `${of.arn} ${id}`, utf8(pem)));
  return [...keys, { id, at: of.now, sealed }];
}

/** Refuses a provider that demands what it could not open. */
export function assertOpens(
  encryption: string,
  keys: readonly SealedKey[],
  error: (code: 'InvalidInput', message: string) => Error,
): void {
  if (encryption === 'Required' && keys.length === 0) throw error('InvalidInput', KEY_NEEDED);
}

/** The ids of providers and their keys. */
export const newId = (random: Random): string => randomText(random, UPPER + DIGITS, 22);

const SAML_TYPE = 'AWS::IAM::SAMLProvider';
const KEYS = { name: 'PrivateKeysPerSAMLProvider', most: 2 };
const NO_KEY =
  'The private key must be an RSA key of at least 2048 bits in PEM format, without a passphrase.';
const KEY_NEEDED = 'A private key is required when the assertion encryption mode is Required.';
