import { parseArn } from '../../base/arn.ts';
import type { AttachedPermissionsBoundary } from '../../generated/iam.types.ts';
import { AwsError } from '../../model/model.ts';
import type { Asking } from '../../operation/operation.ts';
import { type Change, change } from '../../store/statement.ts';
import { awsManagedPolicy, isForServices } from './aws-managed.ts';
import { touchPolicy } from './boundary-tables.ts';
import { selectPolicyText } from './tables.ts';

/**
 * What must be written so that the policy of a boundary is still there when the boundary is.
 *
 * @throws AwsError where there is no such policy in the caller's account, nor among AWS's.
 */
export async function holdBoundary(
  { store, caller }: Pick<Asking, 'store' | 'caller'>,
  arn: string | undefined,
): Promise<readonly Change[]> {
  if (arn === undefined) return [];
  if (awsManagedPolicy(arn) && !isForServices(arn)) return [];
  const ours = parseArn(arn)?.account === caller.account;
  if (ours && (await store.one(selectPolicyText, { arn }))) return [change(touchPolicy, { arn })];
  // CreateRole's and CreateUser's models do not list it, and AWS answers with it all the same.
  throw new AwsError('NoSuchEntity', notAttachable(arn), 404);
}

/** A permissions boundary as answers show it. */
export const shownBoundary = (arn: string | null): AttachedPermissionsBoundary | undefined =>
  arn === null
    ? undefined
    : { PermissionsBoundaryType: 'PermissionsBoundaryPolicy', PermissionsBoundaryArn: arn };

const notAttachable = (arn: string): string =>
  `Scope ARN: ${arn} does not exist or is not attachable.`;
