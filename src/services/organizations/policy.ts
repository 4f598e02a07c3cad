/** Policies of an organization, and AWS's own. */
import type * as T from '../../generated/organizations.types.ts';
import type { Membership } from '../../operation/identities.ts';
import type { Asking, ConditionKeys, Missing, Resource } from '../../operation/operation.ts';
import { type AwsPolicy, awsPolicy } from './aws-policies.ts';
import { missingFrom, type NotManager, type Standing } from './caller.ts';
import type { PolicyType } from './organization.ts';
import { policyArn } from './policy-arn.ts';
import { type PolicyRow, selectPolicy } from './policy-tables.ts';

type By = (input: unknown, asking: Asking) => Promise<Standing | NotManager>;

/** A policy that a request is about; one of AWS's own has no row. */
export type FoundPolicy = Standing & {
  readonly id: string;
  readonly policyType: PolicyType;
  readonly own: AwsPolicy | undefined;
  readonly row: PolicyRow | undefined;
};

/** What is told of a policy. */
export type PolicyFacts = Pick<PolicyRow, 'id' | 'type' | 'name' | 'description'>;

/** Finds a policy by its id. */
export async function findPolicy(
  by: By,
  id: string,
  asking: Asking,
): Promise<FoundPolicy | NotManager | Missing<'PolicyNotFoundException'>> {
  const standing = await by(id, asking);
  if ('missing' in standing) return standing;
  const { organization } = standing;
  const own = awsPolicy(id);
  const found = own ? undefined : await asking.store.one(selectPolicy, { id });
  const row = found?.organization === organization.organizationId ? found : undefined;
  const type = own?.type ?? row?.type;
  if (type === undefined) {
    return missingFrom(standing, {
      missing: policyArn(organization, { id, type: '*' }),
      error: 'PolicyNotFoundException',
      message: NO_SUCH_POLICY,
    });
  }
  const arn = policyArn(organization, { id, type });
  return {
    ...standing,
    arn,
    type: 'AWS::Organizations::Policy',
    tags: row ? JSON.parse(row.tags) : {},
    id,
    policyType: type as PolicyType,
    own,
    row,
  };
}

/** The key that every request about a policy has. */
export const policyKeys = (_input: unknown, found: Resource | undefined): ConditionKeys => ({
  'organizations:PolicyType': (found as Partial<FoundPolicy> | undefined)?.policyType,
});

/** A policy in short, as lists show it. */
export const shownPolicy = (of: Membership, facts: PolicyFacts): T.PolicySummary => ({
  Id: facts.id,
  Arn: policyArn(of, facts),
  Name: facts.name,
  Description: facts.description,
  Type: facts.type as PolicyType,
  AwsManaged: awsPolicy(facts.id) !== undefined,
});

/** The policy's own facts, or those of AWS's. */
export const factsOf = ({ own, row }: FoundPolicy): PolicyFacts & { readonly content: string } =>
  own ?? row!;

export const NO_SUCH_POLICY = "You specified a policy that doesn't exist.";
export const SAME_NAME = 'A policy with the same name already exists.';
export const IMMUTABLE =
  "You specified a policy that is managed by Amazon Web Services and can't be modified.";
export const TYPE_NOT_ENABLED = "The specified policy type isn't currently enabled in this root.";
export const TYPE_NOT_AVAILABLE =
  "You can't use the specified policy type with the feature set currently enabled for this organization.";
