import { DetachRolePolicy } from '../../../generated/iam.ts';
import { attachmentKeys, detachPolicy } from '../attachment.ts';
import { onRole } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import { assertOurs } from '../role.ts';

export const detachRolePolicy = operation(DetachRolePolicy)
  .access({ ...onRole('iam:DetachRolePolicy'), keys: attachmentKeys })
  .handle((call) => {
    assertOurs(call.resource.row, call.error);
    return detachPolicy(call);
  });
