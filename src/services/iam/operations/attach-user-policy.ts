import { AttachUserPolicy } from '../../../generated/iam.ts';
import { attachmentKeys, attachPolicy } from '../attachment.ts';
import { onUser } from '../inline-policy.ts';
import { operation } from '../parts.ts';

export const attachUserPolicy = operation(AttachUserPolicy)
  .access({ ...onUser('iam:AttachUserPolicy'), keys: attachmentKeys })
  .handle((call) => attachPolicy(call));
