import { rootArn } from '../../../base/arn.ts';
import { RetireGrant } from '../../../generated/kms.ts';
import type { RetireGrantRequest } from '../../../generated/kms.types.ts';
import { AwsError } from '../../../model/model.ts';
import type { Asking, Missing, Resource } from '../../../operation/operation.ts';
import { compile } from '../../../policy/compile.ts';
import type { Policy } from '../../../policy/policy.ts';
import { change } from '../../../store/statement.ts';
import { assertNoDryRun } from '../cryptography.ts';
import { findGrant, grantNotFound } from '../grant.ts';
import { principalOf } from '../grant-policy.ts';
import { deleteGrant, type GrantRow } from '../grant-tables.ts';
import { findByToken } from '../grant-token.ts';
import { INVALID } from '../grants.ts';
import { hereOf, TYPE } from '../key.ts';
import { invalid, parseKeyId } from '../key-id.ts';
import { operation } from '../parts.ts';

/** What is retired: the key in the trail and in policies, and which of its grants. */
interface Retired extends Resource {
  readonly grant: GrantRow;
}

export const retireGrant = operation(RetireGrant)
  .access({ action: 'kms:RetireGrant', on: findRetired })
  .handle(async ({ input, resource: { grant }, error }) => {
    assertNoDryRun(input.DryRun, error);
    return {
      output: {},
      changes: [change(deleteGrant, { id: grant.id })],
      eventData: { grantId: grant.id },
    };
  });

async function findRetired(
  input: RetireGrantRequest,
  asking: Asking,
): Promise<Retired | Missing<'NotFoundException'>> {
  const { GrantToken, KeyId, GrantId } = input;
  if (GrantToken !== undefined) {
    const grant = await findByToken(asking.store, GrantToken);
    if (grant?.region !== asking.request.region || !isSame(grant, input, asking)) {
      throw new AwsError('InvalidGrantTokenException', INVALID);
    }
    return retired(grant);
  }
  if (KeyId === undefined || GrantId === undefined) {
    throw new AwsError('ValidationException', NEITHER);
  }
  const { arn, account } = keyOf(KeyId, asking);
  const grant = await findGrant(asking, arn, GrantId);
  if (grant) return retired(grant);
  return { missing: arn, account, error: 'NotFoundException', message: grantNotFound(GrantId) };
}

/** Who sends a token and names a grant besides must mean one and the same. */
const isSame = (grant: GrantRow, { KeyId, GrantId }: RetireGrantRequest, asking: Asking): boolean =>
  (GrantId === undefined || GrantId === grant.id) &&
  (KeyId === undefined || keyOf(KeyId, asking).arn === grant.key);

function keyOf(text: string, asking: Asking) {
  const named = parseKeyId(text, hereOf(asking));
  if (named.kind === 'alias') throw invalid(text);
  return named;
}

/** The key's policy has no say: the grant tells who may retire it, and an IAM policy may only deny. */
const retired = (grant: GrantRow): Retired => ({
  arn: grant.key,
  account: grant.account,
  type: TYPE,
  weight: 'necessary',
  grants: [retiringPolicy(grant)],
  grant,
});

/**
 * Its retiring principal, its grantee where it holds RetireGrant, and the accounts that made it and own the
 * key: in those an IAM policy hands the permission on.
 */
function retiringPolicy(grant: GrantRow): Policy {
  const operations: readonly string[] = JSON.parse(grant.operations);
  const named = [rootArn(grant.issuing_account), rootArn(grant.account)];
  if (grant.retiring) named.push(grant.retiring);
  if (operations.includes('RetireGrant')) named.push(grant.grantee);
  const statements = [...new Set(named)].map((one) => ({
    Effect: 'Allow',
    Principal: principalOf(one),
    Action: 'kms:RetireGrant',
    Resource: '*',
  }));
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  return { type: 'grant', label: `grant ${grant.id}`, document: compile(text, 'resource') };
}

const NEITHER = 'You must specify either a grant token, or a grant ID and a key ID.';
