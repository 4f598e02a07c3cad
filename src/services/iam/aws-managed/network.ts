import { allow, type Fact, of } from './fact.ts';

/** What AWS's policies say about machines and their networks. */
export const NETWORK: readonly Fact[] = [
  {
    name: 'AmazonEC2ReadOnlyAccess',
    description: 'Provides read only access to Amazon EC2 via the AWS Management Console.',
    version: 2,
    created: '2015-02-06T18:40:17Z',
    updated: '2024-02-14T15:17:04Z',
    statements: [
      { Sid: 'EC2', ...allow(of('ec2', 'Describe*', 'Get*')) },
      { Sid: 'ELB', ...allow('elasticloadbalancing:Describe*') },
      {
        Sid: 'Cloudwatch',
        ...allow(of('cloudwatch', 'ListMetrics', 'GetMetricStatistics', 'Describe*')),
      },
      { Sid: 'Autoscaling', ...allow('autoscaling:Describe*') },
    ],
  },
  {
    name: 'AmazonVPCFullAccess',
    description: 'Provides full access to Amazon VPC via the AWS Management Console.',
    version: 10,
    created: '2015-02-06T18:41:16Z',
    updated: '2024-02-08T16:03:24Z',
    statements: [
      {
        Sid: 'AmazonVPCFullAccess',
        ...allow(
          of(
            'ec2',
            ...words(`
              AcceptVpcPeeringConnection AcceptVpcEndpointConnections AllocateAddress
              AssignIpv6Addresses AssignPrivateIpAddresses AssociateAddress AssociateDhcpOptions
              AssociateRouteTable AssociateSubnetCidrBlock AssociateVpcCidrBlock
              AttachClassicLinkVpc AttachInternetGateway AttachNetworkInterface AttachVpnGateway
              AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress
              CreateCarrierGateway CreateCustomerGateway CreateDefaultSubnet CreateDefaultVpc
              CreateDhcpOptions CreateEgressOnlyInternetGateway CreateFlowLogs
              CreateInternetGateway CreateLocalGatewayRouteTableVpcAssociation CreateNatGateway
              CreateNetworkAcl CreateNetworkAclEntry CreateNetworkInterface
              CreateNetworkInterfacePermission CreateRoute CreateRouteTable CreateSecurityGroup
              CreateSubnet CreateTags CreateVpc CreateVpcEndpoint
              CreateVpcEndpointConnectionNotification CreateVpcEndpointServiceConfiguration
              CreateVpcPeeringConnection CreateVpnConnection CreateVpnConnectionRoute
              CreateVpnGateway
              DeleteCarrierGateway DeleteCustomerGateway DeleteDhcpOptions
              DeleteEgressOnlyInternetGateway DeleteFlowLogs DeleteInternetGateway
              DeleteLocalGatewayRouteTableVpcAssociation DeleteNatGateway DeleteNetworkAcl
              DeleteNetworkAclEntry DeleteNetworkInterface DeleteNetworkInterfacePermission
              DeleteRoute DeleteRouteTable DeleteSecurityGroup DeleteSubnet DeleteTags DeleteVpc
              DeleteVpcEndpoints DeleteVpcEndpointConnectionNotifications
              DeleteVpcEndpointServiceConfigurations DeleteVpcPeeringConnection
              DeleteVpnConnection DeleteVpnConnectionRoute DeleteVpnGateway
              DescribeAccountAttributes DescribeAddresses DescribeAvailabilityZones
              DescribeCarrierGateways DescribeClassicLinkInstances DescribeCustomerGateways
              DescribeDhcpOptions DescribeEgressOnlyInternetGateways DescribeFlowLogs
              DescribeInstances DescribeInternetGateways DescribeIpv6Pools
              DescribeLocalGatewayRouteTables DescribeLocalGatewayRouteTableVpcAssociations
              DescribeKeyPairs DescribeMovingAddresses DescribeNatGateways DescribeNetworkAcls
              DescribeNetworkInterfaceAttribute DescribeNetworkInterfacePermissions
              DescribeNetworkInterfaces DescribePrefixLists DescribeRouteTables
              DescribeSecurityGroupReferences DescribeSecurityGroupRules DescribeSecurityGroups
              DescribeStaleSecurityGroups DescribeSubnets DescribeTags DescribeVpcAttribute
              DescribeVpcClassicLink DescribeVpcClassicLinkDnsSupport
              DescribeVpcEndpointConnectionNotifications DescribeVpcEndpointConnections
              DescribeVpcEndpoints DescribeVpcEndpointServiceConfigurations
              DescribeVpcEndpointServicePermissions DescribeVpcEndpointServices
              DescribeVpcPeeringConnections DescribeVpcs DescribeVpnConnections
              DescribeVpnGateways
              DetachClassicLinkVpc DetachInternetGateway DetachNetworkInterface DetachVpnGateway
              DisableVgwRoutePropagation DisableVpcClassicLink DisableVpcClassicLinkDnsSupport
              DisassociateAddress DisassociateRouteTable DisassociateSubnetCidrBlock
              DisassociateVpcCidrBlock
              EnableVgwRoutePropagation EnableVpcClassicLink EnableVpcClassicLinkDnsSupport
              GetSecurityGroupsForVpc
              ModifyNetworkInterfaceAttribute ModifySecurityGroupRules ModifySubnetAttribute
              ModifyVpcAttribute ModifyVpcEndpoint ModifyVpcEndpointConnectionNotification
              ModifyVpcEndpointServiceConfiguration ModifyVpcEndpointServicePermissions
              ModifyVpcPeeringConnectionOptions ModifyVpcTenancy MoveAddressToVpc
              RejectVpcEndpointConnections RejectVpcPeeringConnection ReleaseAddress
              ReplaceNetworkAclAssociation ReplaceNetworkAclEntry ReplaceRoute
              ReplaceRouteTableAssociation ResetNetworkInterfaceAttribute RestoreAddressToClassic
              RevokeSecurityGroupEgress RevokeSecurityGroupIngress
              UnassignIpv6Addresses UnassignPrivateIpAddresses
              UpdateSecurityGroupRuleDescriptionsEgress UpdateSecurityGroupRuleDescriptionsIngress`),
          ),
        ),
      },
    ],
  },
  {
    name: 'AmazonVPCReadOnlyAccess',
    description: 'Provides read only access to Amazon VPC via the AWS Management Console.',
    version: 10,
    created: '2015-02-06T18:41:17Z',
    updated: '2024-12-09T15:06:07Z',
    statements: [
      {
        Sid: 'AmazonVPCReadOnlyAccess',
        ...allow(
          of(
            'ec2',
            ...words(`
              DescribeAccountAttributes DescribeAddresses DescribeCarrierGateways
              DescribeClassicLinkInstances DescribeCustomerGateways DescribeDhcpOptions
              DescribeEgressOnlyInternetGateways DescribeFlowLogs DescribeInternetGateways
              DescribeLocalGatewayRouteTables DescribeLocalGatewayRouteTableVpcAssociations
              DescribeMovingAddresses DescribeNatGateways DescribeNetworkAcls
              DescribeNetworkInterfaceAttribute DescribeNetworkInterfacePermissions
              DescribeNetworkInterfaces DescribePrefixLists DescribeRouteTables
              DescribeSecurityGroupReferences DescribeSecurityGroupRules DescribeSecurityGroups
              DescribeSecurityGroupVpcAssociations DescribeStaleSecurityGroups DescribeSubnets
              DescribeTags DescribeVpcAttribute DescribeVpcClassicLink
              DescribeVpcClassicLinkDnsSupport DescribeVpcEndpoints
              DescribeVpcEndpointConnectionNotifications DescribeVpcEndpointConnections
              DescribeVpcEndpointServiceConfigurations DescribeVpcEndpointServicePermissions
              DescribeVpcEndpointServices DescribeVpcPeeringConnections DescribeVpcs
              DescribeVpnConnections DescribeVpnGateways GetSecurityGroupsForVpc`),
          ),
        ),
      },
    ],
  },
];

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
