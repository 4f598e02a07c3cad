import { ListEffectivePolicyValidationErrors } from '../../../generated/organizations.ts';
import { asReader } from '../caller.ts';
import { findMember } from '../child.ts';
import { effectivePolicy } from '../effective-policy.ts';
import { faultsOf } from '../effective-faults.ts';
import { NO_EFFECTIVE_POLICY } from '../governed.ts';
import { pageOf, pageStart } from '../page.ts';
import { operation } from '../parts.ts';

export const listEffectivePolicyValidationErrors = operation(ListEffectivePolicyValidationErrors)
  .access({
    action: 'organizations:ListEffectivePolicyValidationErrors',
    on: ({ AccountId }, asking) => findMember(asReader, AccountId, asking),
    keys: ({ PolicyType }) => ({ 'organizations:PolicyType': PolicyType }),
  })
  .handle(async ({ input, resource, caller, store, parts, error }) => {
    const { AccountId, PolicyType } = input;
    const list = `ListEffectivePolicyValidationErrors ${AccountId} ${PolicyType}`;
    const of = { operation: list, account: caller.account, keyring: parts.keyring };
    const { after, count } = pageStart(input, of, error);
    const governed = { account: AccountId, place: resource.row.parent!, type: PolicyType };
    const effective = await effectivePolicy(store, governed);
    if (!effective) throw error('EffectivePolicyNotFoundException', NO_EFFECTIVE_POLICY);
    const faults = faultsOf(PolicyType, effective).filter(({ id }) => id > after);
    const { shown, next } = pageOf(faults.slice(0, count), count, of);
    return {
      output: {
        AccountId,
        PolicyType,
        Path: `${resource.path}${AccountId}/`,
        EvaluationTimestamp: effective.updatedAt,
        EffectivePolicyValidationErrors: shown.map((fault) => ({
          ErrorCode: fault.code,
          ErrorMessage: fault.message,
          PathToError: fault.path,
          ContributingPolicies: effective.policies,
        })),
        ...next,
      },
    };
  });
