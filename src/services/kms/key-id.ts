import { arn, parseArn } from '../../base/arn.ts';
import { AwsError } from '../../model/model.ts';

/** A key as requests name it: by its id or ARN, or by an alias or that one's ARN. */
export type KeyId =
  | { readonly kind: 'key'; readonly account: string; readonly arn: string }
  | {
      readonly kind: 'alias';
      readonly account: string;
      readonly arn: string;
      readonly name: string;
    };

const ID = /^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|mrk-[0-9a-f]{32})$/;
const ALIAS = /^alias\/[a-zA-Z0-9/_-]+$/;

/** Where bare names are looked up. */
export interface Here {
  readonly account: string;
  readonly region: string;
}

export const keyArn = (region: string, account: string, id: string): string =>
  arn('kms', region, account, `key/${id}`);

/** Whether the id is that of a multi-Region key, which its kin in other Regions have too. */
export const isMultiRegion = (id: string): boolean => id.startsWith('mrk-');

export const aliasArn = (region: string, account: string, name: string): string =>
  arn('kms', region, account, name);

/**
 * Reads the name of a key; bare ids and aliases are the caller's own.
 *
 * @throws AwsError for what names no key at all, and for keys of other Regions: a Region knows no
 *   other.
 */
export function parseKeyId(text: string, here: Here): KeyId {
  const bare = keyIdOf(text, here);
  if (bare) return bare;
  const parts = parseArn(text);
  if (parts?.partition !== 'aws' || parts.service !== 'kms' || !/^\d{12}$/.test(parts.account)) {
    throw invalid(text);
  }
  const { region, account } = parts;
  const resource = parts.resource.startsWith('key/') ? parts.resource.slice(4) : parts.resource;
  const found = parts.resource.startsWith('key/alias/')
    ? undefined
    : keyIdOf(resource, { region, account });
  if (!found || (found.kind === 'key') !== parts.resource.startsWith('key/')) throw invalid(text);
  if (region !== here.region) throw new AwsError('NotFoundException', `Invalid arn ${region}`);
  return found;
}

function keyIdOf(text: string, { account, region }: Here): KeyId | undefined {
  if (ID.test(text)) return { kind: 'key', account, arn: keyArn(region, account, text) };
  if (!ALIAS.test(text)) return undefined;
  return { kind: 'alias', account, arn: aliasArn(region, account, text), name: text };
}

/** The alias by which a request names its key: `kms:RequestAlias`. */
export function requestAliasOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (text.startsWith('alias/')) return text;
  return text.startsWith('arn:') && text.includes(':alias/')
    ? text.slice(text.indexOf(':alias/') + 1)
    : undefined;
}

/** Not the name of a key in any form. */
export const invalid = (text: string): AwsError =>
  new AwsError('NotFoundException', `Invalid keyId '${text}'`);

export const aliasNotFound = (arn: string): string => `Alias ${arn} is not found.`;
