import { CreatePolicy } from '../../../generated/iam.ts';
import type { CreatePolicyRequest } from '../../../generated/iam.types.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { assertSize, quotaExceeded, readDocument } from '../documents.ts';
import { uniqueId } from '../first-user.ts';
import { listedPolicy, POLICIES_PER_ACCOUNT, POLICY_SIZE, policyToBe } from '../managed-policy.ts';
import {
  countPolicies,
  insertPolicy,
  insertPolicyVersion,
  selectPolicyByName,
} from '../managed-policy-tables.ts';
import { operation } from '../parts.ts';
import { shownTags } from '../tag-pairs.ts';
import { newTags } from '../tags.ts';

const named = ({ PolicyName: name, Path: path = '/' }: CreatePolicyRequest) => ({ name, path });

export const createPolicy = operation(CreatePolicy)
  .access({
    action: 'iam:CreatePolicy',
    on: (input, { caller }) => policyToBe(caller.account, named(input)),
    keys: ({ Tags }) => requestTagKeys(Tags),
  })
  .also('tagging', {
    action: 'iam:TagPolicy',
    on: (input, { caller }) => policyToBe(caller.account, named(input)),
    keys: ({ Tags }) => requestTagKeys(Tags),
    when: ({ Tags }) => Tags !== undefined && Tags.length > 0,
  })
  .handle(async ({ input, resource, store, random, now, error }) => {
    const { account, arn } = resource;
    const { name, path } = named(input);
    const document = input.PolicyDocument;
    readDocument(document, 'managed', error);
    assertSize(document, POLICY_SIZE, error);
    const tags = newTags(input.Tags, error);
    const name_key = name.toLowerCase();
    if (await store.one(selectPolicyByName, { account, name_key }))
      throw error('EntityAlreadyExists', taken(name));
    const there = await store.one(countPolicies, { account });
    if (there!.number >= POLICIES_PER_ACCOUNT) {
      const quota = { name: 'PoliciesPerAccount', most: POLICIES_PER_ACCOUNT };
      throw error('LimitExceeded', quotaExceeded(quota));
    }
    const policy = {
      arn,
      id: uniqueId(random, 'ANPA'),
      account,
      name,
      name_key,
      path,
      description: input.Description ?? null,
      version: 1,
      newest: 1,
      tags,
      created_at: now,
      updated_at: now,
      revision: 1,
    };
    const version = { policy: arn, number: 1, document, created_at: now };
    return {
      output: { Policy: { ...listedPolicy(policy, UNUSED), Tags: shownTags(tags) } },
      changes: [change(insertPolicy, policy), change(insertPolicyVersion, version)],
    };
  });

const UNUSED = { attached: () => 0, bounding: () => 0 };

const taken = (name: string): string =>
  `A policy called ${name} already exists. Duplicate names are not allowed.`;
