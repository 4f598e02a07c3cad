import { randomText } from '../../../base/random.ts';
import { CreatePolicy } from '../../../generated/organizations.ts';
import type { CreatePolicyRequest } from '../../../generated/organizations.types.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { awsPolicyOf } from '../aws-policies.ts';
import { asAdministrator } from '../caller.ts';
import { ID_ALPHABET, readOrganization, takeTurn } from '../organization.ts';
import { operation } from '../parts.ts';
import { SAME_NAME, shownPolicy, TYPE_NOT_AVAILABLE } from '../policy.ts';
import { policyArn } from '../policy-arn.ts';
import { checkContent } from '../policy-content.ts';
import { countPolicies, insertPolicy, selectPolicyNamed } from '../policy-tables.ts';
import { MOST_POLICIES } from '../policy-type.ts';
import { readTags } from '../tags.ts';

const keys = ({ Tags, Type }: CreatePolicyRequest) => ({
  'organizations:PolicyType': Type,
  ...requestTagKeys(Tags),
});

export const createPolicy = operation(CreatePolicy)
  .access({ action: 'organizations:CreatePolicy', on: asAdministrator, keys })
  .also('tags', {
    action: 'organizations:TagResource',
    on: async (input, asking) => {
      const standing = await asAdministrator(input, asking);
      if ('missing' in standing) return standing;
      return {
        ...standing,
        arn: policyArn(standing.organization, { id: '*', type: input.Type }),
      };
    },
    keys,
    when: ({ Tags }) => (Tags?.length ?? 0) > 0,
  })
  .handle(async ({ input, resource: { organization }, store, now, random, error }) => {
    const of = await readOrganization(store, organization);
    const { Type: type, Name: name, Content: content, Description: description } = input;
    if (of.feature_set !== 'ALL') {
      throw error('PolicyTypeNotAvailableForOrganizationException', TYPE_NOT_AVAILABLE);
    }
    const tags = readTags(input.Tags, error);
    checkContent(type, content, error);
    const there = await store.one(countPolicies, { organization: of.id, type });
    if (there!.count >= MOST_POLICIES) {
      throw error('ConstraintViolationException', TOO_MANY, {
        Reason: 'POLICY_NUMBER_LIMIT_EXCEEDED',
      });
    }
    const named = await store.one(selectPolicyNamed, { organization: of.id, type, name });
    if (named || awsPolicyOf(type)?.name === name) {
      throw error('DuplicatePolicyException', SAME_NAME);
    }
    const policy = {
      id: `p-${randomText(random, ID_ALPHABET, 8)}`,
      organization: of.id,
      type,
      name,
      description,
      content,
      tags: JSON.stringify(tags),
      updated_at: now,
      revision: 1,
    };
    return {
      output: {
        Policy: { PolicySummary: shownPolicy(organization, policy), Content: content },
      },
      changes: [takeTurn(of), change(insertPolicy, policy)],
      made: { arn: policyArn(organization, policy), type: 'AWS::Organizations::Policy' },
    };
  });

const TOO_MANY = 'You have exceeded the number of policies that you can have in an organization.';
