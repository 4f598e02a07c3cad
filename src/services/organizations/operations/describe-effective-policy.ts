import { DescribeEffectivePolicy } from '../../../generated/organizations.ts';
import { operation } from '../parts.ts';
import { effectivePolicy } from '../effective-policy.ts';
import { findGoverned, NO_EFFECTIVE_POLICY } from '../governed.ts';

export const describeEffectivePolicy = operation(DescribeEffectivePolicy)
  .access({
    action: 'organizations:DescribeEffectivePolicy',
    on: ({ TargetId }, asking) => findGoverned(TargetId, asking),
    keys: ({ PolicyType }) => ({ 'organizations:PolicyType': PolicyType }),
  })
  .handle(async ({ input: { PolicyType }, resource, store, error }) => {
    if (resource.kind !== 'ACCOUNT') {
      throw error('InvalidInputException', NOT_SUPPORTED, { Reason: 'TARGET_NOT_SUPPORTED' });
    }
    const { id, row } = resource;
    const of = { account: id, place: row.parent!, type: PolicyType };
    const effective = await effectivePolicy(store, of);
    if (!effective) throw error('EffectivePolicyNotFoundException', NO_EFFECTIVE_POLICY);
    return {
      output: {
        EffectivePolicy: {
          PolicyContent: JSON.stringify(effective.tree),
          LastUpdatedTimestamp: effective.updatedAt,
          TargetId: id,
          PolicyType,
        },
      },
    };
  });

const NOT_SUPPORTED = "You can't perform the specified operation on that target entity.";
