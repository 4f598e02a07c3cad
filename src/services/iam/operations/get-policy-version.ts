import { GetPolicyVersion } from '../../../generated/iam.ts';
import { shownDocument } from '../documents.ts';
import { onAnyPolicy } from '../managed-policy.ts';
import { operation } from '../parts.ts';
import { defaultVersion, readVersion, shownVersion } from '../policy-version.ts';

export const getPolicyVersion = operation(GetPolicyVersion)
  .access(onAnyPolicy('iam:GetPolicyVersion'))
  .handle(async (call) => {
    const version = await readVersion(call, call.input.VersionId);
    const Document = shownDocument(version.document);
    const shown = shownVersion(version, defaultVersion(call.resource));
    return { output: { PolicyVersion: { Document, ...shown } } };
  });
