import { CreatePolicyVersion } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { assertSize, readDocument } from '../documents.ts';
import { onPolicy, POLICY_SIZE, VERSIONS_PER_POLICY } from '../managed-policy.ts';
import {
  insertPolicyVersion,
  selectPolicyVersions,
  updatePolicyVersions,
} from '../managed-policy-tables.ts';
import { operation } from '../parts.ts';
import { shownVersion } from '../policy-version.ts';

export const createPolicyVersion = operation(CreatePolicyVersion)
  .access(onPolicy('iam:CreatePolicyVersion'))
  .handle(async ({ input, resource: { row: policy }, store, now, error }) => {
    const { PolicyDocument: document, SetAsDefault: inForce = false } = input;
    readDocument(document, 'managed', error);
    assertSize(document, POLICY_SIZE, error);
    const { arn, revision } = policy;
    const there = await store.all(selectPolicyVersions, { policy: arn });
    if (there.length >= VERSIONS_PER_POLICY) throw error('LimitExceeded', TOO_MANY);
    // Numbers are not given twice, even when their versions are gone.
    const number = policy.newest + 1;
    const version = inForce ? number : policy.version;
    const made = { policy: arn, number, document, created_at: now };
    return {
      output: { PolicyVersion: shownVersion(made, version) },
      changes: [
        change(updatePolicyVersions, { arn, revision, version, newest: number, updated_at: now }),
        change(insertPolicyVersion, made),
      ],
    };
  });

const TOO_MANY = `A managed policy can have up to ${VERSIONS_PER_POLICY} versions. Before you create a new version, you must delete an existing version.`;
