import { DetachPolicy } from '../../../generated/organizations.ts';
import { change } from '../../../store/statement.ts';
import { asAdministrator } from '../caller.ts';
import { findTarget } from '../child.ts';
import { readOrganization, takeTurn } from '../organization.ts';
import { operation } from '../parts.ts';
import { findPolicy, policyKeys } from '../policy.ts';
import { countAttachments, deleteAttachment, selectAttachment } from '../policy-tables.ts';

export const detachPolicy = operation(DetachPolicy)
  .access({
    action: 'organizations:DetachPolicy',
    on: ({ PolicyId }, asking) => findPolicy(asAdministrator, PolicyId, asking),
    keys: policyKeys,
  })
  .also('target', {
    action: 'organizations:DetachPolicy',
    on: ({ TargetId }, asking) => findTarget(asAdministrator, TargetId, asking),
  })
  .handle(async ({ resource: policy, also: { target }, store, error }) => {
    const { id, organization, own, policyType: type } = policy;
    const attachment = { target: target.id, policy: id };
    if (!(await store.one(selectAttachment, attachment))) {
      throw error('PolicyNotAttachedException', NOT_ATTACHED);
    }
    if (own?.type === 'RESOURCE_CONTROL_POLICY') {
      throw error('InvalidInputException', NOT_DETACHABLE, { Reason: 'NON_DETACHABLE_POLICY' });
    }
    // Every root, unit and account has at least one service control policy: none would be no access.
    const there = await store.one(countAttachments, { target: target.id, type });
    if (type === 'SERVICE_CONTROL_POLICY' && there!.count === 1) {
      throw error('ConstraintViolationException', LAST_ONE, {
        Reason: 'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
      });
    }
    return {
      output: {},
      changes: [
        takeTurn(await readOrganization(store, organization)),
        change(deleteAttachment, attachment),
      ],
    };
  });

const NOT_ATTACHED = "The policy isn't attached to the specified target in the specified root.";
const NOT_DETACHABLE = "You can't detach this Amazon Web Services Managed Policy.";
const LAST_ONE =
  'You attempted to detach a policy from an entity that would cause the entity to have fewer than the minimum number of policies of a certain type required.';
