import { allow, type Fact } from './fact.ts';

/** Those that people attach first: everything, nearly everything, and nothing. */
export const BROAD: readonly Fact[] = [
  {
    name: 'AdministratorAccess',
    description: 'Provides full access to AWS services and resources.',
    version: 1,
    created: '2015-02-06T18:39:46Z',
    statements: [allow('*')],
  },
  {
    name: 'PowerUserAccess',
    description:
      'Provides full access to AWS services and resources, but does not allow management of Users and groups.',
    version: 12,
    created: '2015-02-06T18:39:47Z',
    updated: '2026-02-12T17:59:14Z',
    statements: [
      { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
      allow([
        'account:GetAccountInformation',
        'account:GetGovCloudAccountInformation',
        'account:GetPrimaryEmail',
        'account:ListRegions',
        'iam:CreateServiceLinkedRole',
        'iam:DeleteServiceLinkedRole',
        'iam:ListRoles',
        'organizations:DescribeEffectivePolicy',
        'organizations:DescribeOrganization',
      ]),
    ],
  },
  {
    name: 'AWSDenyAll',
    description: 'Deny all access.',
    version: 2,
    created: '2019-05-01T22:36:14Z',
    updated: '2023-12-18T16:42:05Z',
    statements: [{ Sid: 'DenyAll', Effect: 'Deny', Action: ['*'], Resource: '*' }],
  },
];
