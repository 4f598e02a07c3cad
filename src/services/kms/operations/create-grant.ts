import { CreateGrant } from '../../../generated/kms.ts';
import type { CreateGrantRequest } from '../../../generated/kms.types.ts';
import type { AwsError } from '../../../model/model.ts';
import type { Asking, Principals } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { grantingKeys } from '../condition-keys.ts';
import { assertNoDryRun } from '../cryptography.ts';
import { bindPrincipal, findGrantKey, GRANTS_PER_KEY, makeGrant } from '../grant.ts';
import type { Granted } from '../grant-policy.ts';
import { assertGrantable, isNoWider } from '../grant-rules.ts';
import { countGrants, insertGrant, selectRetriedGrant } from '../grant-tables.ts';
import { makeToken } from '../grant-token.ts';
import { assertUsable } from '../key.ts';
import { operation } from '../parts.ts';

export const createGrant = operation(CreateGrant)
  .access({ action: 'kms:CreateGrant', on: findGiver, keys: grantingKeys })
  .handle(async (call) => {
    const { input, resource: key, caller, store, random, now, error } = call;
    // A key is managed while its key store is away, and used when that is back.
    if (key.state !== 'Unavailable') assertUsable(key, error);
    assertParties(input, error);
    assertGrantable(key.row, input, error);
    const grant = makeGrant(input, random, {
      key: key.arn,
      account: key.account,
      region: key.region,
      ...(await bindParties(input, call.principals, error)),
      issuing_account: caller.account || key.account,
      created_at: now,
    });
    const { retry } = grant;
    const made = retry ? await store.one(selectRetriedGrant, { key: key.arn, retry }) : undefined;
    if (!made) {
      const there = await store.one(countGrants, { key: key.arn });
      if (there!.count >= GRANTS_PER_KEY) throw error('LimitExceededException', TOO_MANY);
    }
    assertNoDryRun(input.DryRun, error);
    const given = made ?? grant;
    return {
      output: { GrantId: given.id, GrantToken: makeToken(given, random) },
      changes: made ? [] : [change(insertGrant, { ...grant, state: key.row.state })],
    };
  });

/** The key; of the caller's own grants only those count that hold what the new one is to give. */
async function findGiver(input: CreateGrantRequest, asking: Asking) {
  const key = await findGrantKey(asking, input.KeyId, input.GrantTokens);
  if ('missing' in key || !key.grants) return key;
  const child = { operations: input.Operations, constraints: input.Constraints ?? {} };
  const parents = (key.grants as readonly Granted[]).filter(({ grants }) =>
    grants.some(({ operations, constraints }) =>
      isNoWider(child, {
        operations: JSON.parse(operations),
        constraints: JSON.parse(constraints),
      }),
    ),
  );
  return { ...key, grants: parents };
}

type Refuse = (
  code: 'ValidationException' | 'InvalidArnException' | 'LimitExceededException',
  message: string,
) => AwsError;

/** One grantee, at most one who retires; a service must have both, and the resource that it acts for. */
function assertParties(input: CreateGrantRequest, error: Refuse): void {
  const { GranteePrincipal, GranteeServicePrincipal, Constraints } = input;
  if ((GranteePrincipal === undefined) === (GranteeServicePrincipal === undefined)) {
    throw error('ValidationException', ONE_GRANTEE);
  }
  const { RetiringPrincipal, RetiringServicePrincipal } = input;
  if (RetiringPrincipal !== undefined && RetiringServicePrincipal !== undefined) {
    throw error('ValidationException', ONE_RETIRING);
  }
  if (GranteeServicePrincipal === undefined) return;
  if (Constraints?.SourceArn === undefined) throw error('ValidationException', NEEDS_SOURCE);
  if (RetiringPrincipal === undefined && RetiringServicePrincipal === undefined) {
    throw error('ValidationException', NEEDS_RETIRING);
  }
}

async function bindParties(input: CreateGrantRequest, principals: Principals, error: Refuse) {
  const bind = async (principal: string) => {
    const bound = await bindPrincipal(principal, principals);
    if (bound === undefined) throw error('InvalidArnException', NOBODY);
    return bound;
  };
  const { GranteePrincipal, RetiringPrincipal } = input;
  return {
    grantee: GranteePrincipal ? await bind(GranteePrincipal) : input.GranteeServicePrincipal!,
    retiring: RetiringPrincipal
      ? await bind(RetiringPrincipal)
      : (input.RetiringServicePrincipal ?? ''),
  };
}

const NOBODY = 'ARN does not refer to a valid principal';
const ONE_GRANTEE =
  'You must specify either GranteePrincipal or GranteeServicePrincipal, but not both.';
const ONE_RETIRING =
  'You can specify either RetiringPrincipal or RetiringServicePrincipal, but not both.';
const NEEDS_SOURCE =
  'When you specify a GranteeServicePrincipal, you must also specify a SourceArn grant constraint.';
const NEEDS_RETIRING =
  'When you specify a GranteeServicePrincipal, you must specify either a RetiringPrincipal or a RetiringServicePrincipal.';
const TOO_MANY = `Grants per key quota for this account in this region is ${GRANTS_PER_KEY}, current usage is ${GRANTS_PER_KEY}.`;
