/** The policies that AWS owns: everything that a type of policy governs hangs on one of them. */

export interface AwsPolicy {
  readonly id: string;
  readonly type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';
  readonly name: string;
  readonly description: string;
  readonly content: string;
}

const FULL_ACCESS: AwsPolicy = {
  id: 'p-FullAWSAccess',
  type: 'SERVICE_CONTROL_POLICY',
  name: 'FullAWSAccess',
  description: 'Allows access to every operation',
  content: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "*",
      "Resource": "*"
    }
  ]
}`,
};

const FULL_RESOURCE_ACCESS: AwsPolicy = {
  id: 'p-RCPFullAWSAccess',
  type: 'RESOURCE_CONTROL_POLICY',
  name: 'RCPFullAWSAccess',
  description: 'Allows access to every operation',
  content: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": "*",
      "Action": "*",
      "Resource": "*"
    }
  ]
}`,
};

export const AWS_POLICIES: readonly AwsPolicy[] = [FULL_ACCESS, FULL_RESOURCE_ACCESS];

/** The policy of AWS that has this id. */
export const awsPolicy = (id: string): AwsPolicy | undefined =>
  AWS_POLICIES.find((policy) => policy.id === id);

/** The policy of AWS that hangs on everything while this type is enabled. */
export const awsPolicyOf = (type: string): AwsPolicy | undefined =>
  AWS_POLICIES.find((policy) => policy.type === type);
