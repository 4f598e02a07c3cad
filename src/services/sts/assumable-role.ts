import { parseArn } from '../../base/arn.ts';
import type { AssumeRoleRequest } from '../../generated/sts.types.ts';
import { AwsError } from '../../model/model.ts';
import type { Caller } from '../../operation/caller.ts';
import {
  type Asking,
  type ConditionKeys,
  type Resource,
  requestTagKeys,
} from '../../operation/operation.ts';
import { checkFactor, type GoodFactor } from './mfa.ts';
import type { RoleForSts, RolesForSts } from '../../operation/identities.ts';

/** A role whose trust policy is asked whether it may be assumed. */
export type AssumableRole = RoleForSts & Resource & { readonly factor?: GoodFactor };

/** Finds the role. To ask for one that is not there looks like being refused by one that is. */
export async function findAssumableRole(
  roles: RolesForSts,
  { RoleArn, ...input }: AssumeRoleRequest,
  asking: Asking,
): Promise<AssumableRole> {
  const { caller, store } = asking;
  if (!isRoleArn(RoleArn)) throw new AwsError('ValidationError', `${RoleArn} is invalid`);
  if (caller.kind === 'root') throw denied(NOT_BY_ROOT);
  if (caller.kind === 'federated-user')
    throw denied(notAuthorized(caller, 'sts:AssumeRole', RoleArn));
  const factor = await checkFactor(roles, input, asking);
  if (typeof factor === 'string') throw denied(factor);

  const role = await roles.findRole(store, RoleArn);
  // There is nothing to judge, and whatever the caller's policies say, the sentence is the same.
  if (!role) throw denied(notAuthorized(caller, 'sts:AssumeRole', RoleArn));
  return { ...role, type: 'AWS::IAM::Role', weight: 'trust', ...(factor && { factor }) };
}

/** What trust policies may ask of the request. */
export const assumeRoleKeys = (
  input: AssumeRoleRequest,
  role: AssumableRole | undefined,
  { caller }: Asking,
): ConditionKeys => ({
  ...requestTagKeys(input.Tags),
  // The factor counts for this request, and not for the session that comes of it.
  ...(role?.factor && { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': '0' }),
  'sts:ExternalId': input.ExternalId,
  'sts:RoleSessionName': input.RoleSessionName,
  'sts:SourceIdentity': sourceIdentityOf(input, caller),
  'sts:TransitiveTagKeys': transitiveKeysOf(input, caller),
  'sts:RequestContextProviders': providersOf(input),
});

/** Tags that the session will have, sent or inherited, need their permission. */
export const hasTags = (input: AssumeRoleRequest, { caller }: Asking): boolean =>
  (input.Tags?.length ?? 0) > 0 || (transitiveKeysOf(input, caller)?.length ?? 0) > 0;

/** Once set, a source identity goes from session to session. */
export const sourceIdentityOf = (input: AssumeRoleRequest, caller: Caller): string | undefined =>
  caller.session?.sourceIdentity ?? input.SourceIdentity;

/** STS's own refusal: it does not say why. */
export const notAuthorized = (caller: Caller, action: string, resource: string): string =>
  `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource}`;

const NOT_BY_ROOT = 'Roles may not be assumed by root accounts.';

const denied = (message: string) => new AwsError('AccessDenied', message, 403);

function transitiveKeysOf(input: AssumeRoleRequest, caller: Caller): readonly string[] | undefined {
  const keys = [...(caller.session?.transitiveTagKeys ?? []), ...(input.TransitiveTagKeys ?? [])];
  return keys.length > 0 ? keys : undefined;
}

function providersOf({ ProvidedContexts }: AssumeRoleRequest): readonly string[] | undefined {
  const arns = ProvidedContexts?.flatMap(({ ProviderArn }) => ProviderArn ?? []);
  return arns && arns.length > 0 ? arns : undefined;
}

/** Whether this names a role. */
export function isRoleArn(text: string): boolean {
  const arn = parseArn(text);
  const isRole = arn?.service === 'iam' && arn.region === '' && /^role\/.*[^/]$/.test(arn.resource);
  return isRole && /^\d{12}$/.test(arn.account);
}
