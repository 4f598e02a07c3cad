import { AttachRolePolicy } from '../../../generated/iam.ts';
import { attachmentKeys, attachPolicy } from '../attachment.ts';
import { onRole } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import { assertOurs } from '../role.ts';

export const attachRolePolicy = operation(AttachRolePolicy)
  .access({ ...onRole('iam:AttachRolePolicy'), keys: attachmentKeys })
  .handle((call) => {
    assertOurs(call.resource.row, call.error);
    return attachPolicy(call);
  });
