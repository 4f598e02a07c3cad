import { allow, type Fact } from './fact.ts';

/** What AWS's policies say about identities, accounts and what these share. */
export const IDENTITY: readonly Fact[] = [
  {
    name: 'IAMFullAccess',
    description: 'Provides full access to IAM via the AWS Management Console.',
    version: 2,
    created: '2015-02-06T18:40:38Z',
    updated: '2019-06-21T19:40:00Z',
    statements: [
      allow([
        'iam:*',
        'organizations:DescribeAccount',
        'organizations:DescribeOrganization',
        'organizations:DescribeOrganizationalUnit',
        'organizations:DescribePolicy',
        'organizations:ListChildren',
        'organizations:ListParents',
        'organizations:ListPoliciesForTarget',
        'organizations:ListRoots',
        'organizations:ListPolicies',
        'organizations:ListTargetsForPolicy',
      ]),
    ],
  },
  {
    name: 'IAMReadOnlyAccess',
    description: 'Provides read only access to IAM via the AWS Management Console.',
    version: 4,
    created: '2015-02-06T18:40:39Z',
    updated: '2018-01-25T19:11:27Z',
    statements: [
      allow([
        'iam:GenerateCredentialReport',
        'iam:GenerateServiceLastAccessedDetails',
        'iam:Get*',
        'iam:List*',
        'iam:SimulateCustomPolicy',
        'iam:SimulatePrincipalPolicy',
      ]),
    ],
  },
  {
    name: 'IAMUserChangePassword',
    description: 'Provides the ability for an IAM user to change their own password.',
    version: 2,
    created: '2016-11-15T00:25:16Z',
    updated: '2016-11-15T23:18:55Z',
    statements: [
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
      allow(['iam:ChangePassword'], ['arn:aws:iam::*:user/${aws:username}']),
      allow(['iam:GetAccountPasswordPolicy']),
    ],
  },
  {
    name: 'AWSOrganizationsFullAccess',
    description: 'Provides full access to AWS Organizations.',
    version: 8,
    created: '2018-11-06T20:31:57Z',
    updated: '2026-02-11T22:19:54Z',
    statements: [
      { Sid: 'AWSOrganizationsFullAccess', ...allow('organizations:*') },
      {
        Sid: 'AWSOrganizationsFullAccessAccount',
        ...allow([
          'account:PutAlternateContact',
          'account:DeleteAlternateContact',
          'account:GetAlternateContact',
          'account:GetContactInformation',
          'account:PutContactInformation',
          'account:ListRegions',
          'account:EnableRegion',
          'account:DisableRegion',
          'account:PutAccountName',
          'account:GetAccountInformation',
        ]),
      },
      {
        Sid: 'AWSOrganizationsFullAccessCreateSLR',
        ...allow('iam:CreateServiceLinkedRole'),
        Condition: { StringEquals: { 'iam:AWSServiceName': 'organizations.amazonaws.com' } },
      },
    ],
  },
  {
    name: 'AWSOrganizationsReadOnlyAccess',
    description: 'Provides read-only access to AWS Organizations.',
    version: 6,
    created: '2018-11-06T20:32:38Z',
    updated: '2024-06-07T21:32:16Z',
    statements: [
      {
        Sid: 'AWSOrganizationsReadOnly',
        ...allow(['organizations:Describe*', 'organizations:List*']),
      },
      {
        Sid: 'AWSOrganizationsReadOnlyAccount',
        ...allow([
          'account:GetAlternateContact',
          'account:GetContactInformation',
          'account:ListRegions',
          'account:GetRegionOptStatus',
          'account:GetPrimaryEmail',
        ]),
      },
    ],
  },
  {
    name: 'AWSResourceAccessManagerFullAccess',
    description: 'Provides full access to AWS Resource Access Manager.',
    version: 1,
    created: '2019-06-04T17:28:22Z',
    statements: [allow(['ram:*'])],
  },
  {
    name: 'AWSResourceAccessManagerReadOnlyAccess',
    description: 'Provides read only access to AWS Resource Access Manager.',
    version: 1,
    created: '2019-12-09T20:58:00Z',
    statements: [allow(['ram:Get*', 'ram:List*'])],
  },
];
