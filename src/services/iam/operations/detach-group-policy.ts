import { DetachGroupPolicy } from '../../../generated/iam.ts';
import { attachmentKeys, detachPolicy } from '../attachment.ts';
import { onGroup } from '../inline-policy.ts';
import { operation } from '../parts.ts';

export const detachGroupPolicy = operation(DetachGroupPolicy)
  .access({ ...onGroup('iam:DetachGroupPolicy'), keys: attachmentKeys })
  .handle((call) => detachPolicy(call));
