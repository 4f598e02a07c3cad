import { serviceEventRows } from '../../../audit/event.ts';
import { ReplicateKey, service } from '../../../generated/kms.ts';
import type { ReplicateKeyRequest } from '../../../generated/kms.types.ts';
import { anything, requestTagKeys } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { assertCustomerManaged, ownKey } from '../administration.ts';
import { bypassKeys, callerKeys, replicaKeys, specKeys } from '../condition-keys.ts';
import { assertUsable, findOwnKey, keyOf, touch, TYPE } from '../key.ts';
import { keyArn } from '../key-id.ts';
import { metadataOf } from '../key-metadata.ts';
import { assertNoLockout, bindPolicy, defaultPolicy, showPolicy } from '../key-policy.ts';
import { ABSENT, materialsOf } from '../material.ts';
import { assertPrimary, kinOf } from '../multi-region.ts';
import { operation, type Tools } from '../parts.ts';
import { insertKey, insertMaterial, type KeyRow, type MaterialRow } from '../tables.ts';
import { plainTags, printTags, wireTags, withTags } from '../tags.ts';

export const replicateKey = operation(ReplicateKey)
  .access({ ...ownKey('kms:ReplicateKey'), keys: replicaKeys })
  .also('creating', {
    action: 'kms:CreateKey',
    on: async ({ KeyId }, asking) => {
      const found = await findOwnKey(asking, KeyId);
      return { ...anything(KeyId, asking), primary: 'row' in found ? found.row : undefined };
    },
    keys: (input, made, asking) => ({
      ...callerKeys(asking),
      ...(made?.primary && specKeys({ ...made.primary, multi_region: 'REPLICA' })),
      ...bypassKeys(input),
      'aws:RequestedRegion': input.ReplicaRegion,
      ...requestTagKeys(plainTags(input.Tags)),
    }),
  })
  .also('tagging', {
    action: 'kms:TagResource',
    on: ({ ReplicaRegion }, { caller }) => ({
      arn: keyArn(ReplicaRegion, caller.account, '*'),
      account: caller.account,
    }),
    keys: (input, _none, asking) => ({
      ...callerKeys(asking),
      'aws:RequestedRegion': input.ReplicaRegion,
      ...requestTagKeys(plainTags(input.Tags)),
    }),
    when: ({ Tags }) => Tags !== undefined && Tags.length > 0,
  })
  .handle(async (call) => {
    const { input, resource: key, store, parts, random, now, error } = call;
    const { ReplicaRegion: region } = input;
    assertCustomerManaged(key);
    assertUsable(key, error);
    assertPrimary(key.row, error);
    if (!parts.regions.includes(region)) throw error('ValidationException', noRegion(region));
    const taken = [key.row, ...(await kinOf(store, key.row))].find((row) => row.region === region);
    if (taken) throw error('AlreadyExistsException', `${taken.arn} already exists.`);

    const tags = withTags([], input.Tags ?? [], error);
    const policy = input.Policy && (await bindPolicy(input.Policy, call.principals, error));
    const row = replicaOf(key.row, input, {
      policy: policy ?? defaultPolicy(key.account),
      tags: printTags(tags),
      now,
    });
    if (policy && !input.BypassPolicyLockoutSafetyCheck) {
      await assertNoLockout(call, keyOf(row, []), policy, error);
    }
    const materials = await materialsOf(store, key.arn);
    const born = {
      name: 'CreateKey',
      account: row.account,
      region,
      resource: { arn: row.arn, type: TYPE },
    };
    return {
      output: {
        ReplicaKeyMetadata: await metadataOf(store, row),
        ReplicaPolicy: await showPolicy(row.policy, call.principals),
        ReplicaTags: wireTags(tags),
      },
      changes: [
        touch(key),
        change(insertKey, row),
        ...materials.map((each) => change(insertMaterial, copyOf(parts, each, row))),
        ...serviceEventRows(random, now, service.eventSource, born),
      ],
    };
  });

/** What a replica shares with its primary, and what is its own. */
function replicaOf(
  primary: KeyRow,
  { ReplicaRegion: region, Description }: ReplicateKeyRequest,
  own: { readonly policy: string; readonly tags: string; readonly now: number },
): KeyRow {
  return {
    ...primary,
    arn: keyArn(region, primary.account, primary.id),
    region,
    multi_region: 'REPLICA',
    state: primary.origin === 'EXTERNAL' ? 'PendingImport' : 'Enabled',
    description: Description ?? '',
    policy: own.policy,
    tags: own.tags,
    created_at: own.now,
    revision: 1,
  };
}

/** Material that is made here goes along; imported material is imported in each Region by itself. */
const copyOf = ({ vault }: Tools, material: MaterialRow, { arn, origin }: KeyRow): MaterialRow =>
  origin === 'EXTERNAL'
    ? { ...material, ...ABSENT, key: arn }
    : { ...material, ...vault.copy(material, arn), key: arn };

const noRegion = (region: string): string =>
  `The Region ${region} is not enabled, or AWS KMS is not available in it.`;
