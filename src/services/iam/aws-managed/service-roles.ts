import { allow, type Fact, of } from './fact.ts';
import { linked, metrics } from './linked.ts';

/** What AWS's services may do by the roles that are linked to them: those that are served here, or that use one. */
export const SERVICE_ROLES: readonly Fact[] = [
  linked('AWSKeyManagementServiceCustomKeyStoresServiceRolePolicy', 2, '2023-11-10T19:03:34Z', [
    allow([
      'cloudhsm:Describe*',
      ...of(
        'ec2',
        'CreateNetworkInterface',
        'AuthorizeSecurityGroupIngress',
        'CreateSecurityGroup',
        'DescribeSecurityGroups',
        'RevokeSecurityGroupEgress',
        'DeleteSecurityGroup',
        'DescribeVpcs',
        'DescribeNetworkAcls',
        'DescribeNetworkInterfaces',
      ),
    ]),
  ]),
  linked('AWSKeyManagementServiceMultiRegionKeysServiceRolePolicy', 1, '2021-06-16T15:37:37Z', [
    allow(['kms:SynchronizeMultiRegionKey']),
  ]),
  linked('CloudTrailServiceRolePolicy', 1, '2018-10-24T21:21:44Z', [
    { Sid: 'CloudTrailFullAccess', ...allow(['cloudtrail:*']) },
    {
      Sid: 'AwsOrgsAccess',
      ...allow(
        of(
          'organizations',
          'DescribeAccount',
          'DescribeOrganization',
          'ListAccounts',
          'ListAWSServiceAccessForOrganization',
        ),
        ['*'],
      ),
    },
  ]),
  linked('AWSOrganizationsServiceTrustPolicy', 2, '2017-11-01T06:01:18Z', [
    {
      Sid: 'AllowDeletionOfServiceLinkedRoleForOrganizations',
      ...allow(
        ['iam:DeleteRole'],
        ['arn:aws:iam::*:role/aws-service-role/organizations.amazonaws.com/*'],
      ),
    },
    { Sid: 'AllowCreationOfServiceLinkedRoles', ...allow(['iam:CreateServiceLinkedRole']) },
  ]),
  linked('AWSResourceAccessManagerServiceRolePolicy', 1, '2018-11-14T19:28:28Z', [
    allow(
      of(
        'organizations',
        'DescribeAccount',
        'DescribeOrganization',
        'DescribeOrganizationalUnit',
        'ListAccounts',
        'ListAccountsForParent',
        'ListChildren',
        'ListOrganizationalUnitsForParent',
        'ListParents',
        'ListRoots',
      ),
    ),
    {
      Sid: 'AllowDeletionOfServiceLinkedRoleForResourceAccessManager',
      ...allow(['iam:DeleteRole'], ['arn:aws:iam::*:role/aws-service-role/ram.amazonaws.com/*']),
    },
  ]),
  linked('AmazonRDSServiceRolePolicy', 13, '2024-01-19T15:10:09Z', [
    { Sid: 'CrossRegionCommunication', ...allow(['rds:CrossRegionCommunication']) },
    {
      Sid: 'Ec2',
      ...allow(
        of(
          'ec2',
          'AllocateAddress',
          'AssociateAddress',
          'AuthorizeSecurityGroupIngress',
          'CreateCoipPoolPermission',
          'CreateLocalGatewayRouteTablePermission',
          'CreateNetworkInterface',
          'CreateSecurityGroup',
          'DeleteCoipPoolPermission',
          'DeleteLocalGatewayRouteTablePermission',
          'DeleteNetworkInterface',
          'DeleteSecurityGroup',
          'DescribeAddresses',
          'DescribeAvailabilityZones',
          'DescribeCoipPools',
          'DescribeInternetGateways',
          'DescribeLocalGatewayRouteTablePermissions',
          'DescribeLocalGatewayRouteTables',
          'DescribeLocalGatewayRouteTableVpcAssociations',
          'DescribeLocalGateways',
          'DescribeSecurityGroups',
          'DescribeSubnets',
          'DescribeVpcAttribute',
          'DescribeVpcs',
          'DisassociateAddress',
          'ModifyNetworkInterfaceAttribute',
          'ModifyVpcEndpoint',
          'ReleaseAddress',
          'RevokeSecurityGroupIngress',
          'CreateVpcEndpoint',
          'DescribeVpcEndpoints',
          'DeleteVpcEndpoints',
          'AssignPrivateIpAddresses',
          'UnassignPrivateIpAddresses',
        ),
      ),
    },
    { Sid: 'Sns', ...allow(['sns:Publish']) },
    {
      Sid: 'CloudWatchLogs',
      ...allow(['logs:CreateLogGroup'], rdsLogs('')),
    },
    {
      Sid: 'CloudWatchStreams',
      ...allow(
        of('logs', 'CreateLogStream', 'PutLogEvents', 'DescribeLogStreams'),
        rdsLogs(':log-stream:*'),
      ),
    },
    {
      Sid: 'Kinesis',
      ...allow(
        of(
          'kinesis',
          'CreateStream',
          'PutRecord',
          'PutRecords',
          'DescribeStream',
          'SplitShard',
          'MergeShards',
          'DeleteStream',
          'UpdateShardCount',
        ),
        ['arn:aws:kinesis:*:*:stream/aws-rds-das-*'],
      ),
    },
    { Sid: 'CloudWatch', ...metrics('AWS/DocDB', 'AWS/Neptune', 'AWS/RDS', 'AWS/Usage') },
    { Sid: 'SecretsManagerPassword', ...allow(['secretsmanager:GetRandomPassword']) },
    {
      Sid: 'SecretsManagerSecret',
      ...allow(
        of(
          'secretsmanager',
          'DeleteSecret',
          'DescribeSecret',
          'PutSecretValue',
          'RotateSecret',
          'UpdateSecret',
          'UpdateSecretVersionStage',
          'ListSecretVersionIds',
        ),
        ['arn:aws:secretsmanager:*:*:secret:rds!*'],
      ),
      Condition: { StringLike: ownedByRds() },
    },
    {
      Sid: 'SecretsManagerTags',
      ...allow('secretsmanager:TagResource', 'arn:aws:secretsmanager:*:*:secret:rds!*'),
      Condition: {
        'ForAllValues:StringEquals': {
          'aws:TagKeys': ['aws:rds:primaryDBInstanceArn', 'aws:rds:primaryDBClusterArn'],
        },
        StringLike: ownedByRds(),
      },
    },
  ]),
  linked('AWSECRPullThroughCache_ServiceRolePolicy', 2, '2023-11-13T15:23:16Z', [
    {
      Sid: 'ECR',
      ...allow(
        of(
          'ecr',
          'GetAuthorizationToken',
          'BatchCheckLayerAvailability',
          'InitiateLayerUpload',
          'UploadLayerPart',
          'CompleteLayerUpload',
          'PutImage',
        ),
      ),
    },
    {
      Sid: 'SecretsManager',
      ...allow(
        ['secretsmanager:GetSecretValue'],
        'arn:aws:secretsmanager:*:*:secret:ecr-pullthroughcache/*',
      ),
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
      Condition: { StringEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } },
    },
  ]),
  linked('AWSSystemsManagerAccountDiscoveryServicePolicy', 3, '2022-10-17T20:25:02Z', [
    allow(
      of(
        'organizations',
        'DescribeAccount',
        'DescribeOrganization',
        'DescribeOrganizationalUnit',
        'ListRoots',
        'ListAccounts',
        'ListAWSServiceAccessForOrganization',
        'ListChildren',
        'ListParents',
        'ListDelegatedServicesForAccount',
        'ListDelegatedAdministrators',
      ),
    ),
  ]),
];

function rdsLogs(rest: string): readonly string[] {
  return ['rds', 'docdb', 'neptune'].map(
    (service) => `arn:aws:logs:*:*:log-group:/aws/${service}/*${rest}`,
  );
}

function ownedByRds() {
  return { 'secretsmanager:ResourceTag/aws:secretsmanager:owningService': 'rds' };
}
