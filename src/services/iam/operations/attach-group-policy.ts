import { AttachGroupPolicy } from '../../../generated/iam.ts';
import { attachmentKeys, attachPolicy } from '../attachment.ts';
import { onGroup } from '../inline-policy.ts';
import { operation } from '../parts.ts';

export const attachGroupPolicy = operation(AttachGroupPolicy)
  .access({ ...onGroup('iam:AttachGroupPolicy'), keys: attachmentKeys })
  .handle((call) => attachPolicy(call));
