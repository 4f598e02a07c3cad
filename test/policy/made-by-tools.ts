/**
 * Policies in the form that tools write them: how they order, escape, indent and repeat is theirs, and
 * so are the things that only they write. After public examples; names and numbers are made up.
 */
import { ACCOUNT, OTHER_ACCOUNT } from '../house.ts';

export interface Made {
  /** Who wrote it, and for what. */
  readonly by: string;
  /** Where it is put. */
  readonly as: 'trust' | 'inline' | 'managed' | 'key' | 'secret';
  readonly text: string;
}

/** AWS CDK hands over what it has synthesized: no space, and `Version` at the end. */
const cdk = (...Statement: readonly object[]): string =>
  JSON.stringify({ Statement, Version: '2012-10-17' });

/** `data.aws_iam_policy_document`: two spaces, `Version` first. */
const terraformData = (...Statement: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement }, null, 2);

/** `jsonencode`: members in the order of their names, and `<`, `>` and `&` escaped as for HTML. */
const terraformEncoded = (value: unknown): string =>
  JSON.stringify(sorted(value)).replaceAll(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`);

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]));
}

const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const role = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const secret = (name: string) => `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:${name}`;
const key = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const CLUSTER = 'oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E';
const FORGE = 'token.actions.githubusercontent.com';
const provider = (issuer: string) => `arn:aws:iam::${ACCOUNT}:oidc-provider/${issuer}`;
const VIA = { StringEquals: { 'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com' } };

const TRUSTS: readonly Made[] = [
  {
    by: 'CDK: the role of a function',
    as: 'trust',
    text: cdk({
      Action: 'sts:AssumeRole',
      Effect: 'Allow',
      Principal: { Service: 'lambda.amazonaws.com' },
    }),
  },
  {
    by: 'CDK: a role for an account with an external id',
    as: 'trust',
    text: cdk({
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': 'customer-4711' } },
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:root` },
    }),
  },
  {
    by: 'Terraform, a heredoc with an empty Sid: the role of a machine',
    as: 'trust',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Action": "sts:AssumeRole",
      "Principal": {
        "Service": "ec2.amazonaws.com"
      },
      "Effect": "Allow",
      "Sid": ""
    }
  ]
}
`,
  },
  {
    by: 'Terraform module iam: an assumable role with MFA',
    as: 'trust',
    text: terraformData({
      Effect: 'Allow',
      Action: ['sts:TagSession', 'sts:AssumeRole'],
      Principal: { AWS: [ROOT, `arn:aws:iam::${OTHER_ACCOUNT}:root`] },
      Condition: {
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
        NumericLessThan: { 'aws:MultiFactorAuthAge': '86400' },
      },
    }),
  },
  {
    by: 'Terraform module iam: GitHub Actions by OIDC',
    as: 'trust',
    text: terraformData({
      Sid: 'GithubOidcAuth',
      Effect: 'Allow',
      Action: ['sts:TagSession', 'sts:AssumeRoleWithWebIdentity'],
      Principal: { Federated: provider(FORGE) },
      Condition: {
        'ForAllValues:StringEquals': {
          [`${FORGE}:aud`]: 'sts.amazonaws.com',
          [`${FORGE}:iss`]: `https://${FORGE}`,
        },
        StringLike: { [`${FORGE}:sub`]: ['repo:acme/shop:pull_request', 'repo:acme/shop:ref:*'] },
      },
    }),
  },
  {
    by: 'Terraform module iam: a service account of a cluster',
    as: 'trust',
    text: terraformData({
      Effect: 'Allow',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: provider(CLUSTER) },
      Condition: {
        StringEquals: {
          [`${CLUSTER}:aud`]: 'sts.amazonaws.com',
          [`${CLUSTER}:sub`]: 'system:serviceaccount:kube-system:external-secrets',
        },
      },
    }),
  },
];

const IDENTITY: readonly Made[] = [
  {
    by: 'CDK: grantRead of a secret that is known by its name',
    as: 'inline',
    text: cdk({
      Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
      Effect: 'Allow',
      Resource: `${secret('app/db')}-??????`,
    }),
  },
  {
    by: 'CDK: the function that rotates a secret under a key',
    as: 'inline',
    text: cdk(
      {
        Action: [
          'secretsmanager:DescribeSecret',
          'secretsmanager:GetSecretValue',
          'secretsmanager:PutSecretValue',
          'secretsmanager:UpdateSecretVersionStage',
        ],
        Effect: 'Allow',
        Resource: `${secret('app/db')}-AbCdEf`,
      },
      { Action: 'secretsmanager:GetRandomPassword', Effect: 'Allow', Resource: '*' },
      {
        Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'],
        Condition: {
          StringEquals: {
            'kms:EncryptionContext:SecretARN': `${secret('app/db')}-AbCdEf`,
            ...VIA.StringEquals,
          },
        },
        Effect: 'Allow',
        Resource: key,
      },
    ),
  },
  {
    by: 'CDK: grantInvoke of a function and all of its versions',
    as: 'inline',
    text: cdk({
      Action: 'lambda:InvokeFunction',
      Effect: 'Allow',
      Resource: [
        `arn:aws:lambda:us-east-1:${ACCOUNT}:function:rotate`,
        `arn:aws:lambda:us-east-1:${ACCOUNT}:function:rotate:*`,
      ],
    }),
  },
  {
    by: 'Terraform module iam: External Secrets',
    as: 'managed',
    text: terraformData(
      { Effect: 'Allow', Action: 'ssm:DescribeParameters', Resource: '*' },
      {
        Effect: 'Allow',
        Action: ['ssm:GetParameters', 'ssm:GetParameter'],
        Resource: 'arn:aws:ssm:*:*:parameter/*',
      },
      { Effect: 'Allow', Action: 'secretsmanager:ListSecrets', Resource: '*' },
      {
        Effect: 'Allow',
        Action: [
          'secretsmanager:ListSecretVersionIds',
          'secretsmanager:GetSecretValue',
          'secretsmanager:GetResourcePolicy',
          'secretsmanager:DescribeSecret',
        ],
        Resource: 'arn:aws:secretsmanager:*:*:secret:*',
      },
      { Effect: 'Allow', Action: 'kms:Decrypt', Resource: 'arn:aws:kms:*:*:key/*' },
    ),
  },
  {
    by: 'Terraform module iam: volumes of a cluster, with grants for AWS alone',
    as: 'managed',
    text: terraformData(
      {
        Effect: 'Allow',
        Action: ['kms:RevokeGrant', 'kms:ListGrants', 'kms:CreateGrant'],
        Resource: key,
        Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      },
      {
        Effect: 'Allow',
        Action: 'ec2:CreateVolume',
        Resource: 'arn:aws:ec2:*:*:volume/*',
        Condition: { StringLike: { 'aws:RequestTag/kubernetes.io/cluster/*': 'owned' } },
      },
      {
        Effect: 'Allow',
        Action: 'ec2:CreateTags',
        Resource: ['arn:aws:ec2:*:*:volume/*', 'arn:aws:ec2:*:*:snapshot/*'],
        Condition: { StringEquals: { 'ec2:CreateAction': ['CreateVolume', 'CreateSnapshot'] } },
      },
      {
        Effect: 'Allow',
        Action: 'elasticloadbalancing:AddTags',
        Resource: 'arn:aws:elasticloadbalancing:*:*:targetgroup/*/*',
        Condition: { Null: { 'aws:RequestTag/elbv2.k8s.aws/cluster': 'false' } },
      },
    ),
  },
  {
    by: 'Terraform, jsonencode: people who keep themselves in order, and MFA for the rest',
    as: 'managed',
    text: terraformEncoded({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'AllowManageOwnKeys',
          Effect: 'Allow',
          Action: ['iam:CreateAccessKey', 'iam:DeleteAccessKey', 'iam:ListAccessKeys'],
          // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM's
          Resource: 'arn:aws:iam::*:user/${aws:username}',
        },
        {
          Sid: 'DenyAllExceptListedIfNoMFA',
          Effect: 'Deny',
          NotAction: ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice', 'sts:GetSessionToken'],
          Resource: '*',
          Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
        },
        {
          Sid: 'OnlyOurTags',
          Effect: 'Deny',
          Action: 'secretsmanager:TagResource',
          Resource: '*',
          Condition: { StringNotLike: { 'aws:RequestTag/owner': 'R&D <*@example.com>' } },
        },
      ],
    }),
  },
];

const RESOURCES: readonly Made[] = [
  {
    by: 'CDK: the default policy of a key, and a secret of the account under it',
    as: 'key',
    text: cdk(
      { Action: 'kms:*', Effect: 'Allow', Principal: { AWS: ROOT }, Resource: '*' },
      {
        Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'],
        Condition: VIA,
        Effect: 'Allow',
        Principal: { AWS: ROOT },
        Resource: '*',
      },
      {
        Action: ['kms:CreateGrant', 'kms:DescribeKey'],
        Condition: VIA,
        Effect: 'Allow',
        Principal: { AWS: ROOT },
        Resource: '*',
      },
      {
        Action: 'kms:Decrypt',
        Condition: VIA,
        Effect: 'Allow',
        Principal: { AWS: role('app') },
        Resource: '*',
      },
    ),
  },
  {
    by: 'Terraform module kms: owners, administrators, users, services and grants',
    as: 'key',
    text: terraformData(
      {
        Sid: 'Default',
        Effect: 'Allow',
        Action: 'kms:*',
        Resource: '*',
        Principal: { AWS: ROOT },
      },
      {
        Sid: 'KeyAdministration',
        Effect: 'Allow',
        Action: [
          'kms:Update*',
          'kms:UntagResource',
          'kms:TagResource',
          'kms:ScheduleKeyDeletion',
          'kms:Revoke*',
          'kms:ReplicateKey',
          'kms:Put*',
          'kms:List*',
          'kms:ImportKeyMaterial',
          'kms:Get*',
          'kms:Enable*',
          'kms:Disable*',
          'kms:Describe*',
          'kms:Delete*',
          'kms:Create*',
          'kms:CancelKeyDeletion',
        ],
        Resource: '*',
        Principal: { AWS: role('admin') },
      },
      {
        Sid: 'KeyUsage',
        Effect: 'Allow',
        Action: [
          'kms:ReEncrypt*',
          'kms:GenerateDataKey*',
          'kms:Encrypt',
          'kms:DescribeKey',
          'kms:Decrypt',
        ],
        Resource: '*',
        Principal: { AWS: [role('app'), role('admin')] },
      },
      {
        Sid: 'KeyServiceUsageAttach',
        Effect: 'Allow',
        Action: ['kms:RevokeGrant', 'kms:ListGrants', 'kms:CreateGrant'],
        Resource: '*',
        Principal: { AWS: role('app') },
        Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      },
      {
        Sid: 'CloudWatchLogs',
        Effect: 'Allow',
        Action: [
          'kms:ReEncrypt*',
          'kms:GenerateDataKey*',
          'kms:Encrypt*',
          'kms:Describe*',
          'kms:Decrypt*',
        ],
        Resource: '*',
        Principal: { Service: 'logs.us-east-1.amazonaws.com' },
        Condition: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': [
              `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/aws/lambda/*`,
            ],
          },
        },
      },
    ),
  },
  {
    by: 'Terraform, the policy of the console: grants through other services of the organization',
    as: 'key',
    text: `{
    "Id": "key-consolepolicy-3",
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "Enable IAM User Permissions",
            "Effect": "Allow",
            "Principal": { "AWS": "${ROOT}" },
            "Action": "kms:*",
            "Resource": "*"
        },
        {
            "Sid": "Allow access through EBS for all principals in the account",
            "Effect": "Allow",
            "Principal": { "AWS": "*" },
            "Action": ["kms:Encrypt", "kms:Decrypt", "kms:CreateGrant"],
            "Resource": "*",
            "Condition": {
                "StringEquals": {
                    "kms:CallerAccount": "${ACCOUNT}",
                    "kms:ViaService": "ec2.us-east-1.amazonaws.com"
                }
            }
        }
    ]
}
`,
  },
  {
    by: 'CDK: a secret that nobody may delete',
    as: 'secret',
    text: cdk({
      Action: 'secretsmanager:DeleteSecret',
      Effect: 'Deny',
      Principal: { AWS: ROOT },
      Resource: '*',
    }),
  },
  {
    by: 'Terraform module secrets-manager: who reads, and nobody from outside',
    as: 'secret',
    text: terraformData(
      {
        Sid: 'AllowAppRead',
        Effect: 'Allow',
        Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
        Resource: '*',
        Principal: { AWS: [role('app'), OTHER_ACCOUNT] },
      },
      {
        Sid: 'DenyOthers',
        Effect: 'Deny',
        Action: 'secretsmanager:*',
        Resource: '*',
        Principal: '*',
        Condition: {
          StringNotEquals: { 'aws:PrincipalAccount': [ACCOUNT, OTHER_ACCOUNT] },
          BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
        },
      },
    ),
  },
];

export const MADE_BY_TOOLS: readonly Made[] = [...TRUSTS, ...IDENTITY, ...RESOURCES];
