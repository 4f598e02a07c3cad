/** Grants: permissions on one key, given beside its policy and taken back without touching it. */
import { rootArn } from '../../base/arn.ts';
import { hex } from '../../base/bytes.ts';
import type { Random } from '../../base/random.ts';
import { sha256Hex } from '../../crypto/hash.ts';
import type { CreateGrantRequest, GrantListEntry } from '../../generated/kms.types.ts';
import { AwsError } from '../../model/model.ts';
import type { Asking, Missing, Principals } from '../../operation/operation.ts';
import { isService } from './grant-policy.ts';
import { type GrantRow, selectGrant } from './grant-tables.ts';
import { findKey, hereOf, type Key } from './key.ts';
import { parseKeyId } from './key-id.ts';
import { existsPrincipal, isUserOrRole } from './key-policy.ts';
import { contextText } from './encryption-context.ts';

/** How many grants a key may have. */
export const GRANTS_PER_KEY = 50_000;

/** The key of an operation on grants: by id or ARN, of whatever account, and not by an alias. */
export async function findGrantKey(
  asking: Asking,
  text: string,
  grantTokens?: readonly string[],
): Promise<Key | Missing<'NotFoundException'>> {
  if (parseKeyId(text, hereOf(asking)).kind === 'alias')
    throw new AwsError('InvalidArnException', NO_ALIASES);
  return findKey(asking, text, grantTokens);
}

const NO_ALIASES = 'Key Aliases are not supported for this operation.';

/** A grant of a key by its id. */
export async function findGrant(
  { store }: Pick<Asking, 'store'>,
  key: string,
  id: string,
): Promise<GrantRow | undefined> {
  assertGrantId(id);
  const grant = await store.one(selectGrant, { id });
  return grant?.key === key ? grant : undefined;
}

/** Grant ids are 64 hexadecimal digits. */
export function assertGrantId(id: string): void {
  if (!/^[0-9a-f]{64}$/.test(id)) {
    throw new AwsError('InvalidGrantIdException', `The grant ID ${id} is not valid.`);
  }
}

export const grantNotFound = (id: string): string => `Grant ID ${id} not found`;

/** A new grant of what a request asks for. */
export function makeGrant(
  input: CreateGrantRequest,
  random: Random,
  of: Pick<
    GrantRow,
    'key' | 'account' | 'region' | 'grantee' | 'retiring' | 'issuing_account' | 'created_at'
  >,
): GrantRow {
  return {
    ...of,
    id: hex(random.bytes(32)),
    name: input.Name ?? '',
    operations: JSON.stringify([...new Set(input.Operations)]),
    constraints: JSON.stringify(input.Constraints ?? {}),
    retry: input.Name === undefined ? null : retryOf(input, of),
    secret: hex(random.bytes(32)),
  };
}

/** All that a retry has in common with the grant that it would make a second time. */
function retryOf(
  { Name, Operations, Constraints = {} }: CreateGrantRequest,
  {
    grantee,
    retiring,
    issuing_account,
  }: Pick<GrantRow, 'grantee' | 'retiring' | 'issuing_account'>,
): string {
  const { EncryptionContextEquals: equals, EncryptionContextSubset: subset } = Constraints;
  const said = [
    Name,
    [...new Set(Operations)].sort(),
    [grantee, retiring, issuing_account],
    equals ? contextText(equals) : null,
    subset ? contextText(subset) : null,
    Constraints.SourceArn ?? null,
  ];
  return sha256Hex(JSON.stringify(said));
}

/** A principal as rows name it: users and roles by the unique ids that are theirs now. */
export async function bindPrincipal(
  principal: string,
  principals: Principals,
): Promise<string | undefined> {
  const named = { type: 'AWS', value: principal } as const;
  if (isUserOrRole(named)) return (await principals.idsOf([principal])).get(principal);
  const known = principal.startsWith('arn:') && (await existsPrincipal(named, principals));
  return known ? principal : undefined;
}

/** Grants as lists show them: ids become ARNs again, and those that stand for nobody stay ids. */
export async function showGrants(
  grants: readonly GrantRow[],
  principals: Principals,
): Promise<readonly GrantListEntry[]> {
  const ids = grants
    .flatMap(({ grantee, retiring }) => [grantee, retiring])
    .filter((named) => /^A[A-Z0-9]+$/.test(named));
  const arns = ids.length > 0 ? await principals.arnsOf([...new Set(ids)]) : new Map();
  return grants.map((grant) => entryOf(grant, arns));
}

function entryOf(grant: GrantRow, arns: ReadonlyMap<string, string>): GrantListEntry {
  const { grantee, retiring } = grant;
  const shown = (named: string) => arns.get(named) ?? named;
  return {
    KeyId: grant.key,
    GrantId: grant.id,
    Name: grant.name,
    CreationDate: grant.created_at,
    ...(isService(grantee)
      ? { GranteeServicePrincipal: grantee }
      : { GranteePrincipal: shown(grantee) }),
    ...(retiring &&
      (isService(retiring)
        ? { RetiringServicePrincipal: retiring }
        : { RetiringPrincipal: shown(retiring) })),
    IssuingAccount: rootArn(grant.issuing_account),
    Operations: JSON.parse(grant.operations),
    ...(grant.constraints !== '{}' && { Constraints: JSON.parse(grant.constraints) }),
  };
}
