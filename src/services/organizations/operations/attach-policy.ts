import { AttachPolicy } from '../../../generated/organizations.ts';
import { change } from '../../../store/statement.ts';
import { asAdministrator } from '../caller.ts';
import { findTarget } from '../child.ts';
import { enabledTypes, readOrganization, takeTurn } from '../organization.ts';
import { operation } from '../parts.ts';
import { findPolicy, policyKeys, TYPE_NOT_ENABLED } from '../policy.ts';
import { countAttachments, insertAttachment, selectAttachment } from '../policy-tables.ts';
import { POLICY_TYPES } from '../policy-type.ts';

export const attachPolicy = operation(AttachPolicy)
  .access({
    action: 'organizations:AttachPolicy',
    on: ({ PolicyId }, asking) => findPolicy(asAdministrator, PolicyId, asking),
    keys: policyKeys,
  })
  .also('target', {
    action: 'organizations:AttachPolicy',
    on: ({ TargetId }, asking) => findTarget(asAdministrator, TargetId, asking),
  })
  .handle(async ({ resource: policy, also: { target }, store, now, error }) => {
    const { id, organization, policyType: type } = policy;
    if (!(await enabledTypes(store, organization)).includes(type)) {
      throw error('PolicyTypeNotEnabledException', TYPE_NOT_ENABLED);
    }
    if (await store.one(selectAttachment, { target: target.id, policy: id })) {
      throw error('DuplicatePolicyAttachmentException', ATTACHED_ALREADY);
    }
    const there = await store.one(countAttachments, { target: target.id, type });
    if (there!.count >= POLICY_TYPES[type].mostPerTarget) {
      throw error('ConstraintViolationException', TOO_MANY, {
        Reason: 'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
      });
    }
    return {
      output: {},
      changes: [
        takeTurn(await readOrganization(store, organization)),
        change(insertAttachment, {
          target: target.id,
          policy: id,
          organization: organization.organizationId,
          type,
          attached_at: now,
        }),
      ],
    };
  });

const ATTACHED_ALREADY = 'The selected policy is already attached to the specified target.';
const TOO_MANY =
  'You have exceeded the number of policies of a certain type that can be attached to an entity at one time.';
