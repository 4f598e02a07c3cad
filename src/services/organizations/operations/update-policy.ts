import { UpdatePolicy } from '../../../generated/organizations.ts';
import { change } from '../../../store/statement.ts';
import { asAdministrator } from '../caller.ts';
import { operation } from '../parts.ts';
import { findPolicy, IMMUTABLE, policyKeys, SAME_NAME, shownPolicy } from '../policy.ts';
import { checkContent } from '../policy-content.ts';
import { selectPolicyNamed, updatePolicy as update } from '../policy-tables.ts';

export const updatePolicy = operation(UpdatePolicy)
  .access({
    action: 'organizations:UpdatePolicy',
    on: ({ PolicyId }, asking) => findPolicy(asAdministrator, PolicyId, asking),
    keys: policyKeys,
  })
  .handle(async ({ input, resource: { organization, policyType, row }, store, now, error }) => {
    if (!row) throw error('InvalidInputException', IMMUTABLE, { Reason: 'IMMUTABLE_POLICY' });
    const to = {
      id: row.id,
      name: input.Name ?? row.name,
      description: input.Description ?? row.description,
      content: input.Content ?? row.content,
    };
    if (input.Content !== undefined) checkContent(policyType, to.content, error);
    if (to.name !== row.name) {
      const { organization: of, type } = row;
      if (await store.one(selectPolicyNamed, { organization: of, type, name: to.name })) {
        throw error('DuplicatePolicyException', SAME_NAME);
      }
    }
    const PolicySummary = shownPolicy(organization, { ...row, ...to });
    return {
      output: { Policy: { PolicySummary, Content: to.content } },
      changes: [change(update, { ...to, updated_at: now, revision: row.revision })],
    };
  });
