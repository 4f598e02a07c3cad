import { DetachUserPolicy } from '../../../generated/iam.ts';
import { attachmentKeys, detachPolicy } from '../attachment.ts';
import { onUser } from '../inline-policy.ts';
import { operation } from '../parts.ts';

export const detachUserPolicy = operation(DetachUserPolicy)
  .access({ ...onUser('iam:DetachUserPolicy'), keys: attachmentKeys })
  .handle((call) => detachPolicy(call));
