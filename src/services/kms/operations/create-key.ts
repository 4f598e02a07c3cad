import { CreateKey } from '../../../generated/kms.ts';
import type { CreateKeyRequest } from '../../../generated/kms.types.ts';
import type { AwsError } from '../../../model/model.ts';
import { anything, requestTagKeys } from '../../../operation/operation.ts';
import { bypassKeys, callerKeys, specKeys } from '../condition-keys.ts';
import { keyOf, TYPE } from '../key.ts';
import { placeOfNewKey } from '../external-key.ts';
import { keyArn } from '../key-id.ts';
import { metadataOf } from '../key-metadata.ts';
import { algorithmsOf, SM2_REFUSAL } from '../key-spec.ts';
import { assertNoLockout, bindPolicy, defaultPolicy } from '../key-policy.ts';
import { makeKey } from '../new-key.ts';
import { operation } from '../parts.ts';
import { plainTags, printTags, withTags } from '../tags.ts';

export const createKey = operation(CreateKey)
  .access({
    action: 'kms:CreateKey',
    on: anything,
    keys: (input, _none, asking) => ({
      ...callerKeys(asking),
      ...specKeys(specOf(input)),
      'kms:MultiRegion': String(input.MultiRegion ?? false),
      ...bypassKeys(input),
      ...requestTagKeys(plainTags(input.Tags)),
    }),
  })
  .also('tagging', {
    action: 'kms:TagResource',
    on: (_input, { caller, request }) => ({
      arn: keyArn(request.region, caller.account, '*'),
      account: caller.account,
    }),
    keys: (input, _none, asking) => ({
      ...callerKeys(asking),
      ...requestTagKeys(plainTags(input.Tags)),
    }),
    when: ({ Tags }) => Tags !== undefined && Tags.length > 0,
  })
  .handle(async (call) => {
    const { input, caller, request, parts, random, now, error } = call;
    const { spec, usage } = checked(input, error);
    const external = await placeOfNewKey(call, input, error);
    const tags = withTags([], input.Tags ?? [], error);
    const policy = input.Policy && (await bindPolicy(input.Policy, call.principals, error));
    const { row, changes } = await makeKey(parts.vault, random, {
      account: caller.account,
      region: request.region,
      manager: 'CUSTOMER',
      spec,
      usage,
      origin: external.origin,
      multiRegion: input.MultiRegion ?? false,
      external,
      description: input.Description ?? '',
      policy: policy ?? defaultPolicy(caller.account),
      tags: printTags(tags),
      created_at: now,
    });
    if (policy && !input.BypassPolicyLockoutSafetyCheck) {
      await assertNoLockout(call, keyOf(row, []), policy, error);
    }
    return {
      output: { KeyMetadata: await metadataOf(call.store, row) },
      changes: [...changes, ...external.changes],
      made: { arn: row.arn, type: TYPE },
    };
  });

const specOf = (input: CreateKeyRequest) => ({
  spec: input.KeySpec ?? input.CustomerMasterKeySpec ?? 'SYMMETRIC_DEFAULT',
  usage: input.KeyUsage ?? 'ENCRYPT_DECRYPT',
  origin: input.Origin ?? 'AWS_KMS',
});

type Refuse = (
  code: 'ValidationException' | 'UnsupportedOperationException',
  message: string,
) => AwsError;

/** What is asked for must go together. */
function checked(input: CreateKeyRequest, error: Refuse) {
  if (input.KeySpec !== undefined && input.CustomerMasterKeySpec !== undefined) {
    throw error('ValidationException', TWO_SPECS);
  }
  const { spec, usage } = specOf(input);
  if (spec === 'SM2') throw error('UnsupportedOperationException', SM2_REFUSAL);
  if (input.KeyUsage === undefined && spec !== 'SYMMETRIC_DEFAULT') {
    throw error('ValidationException', NO_USAGE);
  }
  if (!algorithmsOf(spec, usage)) {
    throw error('ValidationException', `KeyUsage ${usage} is not compatible with KeySpec ${spec}`);
  }
  return { spec, usage };
}

const TWO_SPECS =
  'You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is deprecated.';
const NO_USAGE =
  'You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.';
