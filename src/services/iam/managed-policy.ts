/** Managed policies: the account's own, which have versions, and AWS's, which are facts. */
import { parseArn } from '../../base/arn.ts';
import type { Policy } from '../../generated/iam.types.ts';
import { AwsError } from '../../model/model.ts';
import type { Asking, Missing, Resource } from '../../operation/operation.ts';
import type { Reader } from '../../store/store.ts';
import { type AwsManagedPolicy, awsManagedPolicy } from './aws-managed.ts';
import { resourceTagKeys } from './condition-keys.ts';
import {
  selectAttachmentCounts,
  selectBoundaryCounts,
  selectPolicy,
} from './managed-policy-tables.ts';
import { entityArn } from './paths.ts';
import type { PolicyRow } from './tables.ts';
import { shownTags, tagRecord } from './tag-pairs.ts';

/** A policy of the caller's account. */
export interface OwnPolicy extends Resource {
  readonly row: PolicyRow;
}

/** One of AWS's policies, as the caller's account sees it. */
export interface AwsPolicy extends Resource {
  readonly aws: AwsManagedPolicy;
}

type OfArn = { readonly PolicyArn: string };
type Found<P> = Promise<P | Missing<'NoSuchEntity'>>;

/** The access of an operation that reads a policy, AWS's own included. */
export const onAnyPolicy = <const Action extends `iam:${string}`>(action: Action) => ({
  action,
  on: async ({ PolicyArn }: OfArn, asking: Asking): Found<OwnPolicy | AwsPolicy> => {
    const aws = awsManagedPolicy(PolicyArn);
    // AWS's policies are everybody's to read: the caller's own policies decide.
    const { account } = asking.caller;
    if (aws) return { aws, arn: PolicyArn, account, shown: shownAs(PolicyArn) };
    const found = await findPolicy(PolicyArn, asking);
    return 'missing' in found && found.account === 'aws' ? { ...found, account } : found;
  },
  keys: (_input: unknown, policy: Resource | undefined) => resourceTagKeys(policy?.tags),
});

/** The access of an operation that changes a policy of the account. */
export const onPolicy = <const Action extends `iam:${string}`>(action: Action) => ({
  action,
  on: ({ PolicyArn }: OfArn, asking: Asking): Found<OwnPolicy> => findPolicy(PolicyArn, asking),
  keys: (_input: unknown, policy: Resource | undefined) => resourceTagKeys(policy?.tags),
});

/** The policy of this ARN. Those of other accounts, and AWS's, are nobody's here to change. */
async function findPolicy(arn: string, { caller, store }: Asking): Found<OwnPolicy> {
  const account = accountOfPolicy(arn);
  const row = account === caller.account ? await store.one(selectPolicy, { arn }) : undefined;
  if (row) {
    const tags = tagRecord(row.tags);
    return { row, arn, account, type: 'AWS::IAM::ManagedPolicy', tags, shown: shownAs(arn) };
  }
  const message = `Policy ${arn} was not found.`;
  return { missing: arn, shown: shownAs(arn), account, error: 'NoSuchEntity', message };
}

/** A policy that is to be made. */
export const policyToBe = (
  account: string,
  { path, name }: { readonly path: string; readonly name: string },
): Resource => ({
  arn: entityArn(account, 'policy', { path, name }),
  account,
  type: 'AWS::IAM::ManagedPolicy',
  shown: `policy ${name}`,
});

/** The account in a policy's ARN. */
export function accountOfPolicy(text: string): string {
  const arn = parseArn(text);
  if (arn?.service === 'iam' && arn.region === '' && FORM.test(arn.resource)) return arn.account;
  throw new AwsError('InvalidInput', `ARN ${text} is not valid.`);
}

const FORM = /^policy\/([!-~]+\/)?[\w+=,.@-]{1,128}$/;

const shownAs = (arn: string): string => `policy ${arn}`;

/** How policies are used in an account. */
export interface Usage {
  readonly attached: (arn: string) => number;
  readonly bounding: (arn: string) => number;
}

/** Counts how policies are used in an account. */
export async function usageIn(store: Reader, account: string): Promise<Usage> {
  const [attached, bounding] = await Promise.all(
    [selectAttachmentCounts, selectBoundaryCounts].map((counts) => store.all(counts, { account })),
  );
  const of = (rows: readonly { policy: string; number: number }[]) => {
    const counts = new Map(rows.map(({ policy, number }) => [policy, number]));
    return (arn: string) => counts.get(arn) ?? 0;
  };
  return { attached: of(attached!), bounding: of(bounding!) };
}

/** A policy as lists show it: without its description and its tags. */
export function listedPolicy(policy: PolicyRow | AwsManagedPolicy, usage: Usage): Policy {
  const { arn } = policy;
  const [created, updated, version] =
    'created_at' in policy
      ? [policy.created_at, policy.updated_at, policy.version]
      : [policy.createdAt, policy.updatedAt, policy.version];
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: arn,
    Path: policy.path,
    DefaultVersionId: versionId(version),
    AttachmentCount: usage.attached(arn),
    PermissionsBoundaryUsageCount: usage.bounding(arn),
    IsAttachable: true,
    CreateDate: created,
    UpdateDate: updated,
  };
}

/** A policy as it is shown alone. */
export const shownPolicy = (policy: PolicyRow | AwsManagedPolicy, usage: Usage): Policy => ({
  ...listedPolicy(policy, usage),
  Description: policy.description ?? undefined,
  Tags: ('tags' in policy ? shownTags(policy.tags) : undefined) ?? [],
});

export const versionId = (number: number): string => `v${number}`;

/** AWS's own limits, before anybody has them raised. */
export const VERSIONS_PER_POLICY = 5;
export const POLICY_SIZE = { name: 'PolicySize', most: 6144 };
