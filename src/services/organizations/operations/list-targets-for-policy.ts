import { ListTargetsForPolicy } from '../../../generated/organizations.ts';
import type { PolicyTargetSummary } from '../../../generated/organizations.types.ts';
import { accountArn } from '../account.ts';
import { asReader } from '../caller.ts';
import { organizationRootArn } from '../organization.ts';
import { pageOf, pageStart } from '../page.ts';
import { operation } from '../parts.ts';
import { unitArn } from '../place.ts';
import { findPolicy, policyKeys } from '../policy.ts';
import { selectTargets } from '../policy-tables.ts';
import type { Membership } from '../../../operation/identities.ts';

export const listTargetsForPolicy = operation(ListTargetsForPolicy)
  .access({
    action: 'organizations:ListTargetsForPolicy',
    on: ({ PolicyId }, asking) => findPolicy(asReader, PolicyId, asking),
    keys: policyKeys,
  })
  .handle(async ({ input, resource: { organization }, caller, store, parts, error }) => {
    const list = `ListTargetsForPolicy ${input.PolicyId}`;
    const of = { operation: list, account: caller.account, keyring: parts.keyring };
    const { after, count } = pageStart(input, of, error);
    const rows = await store.all(selectTargets, {
      organization: organization.organizationId,
      policy: input.PolicyId,
      after,
      count,
    });
    const { shown, next } = pageOf(rows, count, of);
    return { output: { Targets: shown.map((row) => shownTarget(organization, row)), ...next } };
  });

function shownTarget(
  of: Membership,
  row: { readonly id: string; account_name: string | null; unit_name: string | null },
): PolicyTargetSummary {
  const { id: TargetId } = row;
  if (row.account_name !== null)
    return { TargetId, Arn: accountArn(of, TargetId), Name: row.account_name, Type: 'ACCOUNT' };
  if (row.unit_name !== null)
    return {
      TargetId,
      Arn: unitArn(of, TargetId),
      Name: row.unit_name,
      Type: 'ORGANIZATIONAL_UNIT',
    };
  return { TargetId, Arn: organizationRootArn(of), Name: 'Root', Type: 'ROOT' };
}
