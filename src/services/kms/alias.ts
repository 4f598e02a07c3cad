import { AwsError } from '../../model/model.ts';
import type { Asking, Missing, Resource } from '../../operation/operation.ts';
import type { Reader } from '../../store/store.ts';
import { findByArn, findOwnKey, hereOf, type Key } from './key.ts';
import { aliasArn, aliasNotFound, parseKeyId } from './key-id.ts';
import { materialOf } from './key-spec.ts';
import { type AliasRow, selectAlias } from './tables.ts';

/** A name for a key: a resource of its own, known to IAM policies alone. */
export interface Alias extends Resource {
  readonly type: 'AWS::KMS::Alias';
  readonly name: string;
  /** Absent where the alias is about to be made. */
  readonly row: AliasRow | undefined;
}

/** How many aliases a key may have. */
const ALIASES_PER_KEY = 50;
export const RESERVED = 'alias/aws/';

export const findAlias = (
  store: Reader,
  where: Pick<AliasRow, 'account' | 'region' | 'name'>,
): Promise<AliasRow | undefined> => store.one(selectAlias, where);

/** The alias of a request that makes, moves or deletes one, there or not. */
export async function aliasOf(asking: Asking, name: string): Promise<Alias> {
  assertAliasName(name);
  const { account } = asking.caller;
  const { region } = asking.request;
  const row = await findAlias(asking.store, { account, region, name });
  return { arn: aliasArn(region, account, name), account, type: 'AWS::KMS::Alias', name, row };
}

/** The alias of a request that needs one. */
export async function findOwnAlias(
  asking: Asking,
  name: string,
): Promise<(Alias & { readonly row: AliasRow }) | Missing<'NotFoundException'>> {
  const alias = await aliasOf(asking, name);
  const { arn, row } = alias;
  return row
    ? { ...alias, row }
    : { missing: arn, error: 'NotFoundException', message: aliasNotFound(arn) };
}

/** The key that an alias is to stand for; it must be named by its id or ARN. */
export async function findTarget(
  asking: Asking,
  aliasName: string,
  keyId: string,
): Promise<Key | Missing<'NotFoundException' | 'AccessDeniedException'>> {
  assertAliasName(aliasName);
  if (parseKeyId(keyId, hereOf(asking)).kind === 'alias') {
    throw new AwsError('ValidationException', 'Aliases must refer to keys. Not aliases');
  }
  return findOwnKey(asking, keyId);
}

/** The key that an alias stands for. */
export async function findKeyOfAlias(
  asking: Asking,
  name: string,
): Promise<Key | Missing<'NotFoundException'>> {
  const alias = await findOwnAlias(asking, name);
  return 'missing' in alias ? alias : findByArn(asking.store, alias.row.key, alias.account);
}

/** A key has so many aliases and no more. */
export function assertRoomForAlias(
  key: Key,
  error: (code: 'LimitExceededException', message: string) => AwsError,
): void {
  if (key.aliases.length < ALIASES_PER_KEY) return;
  throw error(
    'LimitExceededException',
    `Aliases per key quota for this account in this region is ${ALIASES_PER_KEY}, current usage is ${key.aliases.length}.`,
  );
}

/** An alias moves between keys of one type and usage alone, so that code which uses it goes on working. */
export function assertSameKind(
  { arn }: Alias,
  { from, to }: { readonly from: Key; readonly to: Key },
  error: (code: 'ValidationException', message: string) => AwsError,
): void {
  const kindOf = ({ row: { spec, usage } }: Key) => `${materialOf(spec).kind} ${usage}`;
  if (kindOf(from) === kindOf(to)) return;
  throw error(
    'ValidationException',
    `Alias ${arn} must keep referring to keys of the same type and key usage. ${from.arn} is ${from.row.spec} for ${from.row.usage}, ${to.arn} is ${to.row.spec} for ${to.row.usage}.`,
  );
}

function assertAliasName(name: string): void {
  if (!name.startsWith('alias/')) throw new AwsError('ValidationException', NO_PREFIX);
  if (name === 'alias/') throw new AwsError('ValidationException', 'Invalid identifier');
  // AWS's word, though its model lists it for no operation on aliases.
  if (name.startsWith(RESERVED)) throw new AwsError('NotAuthorizedException', '');
  if (!/^alias\/[a-zA-Z0-9/_-]+$/.test(name)) {
    throw new AwsError(
      'InvalidAliasNameException',
      `${name} contains invalid characters for an alias`,
    );
  }
}

const NO_PREFIX =
  'Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html';
