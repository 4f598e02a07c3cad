// Generated from models/ec2.json by tools/generate.ts. Do not edit.
import type { Instant } from '../base/clock.ts';

export interface None {}
export interface CreateVpcRequest {
  readonly CidrBlock?: string | undefined;
  readonly Ipv6Pool?: string | undefined;
  readonly Ipv6CidrBlock?: string | undefined;
  readonly Ipv4IpamPoolId?: string | undefined;
  readonly Ipv4NetmaskLength?: number | undefined;
  readonly Ipv6IpamPoolId?: string | undefined;
  readonly Ipv6NetmaskLength?: number | undefined;
  readonly Ipv6CidrBlockNetworkBorderGroup?: string | undefined;
  readonly VpcEncryptionControl?: VpcEncryptionControlConfiguration | undefined;
  readonly TagSpecifications?: readonly TagSpecification[] | undefined;
  readonly DryRun?: boolean | undefined;
  readonly InstanceTenancy?: "default" | "dedicated" | "host" | undefined;
  readonly AmazonProvidedIpv6CidrBlock?: boolean | undefined;
}
export interface VpcEncryptionControlConfiguration {
  readonly Mode: "monitor" | "enforce";
  readonly InternetGatewayExclusion?: "enable" | "disable" | undefined;
  readonly EgressOnlyInternetGatewayExclusion?: "enable" | "disable" | undefined;
  readonly NatGatewayExclusion?: "enable" | "disable" | undefined;
  readonly VirtualPrivateGatewayExclusion?: "enable" | "disable" | undefined;
  readonly VpcPeeringExclusion?: "enable" | "disable" | undefined;
  readonly LambdaExclusion?: "enable" | "disable" | undefined;
  readonly VpcLatticeExclusion?: "enable" | "disable" | undefined;
  readonly ElasticFileSystemExclusion?: "enable" | "disable" | undefined;
}
export interface TagSpecification {
  readonly ResourceType?: "capacity-reservation" | "client-vpn-endpoint" | "customer-gateway" | "carrier-gateway" | "coip-pool" | "declarative-policies-report" | "dedicated-host" | "dhcp-options" | "egress-only-internet-gateway" | "elastic-ip" | "elastic-gpu" | "export-image-task" | "export-instance-task" | "fleet" | "fpga-image" | "host-reservation" | "image" | "image-usage-report" | "import-image-task" | "import-snapshot-task" | "instance" | "instance-event-window" | "internet-gateway" | "ipam" | "ipam-pool" | "ipam-scope" | "ipv4pool-ec2" | "ipv6pool-ec2" | "key-pair" | "launch-template" | "local-gateway" | "local-gateway-route-table" | "local-gateway-virtual-interface" | "local-gateway-virtual-interface-group" | "local-gateway-route-table-vpc-association" | "local-gateway-route-table-virtual-interface-group-association" | "natgateway" | "network-acl" | "network-interface" | "network-insights-analysis" | "network-insights-path" | "network-insights-access-scope" | "network-insights-access-scope-analysis" | "outpost-lag" | "placement-group" | "prefix-list" | "replace-root-volume-task" | "reserved-instances" | "route-table" | "security-group" | "security-group-rule" | "service-link-virtual-interface" | "snapshot" | "spot-fleet-request" | "spot-instances-request" | "subnet" | "subnet-cidr-reservation" | "traffic-mirror-filter" | "traffic-mirror-session" | "traffic-mirror-target" | "transit-gateway" | "transit-gateway-attachment" | "transit-gateway-connect-peer" | "transit-gateway-multicast-domain" | "transit-gateway-policy-table" | "transit-gateway-metering-policy" | "transit-gateway-route-table" | "transit-gateway-route-table-announcement" | "volume" | "vpc" | "vpc-endpoint" | "vpc-endpoint-connection" | "vpc-endpoint-service" | "vpc-endpoint-service-permission" | "vpc-peering-connection" | "vpn-connection" | "vpn-gateway" | "vpc-flow-log" | "capacity-reservation-fleet" | "traffic-mirror-filter-rule" | "vpc-endpoint-connection-device-type" | "verified-access-instance" | "verified-access-group" | "verified-access-endpoint" | "verified-access-policy" | "verified-access-trust-provider" | "vpn-connection-device-type" | "vpc-block-public-access-exclusion" | "vpc-encryption-control" | "route-server" | "route-server-endpoint" | "route-server-peer" | "ipam-resource-discovery" | "ipam-resource-discovery-association" | "instance-connect-endpoint" | "verified-access-endpoint-target" | "ipam-external-resource-verification-token" | "capacity-block" | "mac-modification-task" | "ipam-prefix-list-resolver" | "ipam-policy" | "ipam-prefix-list-resolver-target" | "secondary-interface" | "secondary-network" | "secondary-subnet" | "capacity-manager-data-export" | "vpn-concentrator" | "ipam-pool-allocation" | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}
export interface CreateVpcResult {
  readonly Vpc?: Vpc | undefined;
}
export interface Vpc {
  readonly OwnerId?: string | undefined;
  readonly InstanceTenancy?: "default" | "dedicated" | "host" | undefined;
  readonly Ipv6CidrBlockAssociationSet?: readonly VpcIpv6CidrBlockAssociation[] | undefined;
  readonly CidrBlockAssociationSet?: readonly VpcCidrBlockAssociation[] | undefined;
  readonly IsDefault?: boolean | undefined;
  readonly EncryptionControl?: VpcEncryptionControl | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly BlockPublicAccessStates?: BlockPublicAccessStates | undefined;
  readonly VpcId?: string | undefined;
  readonly State?: "pending" | "available" | undefined;
  readonly CidrBlock?: string | undefined;
  readonly DhcpOptionsId?: string | undefined;
}
export interface VpcIpv6CidrBlockAssociation {
  readonly AssociationId?: string | undefined;
  readonly Ipv6CidrBlock?: string | undefined;
  readonly Ipv6CidrBlockState?: VpcCidrBlockState | undefined;
  readonly NetworkBorderGroup?: string | undefined;
  readonly Ipv6Pool?: string | undefined;
  readonly Ipv6AddressAttribute?: "public" | "private" | undefined;
  readonly IpSource?: "amazon" | "byoip" | "none" | undefined;
}
export interface VpcCidrBlockState {
  readonly State?: "associating" | "associated" | "disassociating" | "disassociated" | "failing" | "failed" | undefined;
  readonly StatusMessage?: string | undefined;
}
export interface VpcCidrBlockAssociation {
  readonly AssociationId?: string | undefined;
  readonly CidrBlock?: string | undefined;
  readonly CidrBlockState?: VpcCidrBlockState | undefined;
}
export interface VpcEncryptionControl {
  readonly VpcId?: string | undefined;
  readonly VpcEncryptionControlId?: string | undefined;
  readonly Mode?: "monitor" | "enforce" | undefined;
  readonly State?: "enforce-in-progress" | "monitor-in-progress" | "enforce-failed" | "monitor-failed" | "deleting" | "deleted" | "available" | "creating" | "delete-failed" | undefined;
  readonly StateMessage?: string | undefined;
  readonly ResourceExclusions?: VpcEncryptionControlExclusions | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface VpcEncryptionControlExclusions {
  readonly InternetGateway?: VpcEncryptionControlExclusion | undefined;
  readonly EgressOnlyInternetGateway?: VpcEncryptionControlExclusion | undefined;
  readonly NatGateway?: VpcEncryptionControlExclusion | undefined;
  readonly VirtualPrivateGateway?: VpcEncryptionControlExclusion | undefined;
  readonly VpcPeering?: VpcEncryptionControlExclusion | undefined;
  readonly Lambda?: VpcEncryptionControlExclusion | undefined;
  readonly VpcLattice?: VpcEncryptionControlExclusion | undefined;
  readonly ElasticFileSystem?: VpcEncryptionControlExclusion | undefined;
}
export interface VpcEncryptionControlExclusion {
  readonly State?: "enabling" | "enabled" | "disabling" | "disabled" | undefined;
  readonly StateMessage?: string | undefined;
}
export interface BlockPublicAccessStates {
  readonly InternetGatewayBlockMode?: "off" | "block-bidirectional" | "block-ingress" | undefined;
}
export interface DeleteVpcRequest {
  readonly VpcId: string;
  readonly DryRun?: boolean | undefined;
}
export interface DescribeVpcsRequest {
  readonly Filters?: readonly Filter[] | undefined;
  readonly VpcIds?: readonly string[] | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
  readonly DryRun?: boolean | undefined;
}
export interface Filter {
  readonly Name?: string | undefined;
  readonly Values?: readonly string[] | undefined;
}
export interface DescribeVpcsResult {
  readonly NextToken?: string | undefined;
  readonly Vpcs?: readonly Vpc[] | undefined;
}
export interface ModifyVpcAttributeRequest {
  readonly EnableDnsHostnames?: AttributeBooleanValue | undefined;
  readonly EnableDnsSupport?: AttributeBooleanValue | undefined;
  readonly VpcId: string;
  readonly EnableNetworkAddressUsageMetrics?: AttributeBooleanValue | undefined;
}
export interface AttributeBooleanValue {
  readonly Value?: boolean | undefined;
}
export interface DescribeVpcAttributeRequest {
  readonly Attribute: "enableDnsSupport" | "enableDnsHostnames" | "enableNetworkAddressUsageMetrics";
  readonly VpcId: string;
  readonly DryRun?: boolean | undefined;
}
export interface DescribeVpcAttributeResult {
  readonly EnableDnsHostnames?: AttributeBooleanValue | undefined;
  readonly EnableDnsSupport?: AttributeBooleanValue | undefined;
  readonly EnableNetworkAddressUsageMetrics?: AttributeBooleanValue | undefined;
  readonly VpcId?: string | undefined;
}
export interface CreateDefaultVpcRequest {
  readonly DryRun?: boolean | undefined;
}
export interface CreateDefaultVpcResult {
  readonly Vpc?: Vpc | undefined;
}
export interface CreateSubnetRequest {
  readonly TagSpecifications?: readonly TagSpecification[] | undefined;
  readonly AvailabilityZone?: string | undefined;
  readonly AvailabilityZoneId?: string | undefined;
  readonly CidrBlock?: string | undefined;
  readonly Ipv6CidrBlock?: string | undefined;
  readonly OutpostArn?: string | undefined;
  readonly VpcId: string;
  readonly Ipv6Native?: boolean | undefined;
  readonly Ipv4IpamPoolId?: string | undefined;
  readonly Ipv4NetmaskLength?: number | undefined;
  readonly Ipv6IpamPoolId?: string | undefined;
  readonly Ipv6NetmaskLength?: number | undefined;
  readonly DryRun?: boolean | undefined;
}
export interface CreateSubnetResult {
  readonly Subnet?: Subnet | undefined;
}
export interface Subnet {
  readonly AvailabilityZoneId?: string | undefined;
  readonly EnableLniAtDeviceIndex?: number | undefined;
  readonly MapCustomerOwnedIpOnLaunch?: boolean | undefined;
  readonly CustomerOwnedIpv4Pool?: string | undefined;
  readonly OwnerId?: string | undefined;
  readonly AssignIpv6AddressOnCreation?: boolean | undefined;
  readonly Ipv6CidrBlockAssociationSet?: readonly SubnetIpv6CidrBlockAssociation[] | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly SubnetArn?: string | undefined;
  readonly OutpostArn?: string | undefined;
  readonly EnableDns64?: boolean | undefined;
  readonly Ipv6Native?: boolean | undefined;
  readonly PrivateDnsNameOptionsOnLaunch?: PrivateDnsNameOptionsOnLaunch | undefined;
  readonly BlockPublicAccessStates?: BlockPublicAccessStates | undefined;
  readonly Type?: string | undefined;
  readonly SubnetId?: string | undefined;
  readonly State?: "pending" | "available" | "unavailable" | "failed" | "failed-insufficient-capacity" | undefined;
  readonly VpcId?: string | undefined;
  readonly CidrBlock?: string | undefined;
  readonly AvailableIpAddressCount?: number | undefined;
  readonly AvailabilityZone?: string | undefined;
  readonly DefaultForAz?: boolean | undefined;
  readonly MapPublicIpOnLaunch?: boolean | undefined;
}
export interface SubnetIpv6CidrBlockAssociation {
  readonly AssociationId?: string | undefined;
  readonly Ipv6CidrBlock?: string | undefined;
  readonly Ipv6CidrBlockState?: SubnetCidrBlockState | undefined;
  readonly Ipv6AddressAttribute?: "public" | "private" | undefined;
  readonly IpSource?: "amazon" | "byoip" | "none" | undefined;
}
export interface SubnetCidrBlockState {
  readonly State?: "associating" | "associated" | "disassociating" | "disassociated" | "failing" | "failed" | undefined;
  readonly StatusMessage?: string | undefined;
}
export interface PrivateDnsNameOptionsOnLaunch {
  readonly HostnameType?: "ip-name" | "resource-name" | undefined;
  readonly EnableResourceNameDnsARecord?: boolean | undefined;
  readonly EnableResourceNameDnsAAAARecord?: boolean | undefined;
}
export interface CreateDefaultSubnetRequest {
  readonly AvailabilityZone?: string | undefined;
  readonly DryRun?: boolean | undefined;
  readonly Ipv6Native?: boolean | undefined;
  readonly AvailabilityZoneId?: string | undefined;
}
export interface CreateDefaultSubnetResult {
  readonly Subnet?: Subnet | undefined;
}
export interface DeleteSubnetRequest {
  readonly SubnetId: string;
  readonly DryRun?: boolean | undefined;
}
export interface DescribeSubnetsRequest {
  readonly Filters?: readonly Filter[] | undefined;
  readonly SubnetIds?: readonly string[] | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
  readonly DryRun?: boolean | undefined;
}
export interface DescribeSubnetsResult {
  readonly NextToken?: string | undefined;
  readonly Subnets?: readonly Subnet[] | undefined;
}
export interface ModifySubnetAttributeRequest {
  readonly AssignIpv6AddressOnCreation?: AttributeBooleanValue | undefined;
  readonly MapPublicIpOnLaunch?: AttributeBooleanValue | undefined;
  readonly SubnetId: string;
  readonly MapCustomerOwnedIpOnLaunch?: AttributeBooleanValue | undefined;
  readonly CustomerOwnedIpv4Pool?: string | undefined;
  readonly EnableDns64?: AttributeBooleanValue | undefined;
  readonly PrivateDnsHostnameTypeOnLaunch?: "ip-name" | "resource-name" | undefined;
  readonly EnableResourceNameDnsARecordOnLaunch?: AttributeBooleanValue | undefined;
  readonly EnableResourceNameDnsAAAARecordOnLaunch?: AttributeBooleanValue | undefined;
  readonly EnableLniAtDeviceIndex?: number | undefined;
  readonly DisableLniAtDeviceIndex?: AttributeBooleanValue | undefined;
}
export interface CreateTagsRequest {
  readonly DryRun?: boolean | undefined;
  readonly Resources: readonly string[];
  readonly Tags: readonly Tag[];
}
export interface DeleteTagsRequest {
  readonly DryRun?: boolean | undefined;
  readonly Resources: readonly string[];
  readonly Tags?: readonly Tag[] | undefined;
}
export interface DescribeTagsRequest {
  readonly DryRun?: boolean | undefined;
  readonly Filters?: readonly Filter[] | undefined;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}
export interface DescribeTagsResult {
  readonly NextToken?: string | undefined;
  readonly Tags?: readonly TagDescription[] | undefined;
}
export interface TagDescription {
  readonly Key?: string | undefined;
  readonly ResourceId?: string | undefined;
  readonly ResourceType?: "capacity-reservation" | "client-vpn-endpoint" | "customer-gateway" | "carrier-gateway" | "coip-pool" | "declarative-policies-report" | "dedicated-host" | "dhcp-options" | "egress-only-internet-gateway" | "elastic-ip" | "elastic-gpu" | "export-image-task" | "export-instance-task" | "fleet" | "fpga-image" | "host-reservation" | "image" | "image-usage-report" | "import-image-task" | "import-snapshot-task" | "instance" | "instance-event-window" | "internet-gateway" | "ipam" | "ipam-pool" | "ipam-scope" | "ipv4pool-ec2" | "ipv6pool-ec2" | "key-pair" | "launch-template" | "local-gateway" | "local-gateway-route-table" | "local-gateway-virtual-interface" | "local-gateway-virtual-interface-group" | "local-gateway-route-table-vpc-association" | "local-gateway-route-table-virtual-interface-group-association" | "natgateway" | "network-acl" | "network-interface" | "network-insights-analysis" | "network-insights-path" | "network-insights-access-scope" | "network-insights-access-scope-analysis" | "outpost-lag" | "placement-group" | "prefix-list" | "replace-root-volume-task" | "reserved-instances" | "route-table" | "security-group" | "security-group-rule" | "service-link-virtual-interface" | "snapshot" | "spot-fleet-request" | "spot-instances-request" | "subnet" | "subnet-cidr-reservation" | "traffic-mirror-filter" | "traffic-mirror-session" | "traffic-mirror-target" | "transit-gateway" | "transit-gateway-attachment" | "transit-gateway-connect-peer" | "transit-gateway-multicast-domain" | "transit-gateway-policy-table" | "transit-gateway-metering-policy" | "transit-gateway-route-table" | "transit-gateway-route-table-announcement" | "volume" | "vpc" | "vpc-endpoint" | "vpc-endpoint-connection" | "vpc-endpoint-service" | "vpc-endpoint-service-permission" | "vpc-peering-connection" | "vpn-connection" | "vpn-gateway" | "vpc-flow-log" | "capacity-reservation-fleet" | "traffic-mirror-filter-rule" | "vpc-endpoint-connection-device-type" | "verified-access-instance" | "verified-access-group" | "verified-access-endpoint" | "verified-access-policy" | "verified-access-trust-provider" | "vpn-connection-device-type" | "vpc-block-public-access-exclusion" | "vpc-encryption-control" | "route-server" | "route-server-endpoint" | "route-server-peer" | "ipam-resource-discovery" | "ipam-resource-discovery-association" | "instance-connect-endpoint" | "verified-access-endpoint-target" | "ipam-external-resource-verification-token" | "capacity-block" | "mac-modification-task" | "ipam-prefix-list-resolver" | "ipam-policy" | "ipam-prefix-list-resolver-target" | "secondary-interface" | "secondary-network" | "secondary-subnet" | "capacity-manager-data-export" | "vpn-concentrator" | "ipam-pool-allocation" | undefined;
  readonly Value?: string | undefined;
}
export interface CreateVpcEndpointRequest {
  readonly DryRun?: boolean | undefined;
  readonly VpcEndpointType?: "Interface" | "Gateway" | "GatewayLoadBalancer" | "Resource" | "ServiceNetwork" | undefined;
  readonly VpcId: string;
  readonly ServiceName?: string | undefined;
  readonly PolicyDocument?: string | undefined;
  readonly RouteTableIds?: readonly string[] | undefined;
  readonly SubnetIds?: readonly string[] | undefined;
  readonly SecurityGroupIds?: readonly string[] | undefined;
  readonly IpAddressType?: "ipv4" | "dualstack" | "ipv6" | undefined;
  readonly DnsOptions?: DnsOptionsSpecification | undefined;
  readonly ClientToken?: string | undefined;
  readonly PrivateDnsEnabled?: boolean | undefined;
  readonly TagSpecifications?: readonly TagSpecification[] | undefined;
  readonly SubnetConfigurations?: readonly SubnetConfiguration[] | undefined;
  readonly ServiceNetworkArn?: string | undefined;
  readonly ResourceConfigurationArn?: string | undefined;
  readonly ServiceRegion?: string | undefined;
}
export interface DnsOptionsSpecification {
  readonly DnsRecordIpType?: "ipv4" | "dualstack" | "ipv6" | "service-defined" | undefined;
  readonly PrivateDnsOnlyForInboundResolverEndpoint?: boolean | undefined;
  readonly PrivateDnsPreference?: string | undefined;
  readonly PrivateDnsSpecifiedDomains?: readonly string[] | undefined;
}
export interface SubnetConfiguration {
  readonly SubnetId?: string | undefined;
  readonly Ipv4?: string | undefined;
  readonly Ipv6?: string | undefined;
}
export interface CreateVpcEndpointResult {
  readonly VpcEndpoint?: VpcEndpoint | undefined;
  readonly ClientToken?: string | undefined;
}
export interface VpcEndpoint {
  readonly VpcEndpointId?: string | undefined;
  readonly VpcEndpointType?: "Interface" | "Gateway" | "GatewayLoadBalancer" | "Resource" | "ServiceNetwork" | undefined;
  readonly VpcId?: string | undefined;
  readonly ServiceName?: string | undefined;
  readonly State?: "PendingAcceptance" | "Pending" | "Available" | "Deleting" | "Deleted" | "Rejected" | "Failed" | "Expired" | "Partial" | undefined;
  readonly PolicyDocument?: string | undefined;
  readonly RouteTableIds?: readonly string[] | undefined;
  readonly SubnetIds?: readonly string[] | undefined;
  readonly Groups?: readonly SecurityGroupIdentifier[] | undefined;
  readonly IpAddressType?: "ipv4" | "dualstack" | "ipv6" | undefined;
  readonly DnsOptions?: DnsOptions | undefined;
  readonly PrivateDnsEnabled?: boolean | undefined;
  readonly RequesterManaged?: boolean | undefined;
  readonly NetworkInterfaceIds?: readonly string[] | undefined;
  readonly DnsEntries?: readonly DnsEntry[] | undefined;
  readonly CreationTimestamp?: Instant | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly OwnerId?: string | undefined;
  readonly LastError?: LastError | undefined;
  readonly Ipv4Prefixes?: readonly SubnetIpPrefixes[] | undefined;
  readonly Ipv6Prefixes?: readonly SubnetIpPrefixes[] | undefined;
  readonly FailureReason?: string | undefined;
  readonly ServiceNetworkArn?: string | undefined;
  readonly ResourceConfigurationArn?: string | undefined;
  readonly ServiceRegion?: string | undefined;
}
export interface SecurityGroupIdentifier {
  readonly GroupId?: string | undefined;
  readonly GroupName?: string | undefined;
}
export interface DnsOptions {
  readonly DnsRecordIpType?: "ipv4" | "dualstack" | "ipv6" | "service-defined" | undefined;
  readonly PrivateDnsOnlyForInboundResolverEndpoint?: boolean | undefined;
  readonly PrivateDnsPreference?: string | undefined;
  readonly PrivateDnsSpecifiedDomains?: readonly string[] | undefined;
}
export interface DnsEntry {
  readonly DnsName?: string | undefined;
  readonly HostedZoneId?: string | undefined;
}
export interface LastError {
  readonly Message?: string | undefined;
  readonly Code?: string | undefined;
}
export interface SubnetIpPrefixes {
  readonly SubnetId?: string | undefined;
  readonly IpPrefixes?: readonly string[] | undefined;
}
export interface DescribeVpcEndpointsRequest {
  readonly DryRun?: boolean | undefined;
  readonly VpcEndpointIds?: readonly string[] | undefined;
  readonly Filters?: readonly Filter[] | undefined;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}
export interface DescribeVpcEndpointsResult {
  readonly VpcEndpoints?: readonly VpcEndpoint[] | undefined;
  readonly NextToken?: string | undefined;
}
export interface ModifyVpcEndpointRequest {
  readonly DryRun?: boolean | undefined;
  readonly VpcEndpointId: string;
  readonly ResetPolicy?: boolean | undefined;
  readonly PolicyDocument?: string | undefined;
  readonly AddRouteTableIds?: readonly string[] | undefined;
  readonly RemoveRouteTableIds?: readonly string[] | undefined;
  readonly AddSubnetIds?: readonly string[] | undefined;
  readonly RemoveSubnetIds?: readonly string[] | undefined;
  readonly AddSecurityGroupIds?: readonly string[] | undefined;
  readonly RemoveSecurityGroupIds?: readonly string[] | undefined;
  readonly IpAddressType?: "ipv4" | "dualstack" | "ipv6" | undefined;
  readonly DnsOptions?: DnsOptionsSpecification | undefined;
  readonly PrivateDnsEnabled?: boolean | undefined;
  readonly SubnetConfigurations?: readonly SubnetConfiguration[] | undefined;
}
export interface ModifyVpcEndpointResult {
  readonly Return?: boolean | undefined;
}
export interface DeleteVpcEndpointsRequest {
  readonly DryRun?: boolean | undefined;
  readonly VpcEndpointIds: readonly string[];
}
export interface DeleteVpcEndpointsResult {
  readonly Unsuccessful?: readonly UnsuccessfulItem[] | undefined;
}
export interface UnsuccessfulItem {
  readonly Error?: UnsuccessfulItemError | undefined;
  readonly ResourceId?: string | undefined;
}
export interface UnsuccessfulItemError {
  readonly Code?: string | undefined;
  readonly Message?: string | undefined;
}
export interface DescribeVpcEndpointServicesRequest {
  readonly DryRun?: boolean | undefined;
  readonly ServiceNames?: readonly string[] | undefined;
  readonly Filters?: readonly Filter[] | undefined;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
  readonly ServiceRegions?: readonly string[] | undefined;
}
export interface DescribeVpcEndpointServicesResult {
  readonly ServiceNames?: readonly string[] | undefined;
  readonly ServiceDetails?: readonly ServiceDetail[] | undefined;
  readonly NextToken?: string | undefined;
}
export interface ServiceDetail {
  readonly ServiceName?: string | undefined;
  readonly ServiceId?: string | undefined;
  readonly ServiceType?: readonly ServiceTypeDetail[] | undefined;
  readonly ServiceRegion?: string | undefined;
  readonly AvailabilityZoneIds?: readonly string[] | undefined;
  readonly AvailabilityZones?: readonly string[] | undefined;
  readonly Owner?: string | undefined;
  readonly BaseEndpointDnsNames?: readonly string[] | undefined;
  readonly PrivateDnsName?: string | undefined;
  readonly PrivateDnsNames?: readonly PrivateDnsDetails[] | undefined;
  readonly VpcEndpointPolicySupported?: boolean | undefined;
  readonly AcceptanceRequired?: boolean | undefined;
  readonly ManagesVpcEndpoints?: boolean | undefined;
  readonly PayerResponsibility?: "ServiceOwner" | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly PrivateDnsNameVerificationState?: "pendingVerification" | "verified" | "failed" | undefined;
  readonly SupportedIpAddressTypes?: readonly ("ipv4" | "ipv6")[] | undefined;
}
export interface ServiceTypeDetail {
  readonly ServiceType?: "Interface" | "Gateway" | "GatewayLoadBalancer" | undefined;
}
export interface PrivateDnsDetails {
  readonly PrivateDnsName?: string | undefined;
}
export interface DescribeAvailabilityZonesRequest {
  readonly ZoneNames?: readonly string[] | undefined;
  readonly ZoneIds?: readonly string[] | undefined;
  readonly AllAvailabilityZones?: boolean | undefined;
  readonly DryRun?: boolean | undefined;
  readonly Filters?: readonly Filter[] | undefined;
}
export interface DescribeAvailabilityZonesResult {
  readonly AvailabilityZones?: readonly AvailabilityZone[] | undefined;
}
export interface AvailabilityZone {
  readonly OptInStatus?: "opt-in-not-required" | "opted-in" | "not-opted-in" | undefined;
  readonly Messages?: readonly AvailabilityZoneMessage[] | undefined;
  readonly RegionName?: string | undefined;
  readonly ZoneName?: string | undefined;
  readonly ZoneId?: string | undefined;
  readonly GroupName?: string | undefined;
  readonly NetworkBorderGroup?: string | undefined;
  readonly ZoneType?: string | undefined;
  readonly ParentZoneName?: string | undefined;
  readonly ParentZoneId?: string | undefined;
  readonly GroupLongName?: string | undefined;
  readonly Geography?: readonly AvailabilityZoneGeography[] | undefined;
  readonly SubGeography?: readonly AvailabilityZoneSubGeography[] | undefined;
  readonly State?: "available" | "information" | "impaired" | "unavailable" | "constrained" | undefined;
}
export interface AvailabilityZoneMessage {
  readonly Message?: string | undefined;
}
export interface AvailabilityZoneGeography {
  readonly Name?: string | undefined;
}
export interface AvailabilityZoneSubGeography {
  readonly Name?: string | undefined;
}
export interface DescribeRegionsRequest {
  readonly RegionNames?: readonly string[] | undefined;
  readonly AllRegions?: boolean | undefined;
  readonly DryRun?: boolean | undefined;
  readonly Filters?: readonly Filter[] | undefined;
}
export interface DescribeRegionsResult {
  readonly Regions?: readonly Region[] | undefined;
}
export interface Region {
  readonly OptInStatus?: string | undefined;
  readonly Geography?: readonly RegionGeography[] | undefined;
  readonly RegionName?: string | undefined;
  readonly Endpoint?: string | undefined;
}
export interface RegionGeography {
  readonly Name?: string | undefined;
}
export interface CreateNetworkInterfaceRequest {
  readonly Ipv4Prefixes?: readonly Ipv4PrefixSpecificationRequest[] | undefined;
  readonly Ipv4PrefixCount?: number | undefined;
  readonly Ipv6Prefixes?: readonly Ipv6PrefixSpecificationRequest[] | undefined;
  readonly Ipv6PrefixCount?: number | undefined;
  readonly InterfaceType?: "efa" | "efa-only" | "branch" | "trunk" | undefined;
  readonly TagSpecifications?: readonly TagSpecification[] | undefined;
  readonly ClientToken?: string | undefined;
  readonly EnablePrimaryIpv6?: boolean | undefined;
  readonly ConnectionTrackingSpecification?: ConnectionTrackingSpecificationRequest | undefined;
  readonly Operator?: OperatorRequest | undefined;
  readonly SubnetId: string;
  readonly Description?: string | undefined;
  readonly PrivateIpAddress?: string | undefined;
  readonly Groups?: readonly string[] | undefined;
  readonly PrivateIpAddresses?: readonly PrivateIpAddressSpecification[] | undefined;
  readonly SecondaryPrivateIpAddressCount?: number | undefined;
  readonly Ipv6Addresses?: readonly InstanceIpv6Address[] | undefined;
  readonly Ipv6AddressCount?: number | undefined;
  readonly DryRun?: boolean | undefined;
}
export interface Ipv4PrefixSpecificationRequest {
  readonly Ipv4Prefix?: string | undefined;
}
export interface Ipv6PrefixSpecificationRequest {
  readonly Ipv6Prefix?: string | undefined;
}
export interface ConnectionTrackingSpecificationRequest {
  readonly TcpEstablishedTimeout?: number | undefined;
  readonly UdpStreamTimeout?: number | undefined;
  readonly UdpTimeout?: number | undefined;
}
export interface OperatorRequest {
  readonly Principal?: string | undefined;
}
export interface PrivateIpAddressSpecification {
  readonly Primary?: boolean | undefined;
  readonly PrivateIpAddress?: string | undefined;
}
export interface InstanceIpv6Address {
  readonly Ipv6Address?: string | undefined;
  readonly IsPrimaryIpv6?: boolean | undefined;
}
export interface CreateNetworkInterfaceResult {
  readonly NetworkInterface?: NetworkInterface | undefined;
  readonly ClientToken?: string | undefined;
}
export interface NetworkInterface {
  readonly Association?: NetworkInterfaceAssociation | undefined;
  readonly Attachment?: NetworkInterfaceAttachment | undefined;
  readonly AvailabilityZone?: string | undefined;
  readonly ConnectionTrackingConfiguration?: ConnectionTrackingConfiguration | undefined;
  readonly Description?: string | undefined;
  readonly Groups?: readonly GroupIdentifier[] | undefined;
  readonly InterfaceType?: "interface" | "natGateway" | "efa" | "efa-only" | "trunk" | "load_balancer" | "network_load_balancer" | "vpc_endpoint" | "branch" | "transit_gateway" | "lambda" | "quicksight" | "global_accelerator_managed" | "api_gateway_managed" | "gateway_load_balancer" | "gateway_load_balancer_endpoint" | "iot_rules_managed" | "aws_codestar_connections_managed" | undefined;
  readonly Ipv6Addresses?: readonly NetworkInterfaceIpv6Address[] | undefined;
  readonly MacAddress?: string | undefined;
  readonly NetworkInterfaceId?: string | undefined;
  readonly OutpostArn?: string | undefined;
  readonly OwnerId?: string | undefined;
  readonly PrivateDnsName?: string | undefined;
  readonly PublicDnsName?: string | undefined;
  readonly PublicIpDnsNameOptions?: PublicIpDnsNameOptions | undefined;
  readonly PrivateIpAddress?: string | undefined;
  readonly PrivateIpAddresses?: readonly NetworkInterfacePrivateIpAddress[] | undefined;
  readonly Ipv4Prefixes?: readonly Ipv4PrefixSpecification[] | undefined;
  readonly Ipv6Prefixes?: readonly Ipv6PrefixSpecification[] | undefined;
  readonly RequesterId?: string | undefined;
  readonly RequesterManaged?: boolean | undefined;
  readonly SourceDestCheck?: boolean | undefined;
  readonly Status?: "available" | "associated" | "attaching" | "in-use" | "detaching" | undefined;
  readonly SubnetId?: string | undefined;
  readonly TagSet?: readonly Tag[] | undefined;
  readonly VpcId?: string | undefined;
  readonly DenyAllIgwTraffic?: boolean | undefined;
  readonly Ipv6Native?: boolean | undefined;
  readonly Ipv6Address?: string | undefined;
  readonly Operator?: OperatorResponse | undefined;
  readonly AssociatedSubnets?: readonly string[] | undefined;
  readonly AvailabilityZoneId?: string | undefined;
}
export interface NetworkInterfaceAssociation {
  readonly AllocationId?: string | undefined;
  readonly AssociationId?: string | undefined;
  readonly IpOwnerId?: string | undefined;
  readonly PublicDnsName?: string | undefined;
  readonly PublicIp?: string | undefined;
  readonly CustomerOwnedIp?: string | undefined;
  readonly CarrierIp?: string | undefined;
}
export interface NetworkInterfaceAttachment {
  readonly AttachTime?: Instant | undefined;
  readonly AttachmentId?: string | undefined;
  readonly DeleteOnTermination?: boolean | undefined;
  readonly DeviceIndex?: number | undefined;
  readonly NetworkCardIndex?: number | undefined;
  readonly InstanceId?: string | undefined;
  readonly InstanceOwnerId?: string | undefined;
  readonly Status?: "attaching" | "attached" | "detaching" | "detached" | undefined;
  readonly EnaSrdSpecification?: AttachmentEnaSrdSpecification | undefined;
  readonly EnaQueueCount?: number | undefined;
}
export interface AttachmentEnaSrdSpecification {
  readonly EnaSrdEnabled?: boolean | undefined;
  readonly EnaSrdUdpSpecification?: AttachmentEnaSrdUdpSpecification | undefined;
}
export interface AttachmentEnaSrdUdpSpecification {
  readonly EnaSrdUdpEnabled?: boolean | undefined;
}
export interface ConnectionTrackingConfiguration {
  readonly TcpEstablishedTimeout?: number | undefined;
  readonly UdpStreamTimeout?: number | undefined;
  readonly UdpTimeout?: number | undefined;
}
export interface GroupIdentifier {
  readonly GroupId?: string | undefined;
  readonly GroupName?: string | undefined;
}
export interface NetworkInterfaceIpv6Address {
  readonly Ipv6Address?: string | undefined;
  readonly PublicIpv6DnsName?: string | undefined;
  readonly IsPrimaryIpv6?: boolean | undefined;
}
export interface PublicIpDnsNameOptions {
  readonly DnsHostnameType?: string | undefined;
  readonly PublicIpv4DnsName?: string | undefined;
  readonly PublicIpv6DnsName?: string | undefined;
  readonly PublicDualStackDnsName?: string | undefined;
}
export interface NetworkInterfacePrivateIpAddress {
  readonly Association?: NetworkInterfaceAssociation | undefined;
  readonly Primary?: boolean | undefined;
  readonly PrivateDnsName?: string | undefined;
  readonly PrivateIpAddress?: string | undefined;
}
export interface Ipv4PrefixSpecification {
  readonly Ipv4Prefix?: string | undefined;
}
export interface Ipv6PrefixSpecification {
  readonly Ipv6Prefix?: string | undefined;
}
export interface OperatorResponse {
  readonly Managed?: boolean | undefined;
  readonly Principal?: string | undefined;
  readonly HiddenByDefault?: boolean | undefined;
}
export interface DeleteNetworkInterfaceRequest {
  readonly DryRun?: boolean | undefined;
  readonly NetworkInterfaceId: string;
}
export interface DescribeNetworkInterfacesRequest {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
  readonly IncludeManagedResources?: boolean | undefined;
  readonly DryRun?: boolean | undefined;
  readonly NetworkInterfaceIds?: readonly string[] | undefined;
  readonly Filters?: readonly Filter[] | undefined;
}
export interface DescribeNetworkInterfacesResult {
  readonly NetworkInterfaces?: readonly NetworkInterface[] | undefined;
  readonly NextToken?: string | undefined;
}
export interface CreateSecurityGroupRequest {
  readonly Description: string;
  readonly GroupName: string;
  readonly VpcId?: string | undefined;
  readonly TagSpecifications?: readonly TagSpecification[] | undefined;
  readonly DryRun?: boolean | undefined;
}
export interface CreateSecurityGroupResult {
  readonly GroupId?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly SecurityGroupArn?: string | undefined;
}
export interface DeleteSecurityGroupRequest {
  readonly GroupId?: string | undefined;
  readonly GroupName?: string | undefined;
  readonly DryRun?: boolean | undefined;
}
export interface DeleteSecurityGroupResult {
  readonly Return?: boolean | undefined;
  readonly GroupId?: string | undefined;
}
export interface DescribeSecurityGroupsRequest {
  readonly GroupIds?: readonly string[] | undefined;
  readonly GroupNames?: readonly string[] | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
  readonly DryRun?: boolean | undefined;
  readonly Filters?: readonly Filter[] | undefined;
}
export interface DescribeSecurityGroupsResult {
  readonly NextToken?: string | undefined;
  readonly SecurityGroups?: readonly SecurityGroup[] | undefined;
}
export interface SecurityGroup {
  readonly GroupId?: string | undefined;
  readonly IpPermissionsEgress?: readonly IpPermission[] | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly VpcId?: string | undefined;
  readonly SecurityGroupArn?: string | undefined;
  readonly OwnerId?: string | undefined;
  readonly GroupName?: string | undefined;
  readonly Description?: string | undefined;
  readonly IpPermissions?: readonly IpPermission[] | undefined;
}
export interface IpPermission {
  readonly IpProtocol?: string | undefined;
  readonly FromPort?: number | undefined;
  readonly ToPort?: number | undefined;
  readonly UserIdGroupPairs?: readonly UserIdGroupPair[] | undefined;
  readonly IpRanges?: readonly IpRange[] | undefined;
  readonly Ipv6Ranges?: readonly Ipv6Range[] | undefined;
  readonly PrefixListIds?: readonly PrefixListId[] | undefined;
}
export interface UserIdGroupPair {
  readonly Description?: string | undefined;
  readonly UserId?: string | undefined;
  readonly GroupName?: string | undefined;
  readonly GroupId?: string | undefined;
  readonly VpcId?: string | undefined;
  readonly VpcPeeringConnectionId?: string | undefined;
  readonly PeeringStatus?: string | undefined;
}
export interface IpRange {
  readonly Description?: string | undefined;
  readonly CidrIp?: string | undefined;
}
export interface Ipv6Range {
  readonly Description?: string | undefined;
  readonly CidrIpv6?: string | undefined;
}
export interface PrefixListId {
  readonly Description?: string | undefined;
  readonly PrefixListId?: string | undefined;
}
export interface DescribeRouteTablesRequest {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
  readonly DryRun?: boolean | undefined;
  readonly RouteTableIds?: readonly string[] | undefined;
  readonly Filters?: readonly Filter[] | undefined;
}
export interface DescribeRouteTablesResult {
  readonly RouteTables?: readonly RouteTable[] | undefined;
  readonly NextToken?: string | undefined;
}
export interface RouteTable {
  readonly Associations?: readonly RouteTableAssociation[] | undefined;
  readonly PropagatingVgws?: readonly PropagatingVgw[] | undefined;
  readonly RouteTableId?: string | undefined;
  readonly Routes?: readonly Route[] | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly VpcId?: string | undefined;
  readonly OwnerId?: string | undefined;
}
export interface RouteTableAssociation {
  readonly Main?: boolean | undefined;
  readonly RouteTableAssociationId?: string | undefined;
  readonly RouteTableId?: string | undefined;
  readonly SubnetId?: string | undefined;
  readonly GatewayId?: string | undefined;
  readonly PublicIpv4Pool?: string | undefined;
  readonly AssociationState?: RouteTableAssociationState | undefined;
}
export interface RouteTableAssociationState {
  readonly State?: "associating" | "associated" | "disassociating" | "disassociated" | "failed" | undefined;
  readonly StatusMessage?: string | undefined;
}
export interface PropagatingVgw {
  readonly GatewayId?: string | undefined;
}
export interface Route {
  readonly DestinationCidrBlock?: string | undefined;
  readonly DestinationIpv6CidrBlock?: string | undefined;
  readonly DestinationPrefixListId?: string | undefined;
  readonly EgressOnlyInternetGatewayId?: string | undefined;
  readonly GatewayId?: string | undefined;
  readonly InstanceId?: string | undefined;
  readonly InstanceOwnerId?: string | undefined;
  readonly NatGatewayId?: string | undefined;
  readonly TransitGatewayId?: string | undefined;
  readonly LocalGatewayId?: string | undefined;
  readonly CarrierGatewayId?: string | undefined;
  readonly NetworkInterfaceId?: string | undefined;
  readonly Origin?: "CreateRouteTable" | "CreateRoute" | "EnableVgwRoutePropagation" | "Advertisement" | undefined;
  readonly State?: "active" | "blackhole" | "filtered" | undefined;
  readonly VpcPeeringConnectionId?: string | undefined;
  readonly CoreNetworkArn?: string | undefined;
  readonly OdbNetworkArn?: string | undefined;
  readonly IpAddress?: string | undefined;
}
export interface DescribeNetworkAclsRequest {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
  readonly DryRun?: boolean | undefined;
  readonly NetworkAclIds?: readonly string[] | undefined;
  readonly Filters?: readonly Filter[] | undefined;
}
export interface DescribeNetworkAclsResult {
  readonly NetworkAcls?: readonly NetworkAcl[] | undefined;
  readonly NextToken?: string | undefined;
}
export interface NetworkAcl {
  readonly Associations?: readonly NetworkAclAssociation[] | undefined;
  readonly Entries?: readonly NetworkAclEntry[] | undefined;
  readonly IsDefault?: boolean | undefined;
  readonly NetworkAclId?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly VpcId?: string | undefined;
  readonly OwnerId?: string | undefined;
}
export interface NetworkAclAssociation {
  readonly NetworkAclAssociationId?: string | undefined;
  readonly NetworkAclId?: string | undefined;
  readonly SubnetId?: string | undefined;
}
export interface NetworkAclEntry {
  readonly CidrBlock?: string | undefined;
  readonly Egress?: boolean | undefined;
  readonly IcmpTypeCode?: IcmpTypeCode | undefined;
  readonly Ipv6CidrBlock?: string | undefined;
  readonly PortRange?: PortRange | undefined;
  readonly Protocol?: string | undefined;
  readonly RuleAction?: "allow" | "deny" | undefined;
  readonly RuleNumber?: number | undefined;
}
export interface IcmpTypeCode {
  readonly Code?: number | undefined;
  readonly Type?: number | undefined;
}
export interface PortRange {
  readonly From?: number | undefined;
  readonly To?: number | undefined;
}
export type CreateVpcErrors = never;
export type DeleteVpcErrors = never;
export type DescribeVpcsErrors = never;
export type ModifyVpcAttributeErrors = never;
export type DescribeVpcAttributeErrors = never;
export type CreateDefaultVpcErrors = never;
export type CreateSubnetErrors = never;
export type CreateDefaultSubnetErrors = never;
export type DeleteSubnetErrors = never;
export type DescribeSubnetsErrors = never;
export type ModifySubnetAttributeErrors = never;
export type CreateTagsErrors = never;
export type DeleteTagsErrors = never;
export type DescribeTagsErrors = never;
export type CreateVpcEndpointErrors = never;
export type DescribeVpcEndpointsErrors = never;
export type ModifyVpcEndpointErrors = never;
export type DeleteVpcEndpointsErrors = never;
export type DescribeVpcEndpointServicesErrors = never;
export type DescribeAvailabilityZonesErrors = never;
export type DescribeRegionsErrors = never;
export type CreateNetworkInterfaceErrors = never;
export type DeleteNetworkInterfaceErrors = never;
export type DescribeNetworkInterfacesErrors = never;
export type CreateSecurityGroupErrors = never;
export type DeleteSecurityGroupErrors = never;
export type DescribeSecurityGroupsErrors = never;
export type DescribeRouteTablesErrors = never;
export type DescribeNetworkAclsErrors = never;
