import { CreatePolicy } from '../../../generated/iam.ts';
import type { CreatePolicyRequest } from '../../../generated/iam.types.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { assertSize, readDocument } from '../documents.ts';
import { uniqueId } from '../first-user.ts';
import { listedPolicy, POLICY_SIZE, policyToBe } from '../managed-policy.ts';
import { insertPolicy, insertPolicyVersion, selectPolicyByName } from '../managed-policy-tables.ts';
import { operation } from '../parts.ts';
import { oneMore } from '../quota.ts';
import { shownTags } from '../tag-pairs.ts';
import { hasTags, newTags } from '../tags.ts';

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
    when: hasTags,
  })
  .handle(async (call) => {
    const { input, resource, store, random, now, error } = call;
    const { account, arn } = resource;
    const { name, path } = named(input);
    const document = input.PolicyDocument;
    readDocument(document, 'managed', error);
    assertSize(document, POLICY_SIZE, error);
    const tags = newTags(input.Tags, error);
    const name_key = name.toLowerCase();
    if (await store.one(selectPolicyByName, { account, name_key }))
      throw error('EntityAlreadyExists', taken(name));
    const room = await oneMore(call, 'policy', account);
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
      changes: [...room, change(insertPolicy, policy), change(insertPolicyVersion, version)],
    };
  });

const UNUSED = { attached: () => 0, bounding: () => 0 };

const taken = (name: string): string =>
  `A policy called ${name} already exists. Duplicate names are not allowed.`;
