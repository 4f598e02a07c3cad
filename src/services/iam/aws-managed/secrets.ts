import { allow, type Fact } from './fact.ts';

/** What AWS's policies say about secrets and keys. */
export const SECRETS: readonly Fact[] = [
  {
    name: 'SecretsManagerReadWrite',
    description:
      'Provides read/write access to AWS Secrets Manager via the AWS Management Console. Note: this exludes IAM actions, so combine with IAMFullAccess if rotation configuration is required.',
    version: 6,
    created: '2018-04-04T18:05:29Z',
    updated: '2026-08-25T23:37:10Z',
    statements: [
      {
        Sid: 'BasePermissions',
        ...allow([
          'secretsmanager:*',
          'cloudformation:CreateChangeSet',
          'cloudformation:DescribeChangeSet',
          'cloudformation:DescribeStackResource',
          'cloudformation:DescribeStacks',
          'cloudformation:ExecuteChangeSet',
          'docdb-elastic:GetCluster',
          'docdb-elastic:ListClusters',
          'ec2:DescribeSecurityGroups',
          'ec2:DescribeSubnets',
          'ec2:DescribeVpcs',
          'kms:DescribeKey',
          'kms:ListAliases',
          'kms:ListKeys',
          'lambda:ListFunctions',
          'rds:DescribeDBClusters',
          'rds:DescribeDBInstances',
          'redshift:DescribeClusters',
          'redshift-serverless:ListWorkgroups',
          'redshift-serverless:GetNamespace',
          'tag:GetResources',
        ]),
      },
      {
        Sid: 'LambdaPermissions',
        ...allow(
          [
            'lambda:AddPermission',
            'lambda:CreateFunction',
            'lambda:GetFunction',
            'lambda:InvokeFunction',
            'lambda:UpdateFunctionConfiguration',
          ],
          'arn:aws:lambda:*:*:function:SecretsManager*',
        ),
      },
      {
        Sid: 'SARPermissions',
        ...allow(
          ['serverlessrepo:CreateCloudFormationChangeSet', 'serverlessrepo:GetApplication'],
          'arn:aws:serverlessrepo:*:*:applications/SecretsManager*',
        ),
      },
      {
        Sid: 'S3Permissions',
        ...allow(
          ['s3:GetObject'],
          [
            'arn:aws:s3:::awsserverlessrepo-changesets*',
            'arn:aws:s3:::secrets-manager-rotation-apps-*/*',
          ],
        ),
      },
      {
        Sid: 'CloudFormationTagOnCreate',
        ...allow(['cloudformation:TagResource', 'cloudformation:UntagResource']),
        Condition: {
          StringEquals: { 'cloudformation:CreateAction': ['CreateChangeSet', 'ExecuteChangeSet'] },
        },
      },
    ],
  },
  {
    name: 'AWSSecretsManagerClientReadOnlyAccess',
    description:
      'Provides access to retrieve and describe secrets from Secrets Manager. This policy also allows decrypting KMS keys for Secrets Manager secrets.',
    version: 3,
    created: '2025-11-05T20:04:00Z',
    updated: '2026-02-12T18:00:42Z',
    statements: [
      {
        Sid: 'SecretsManagerGetAndDescribeSecret',
        ...allow(
          ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
          'arn:aws:secretsmanager:*:*:secret:*',
        ),
      },
      {
        Sid: 'KMSDecryptKey',
        ...allow(['kms:Decrypt'], 'arn:aws:kms:*:*:key/*'),
        Condition: {
          StringLike: {
            'kms:EncryptionContext:SecretARN': 'arn:aws:secretsmanager:*:*:secret:*',
            'kms:ViaService': 'secretsmanager.*.amazonaws.com',
          },
        },
      },
    ],
  },
  {
    name: 'AWSKeyManagementServicePowerUser',
    description: 'Provides access to AWS Key Management Service (KMS).',
    version: 2,
    created: '2015-02-06T18:40:40Z',
    updated: '2017-03-07T00:55:11Z',
    statements: [
      allow([
        'kms:CreateAlias',
        'kms:CreateKey',
        'kms:DeleteAlias',
        'kms:Describe*',
        'kms:GenerateRandom',
        'kms:Get*',
        'kms:List*',
        'kms:TagResource',
        'kms:UntagResource',
        'iam:ListGroups',
        'iam:ListRoles',
        'iam:ListUsers',
      ]),
    ],
  },
];
