// Generated from models/lambda.json by tools/generate.ts. Do not edit.
import type { Instant } from '../base/clock.ts';

export interface None {}
export interface AddLayerVersionPermissionRequest {
  readonly LayerName: string;
  readonly VersionNumber: number;
  readonly StatementId: string;
  readonly Action: string;
  readonly Principal: string;
  readonly OrganizationId?: string | undefined;
  readonly RevisionId?: string | undefined;
}
export interface AddLayerVersionPermissionResponse {
  readonly Statement?: string | undefined;
  readonly RevisionId?: string | undefined;
}
export interface AddPermissionRequest {
  readonly FunctionName: string;
  readonly StatementId: string;
  readonly Action: string;
  readonly Principal: string;
  readonly SourceArn?: string | undefined;
  readonly SourceAccount?: string | undefined;
  readonly EventSourceToken?: string | undefined;
  readonly Qualifier?: string | undefined;
  readonly RevisionId?: string | undefined;
  readonly PrincipalOrgID?: string | undefined;
  readonly FunctionUrlAuthType?: "NONE" | "AWS_IAM" | undefined;
  readonly InvokedViaFunctionUrl?: boolean | undefined;
}
export interface AddPermissionResponse {
  readonly Statement?: string | undefined;
}
export interface CheckpointDurableExecutionRequest {
  readonly DurableExecutionArn: string;
  readonly CheckpointToken: string;
  readonly Updates?: readonly OperationUpdate[] | undefined;
  readonly ClientToken?: string | undefined;
}
export interface OperationUpdate {
  readonly Id: string;
  readonly ParentId?: string | undefined;
  readonly Name?: string | undefined;
  readonly Type: "EXECUTION" | "CONTEXT" | "STEP" | "WAIT" | "CALLBACK" | "CHAINED_INVOKE";
  readonly SubType?: string | undefined;
  readonly Action: "START" | "SUCCEED" | "FAIL" | "RETRY" | "CANCEL";
  readonly Payload?: string | undefined;
  readonly Error?: ErrorObject | undefined;
  readonly ContextOptions?: ContextOptions | undefined;
  readonly StepOptions?: StepOptions | undefined;
  readonly WaitOptions?: WaitOptions | undefined;
  readonly CallbackOptions?: CallbackOptions | undefined;
  readonly ChainedInvokeOptions?: ChainedInvokeOptions | undefined;
}
export interface ErrorObject {
  readonly ErrorMessage?: string | undefined;
  readonly ErrorType?: string | undefined;
  readonly ErrorData?: string | undefined;
  readonly StackTrace?: readonly string[] | undefined;
}
export interface ContextOptions {
  readonly ReplayChildren?: boolean | undefined;
}
export interface StepOptions {
  readonly NextAttemptDelaySeconds?: number | undefined;
}
export interface WaitOptions {
  readonly WaitSeconds?: number | undefined;
}
export interface CallbackOptions {
  readonly TimeoutSeconds?: number | undefined;
  readonly HeartbeatTimeoutSeconds?: number | undefined;
}
export interface ChainedInvokeOptions {
  readonly FunctionName: string;
  readonly TenantId?: string | undefined;
}
export interface CheckpointDurableExecutionResponse {
  readonly CheckpointToken?: string | undefined;
  readonly NewExecutionState: CheckpointUpdatedExecutionState;
}
export interface CheckpointUpdatedExecutionState {
  readonly Operations?: readonly Operation[] | undefined;
  readonly NextMarker?: string | undefined;
}
export interface Operation {
  readonly Id: string;
  readonly ParentId?: string | undefined;
  readonly Name?: string | undefined;
  readonly Type: "EXECUTION" | "CONTEXT" | "STEP" | "WAIT" | "CALLBACK" | "CHAINED_INVOKE";
  readonly SubType?: string | undefined;
  readonly StartTimestamp: Instant;
  readonly EndTimestamp?: Instant | undefined;
  readonly Status: "STARTED" | "PENDING" | "READY" | "SUCCEEDED" | "FAILED" | "CANCELLED" | "TIMED_OUT" | "STOPPED";
  readonly ExecutionDetails?: ExecutionDetails | undefined;
  readonly ContextDetails?: ContextDetails | undefined;
  readonly StepDetails?: StepDetails | undefined;
  readonly WaitDetails?: WaitDetails | undefined;
  readonly CallbackDetails?: CallbackDetails | undefined;
  readonly ChainedInvokeDetails?: ChainedInvokeDetails | undefined;
}
export interface ExecutionDetails {
  readonly InputPayload?: string | undefined;
}
export interface ContextDetails {
  readonly ReplayChildren?: boolean | undefined;
  readonly Result?: string | undefined;
  readonly Error?: ErrorObject | undefined;
}
export interface StepDetails {
  readonly Attempt?: number | undefined;
  readonly NextAttemptTimestamp?: Instant | undefined;
  readonly Result?: string | undefined;
  readonly Error?: ErrorObject | undefined;
}
export interface WaitDetails {
  readonly ScheduledEndTimestamp?: Instant | undefined;
}
export interface CallbackDetails {
  readonly CallbackId?: string | undefined;
  readonly Result?: string | undefined;
  readonly Error?: ErrorObject | undefined;
}
export interface ChainedInvokeDetails {
  readonly Result?: string | undefined;
  readonly Error?: ErrorObject | undefined;
}
export interface CreateAliasRequest {
  readonly FunctionName: string;
  readonly Name: string;
  readonly FunctionVersion: string;
  readonly Description?: string | undefined;
  readonly RoutingConfig?: AliasRoutingConfiguration | undefined;
}
export interface AliasRoutingConfiguration {
  readonly AdditionalVersionWeights?: { readonly [key: string]: number } | undefined;
}
export interface AliasConfiguration {
  readonly AliasArn?: string | undefined;
  readonly Name?: string | undefined;
  readonly FunctionVersion?: string | undefined;
  readonly Description?: string | undefined;
  readonly RoutingConfig?: AliasRoutingConfiguration | undefined;
  readonly RevisionId?: string | undefined;
}
export interface CreateCapacityProviderRequest {
  readonly CapacityProviderName: string;
  readonly VpcConfig: CapacityProviderVpcConfig;
  readonly PermissionsConfig: CapacityProviderPermissionsConfig;
  readonly InstanceRequirements?: InstanceRequirements | undefined;
  readonly CapacityProviderScalingConfig?: CapacityProviderScalingConfig | undefined;
  readonly KmsKeyArn?: string | undefined;
  readonly Tags?: { readonly [key: string]: string } | undefined;
}
export interface CapacityProviderVpcConfig {
  readonly SubnetIds: readonly string[];
  readonly SecurityGroupIds: readonly string[];
}
export interface CapacityProviderPermissionsConfig {
  readonly CapacityProviderOperatorRoleArn: string;
}
export interface InstanceRequirements {
  readonly Architectures?: readonly ("x86_64" | "arm64")[] | undefined;
  readonly AllowedInstanceTypes?: readonly string[] | undefined;
  readonly ExcludedInstanceTypes?: readonly string[] | undefined;
}
export interface CapacityProviderScalingConfig {
  readonly MaxVCpuCount?: number | undefined;
  readonly ScalingMode?: "Auto" | "Manual" | undefined;
  readonly ScalingPolicies?: readonly TargetTrackingScalingPolicy[] | undefined;
}
export interface TargetTrackingScalingPolicy {
  readonly PredefinedMetricType: "LambdaCapacityProviderAverageCPUUtilization";
  readonly TargetValue: number;
}
export interface CreateCapacityProviderResponse {
  readonly CapacityProvider: CapacityProvider;
}
export interface CapacityProvider {
  readonly CapacityProviderArn: string;
  readonly State: "Pending" | "Active" | "Failed" | "Deleting";
  readonly VpcConfig: CapacityProviderVpcConfig;
  readonly PermissionsConfig: CapacityProviderPermissionsConfig;
  readonly InstanceRequirements?: InstanceRequirements | undefined;
  readonly CapacityProviderScalingConfig?: CapacityProviderScalingConfig | undefined;
  readonly KmsKeyArn?: string | undefined;
  readonly LastModified?: string | undefined;
}
export interface CreateCodeSigningConfigRequest {
  readonly Description?: string | undefined;
  readonly AllowedPublishers: AllowedPublishers;
  readonly CodeSigningPolicies?: CodeSigningPolicies | undefined;
  readonly Tags?: { readonly [key: string]: string } | undefined;
}
export interface AllowedPublishers {
  readonly SigningProfileVersionArns: readonly string[];
}
export interface CodeSigningPolicies {
  readonly UntrustedArtifactOnDeployment?: "Warn" | "Enforce" | undefined;
}
export interface CreateCodeSigningConfigResponse {
  readonly CodeSigningConfig: CodeSigningConfig;
}
export interface CodeSigningConfig {
  readonly CodeSigningConfigId: string;
  readonly CodeSigningConfigArn: string;
  readonly Description?: string | undefined;
  readonly AllowedPublishers: AllowedPublishers;
  readonly CodeSigningPolicies: CodeSigningPolicies;
  readonly LastModified: string;
}
export interface CreateEventSourceMappingRequest {
  readonly EventSourceArn?: string | undefined;
  readonly FunctionName: string;
  readonly Enabled?: boolean | undefined;
  readonly BatchSize?: number | undefined;
  readonly FilterCriteria?: FilterCriteria | undefined;
  readonly MaximumBatchingWindowInSeconds?: number | undefined;
  readonly ParallelizationFactor?: number | undefined;
  readonly StartingPosition?: "TRIM_HORIZON" | "LATEST" | "AT_TIMESTAMP" | undefined;
  readonly StartingPositionTimestamp?: Instant | undefined;
  readonly DestinationConfig?: DestinationConfig | undefined;
  readonly MaximumRecordAgeInSeconds?: number | undefined;
  readonly BisectBatchOnFunctionError?: boolean | undefined;
  readonly MaximumRetryAttempts?: number | undefined;
  readonly Tags?: { readonly [key: string]: string } | undefined;
  readonly TumblingWindowInSeconds?: number | undefined;
  readonly Topics?: readonly string[] | undefined;
  readonly Queues?: readonly string[] | undefined;
  readonly SourceAccessConfigurations?: readonly SourceAccessConfiguration[] | undefined;
  readonly SelfManagedEventSource?: SelfManagedEventSource | undefined;
  readonly FunctionResponseTypes?: readonly "ReportBatchItemFailures"[] | undefined;
  readonly AmazonManagedKafkaEventSourceConfig?: AmazonManagedKafkaEventSourceConfig | undefined;
  readonly SelfManagedKafkaEventSourceConfig?: SelfManagedKafkaEventSourceConfig | undefined;
  readonly ScalingConfig?: ScalingConfig | undefined;
  readonly DocumentDBEventSourceConfig?: DocumentDBEventSourceConfig | undefined;
  readonly KMSKeyArn?: string | undefined;
  readonly MetricsConfig?: EventSourceMappingMetricsConfig | undefined;
  readonly LoggingConfig?: EventSourceMappingLoggingConfig | undefined;
  readonly ProvisionedPollerConfig?: ProvisionedPollerConfig | undefined;
}
export interface FilterCriteria {
  readonly Filters?: readonly Filter[] | undefined;
}
export interface Filter {
  readonly Pattern?: string | undefined;
}
export interface DestinationConfig {
  readonly OnSuccess?: OnSuccess | undefined;
  readonly OnFailure?: OnFailure | undefined;
}
export interface OnSuccess {
  readonly Destination?: string | undefined;
}
export interface OnFailure {
  readonly Destination?: string | undefined;
}
export interface SourceAccessConfiguration {
  readonly Type?: "BASIC_AUTH" | "VPC_SUBNET" | "VPC_SECURITY_GROUP" | "SASL_SCRAM_512_AUTH" | "SASL_SCRAM_256_AUTH" | "VIRTUAL_HOST" | "CLIENT_CERTIFICATE_TLS_AUTH" | "SERVER_ROOT_CA_CERTIFICATE" | undefined;
  readonly URI?: string | undefined;
}
export interface SelfManagedEventSource {
  readonly Endpoints?: { readonly [key: string]: readonly string[] } | undefined;
}
export interface AmazonManagedKafkaEventSourceConfig {
  readonly ConsumerGroupId?: string | undefined;
  readonly SchemaRegistryConfig?: KafkaSchemaRegistryConfig | undefined;
}
export interface KafkaSchemaRegistryConfig {
  readonly SchemaRegistryURI?: string | undefined;
  readonly EventRecordFormat?: "JSON" | "SOURCE" | undefined;
  readonly AccessConfigs?: readonly KafkaSchemaRegistryAccessConfig[] | undefined;
  readonly SchemaValidationConfigs?: readonly KafkaSchemaValidationConfig[] | undefined;
}
export interface KafkaSchemaRegistryAccessConfig {
  readonly Type?: "BASIC_AUTH" | "CLIENT_CERTIFICATE_TLS_AUTH" | "SERVER_ROOT_CA_CERTIFICATE" | undefined;
  readonly URI?: string | undefined;
}
export interface KafkaSchemaValidationConfig {
  readonly Attribute?: "KEY" | "VALUE" | undefined;
}
export interface SelfManagedKafkaEventSourceConfig {
  readonly ConsumerGroupId?: string | undefined;
  readonly SchemaRegistryConfig?: KafkaSchemaRegistryConfig | undefined;
}
export interface ScalingConfig {
  readonly MaximumConcurrency?: number | undefined;
}
export interface DocumentDBEventSourceConfig {
  readonly DatabaseName?: string | undefined;
  readonly CollectionName?: string | undefined;
  readonly FullDocument?: "UpdateLookup" | "Default" | undefined;
}
export interface EventSourceMappingMetricsConfig {
  readonly Metrics?: readonly ("EventCount" | "ErrorCount" | "KafkaMetrics")[] | undefined;
}
export interface EventSourceMappingLoggingConfig {
  readonly SystemLogLevel?: "DEBUG" | "INFO" | "WARN" | undefined;
}
export interface ProvisionedPollerConfig {
  readonly MinimumPollers?: number | undefined;
  readonly MaximumPollers?: number | undefined;
  readonly PollerGroupName?: string | undefined;
}
export interface EventSourceMappingConfiguration {
  readonly UUID?: string | undefined;
  readonly StartingPosition?: "TRIM_HORIZON" | "LATEST" | "AT_TIMESTAMP" | undefined;
  readonly StartingPositionTimestamp?: Instant | undefined;
  readonly BatchSize?: number | undefined;
  readonly MaximumBatchingWindowInSeconds?: number | undefined;
  readonly ParallelizationFactor?: number | undefined;
  readonly EventSourceArn?: string | undefined;
  readonly FilterCriteria?: FilterCriteria | undefined;
  readonly FunctionArn?: string | undefined;
  readonly LastModified?: Instant | undefined;
  readonly LastProcessingResult?: string | undefined;
  readonly State?: string | undefined;
  readonly StateTransitionReason?: string | undefined;
  readonly DestinationConfig?: DestinationConfig | undefined;
  readonly Topics?: readonly string[] | undefined;
  readonly Queues?: readonly string[] | undefined;
  readonly SourceAccessConfigurations?: readonly SourceAccessConfiguration[] | undefined;
  readonly SelfManagedEventSource?: SelfManagedEventSource | undefined;
  readonly MaximumRecordAgeInSeconds?: number | undefined;
  readonly BisectBatchOnFunctionError?: boolean | undefined;
  readonly MaximumRetryAttempts?: number | undefined;
  readonly TumblingWindowInSeconds?: number | undefined;
  readonly FunctionResponseTypes?: readonly "ReportBatchItemFailures"[] | undefined;
  readonly AmazonManagedKafkaEventSourceConfig?: AmazonManagedKafkaEventSourceConfig | undefined;
  readonly SelfManagedKafkaEventSourceConfig?: SelfManagedKafkaEventSourceConfig | undefined;
  readonly ScalingConfig?: ScalingConfig | undefined;
  readonly DocumentDBEventSourceConfig?: DocumentDBEventSourceConfig | undefined;
  readonly KMSKeyArn?: string | undefined;
  readonly FilterCriteriaError?: FilterCriteriaError | undefined;
  readonly EventSourceMappingArn?: string | undefined;
  readonly MetricsConfig?: EventSourceMappingMetricsConfig | undefined;
  readonly LoggingConfig?: EventSourceMappingLoggingConfig | undefined;
  readonly ProvisionedPollerConfig?: ProvisionedPollerConfig | undefined;
}
export interface FilterCriteriaError {
  readonly ErrorCode?: string | undefined;
  readonly Message?: string | undefined;
}
export interface CreateFunctionRequest {
  readonly FunctionName: string;
  readonly Runtime?: "nodejs" | "nodejs4.3" | "nodejs6.10" | "nodejs8.10" | "nodejs10.x" | "nodejs12.x" | "nodejs14.x" | "nodejs16.x" | "java8" | "java8.al2" | "java11" | "python2.7" | "python3.6" | "python3.7" | "python3.8" | "python3.9" | "dotnetcore1.0" | "dotnetcore2.0" | "dotnetcore2.1" | "dotnetcore3.1" | "dotnet6" | "dotnet8" | "nodejs4.3-edge" | "go1.x" | "ruby2.5" | "ruby2.7" | "provided" | "provided.al2" | "nodejs18.x" | "python3.10" | "java17" | "ruby3.2" | "ruby3.3" | "ruby3.4" | "python3.11" | "nodejs20.x" | "provided.al2023" | "python3.12" | "java21" | "python3.13" | "nodejs22.x" | "nodejs24.x" | "python3.14" | "java25" | "dotnet10" | "ruby4.0" | undefined;
  readonly Role: string;
  readonly Handler?: string | undefined;
  readonly Code: FunctionCode;
  readonly Description?: string | undefined;
  readonly Timeout?: number | undefined;
  readonly MemorySize?: number | undefined;
  readonly Publish?: boolean | undefined;
  readonly VpcConfig?: VpcConfig | undefined;
  readonly PackageType?: "Zip" | "Image" | undefined;
  readonly DeadLetterConfig?: DeadLetterConfig | undefined;
  readonly Environment?: Environment | undefined;
  readonly KMSKeyArn?: string | undefined;
  readonly TracingConfig?: TracingConfig | undefined;
  readonly Tags?: { readonly [key: string]: string } | undefined;
  readonly Layers?: readonly string[] | undefined;
  readonly FileSystemConfigs?: readonly FileSystemConfig[] | undefined;
  readonly ImageConfig?: ImageConfig | undefined;
  readonly CodeSigningConfigArn?: string | undefined;
  readonly Architectures?: readonly ("x86_64" | "arm64")[] | undefined;
  readonly EphemeralStorage?: EphemeralStorage | undefined;
  readonly SnapStart?: SnapStart | undefined;
  readonly LoggingConfig?: LoggingConfig | undefined;
  readonly CapacityProviderConfig?: CapacityProviderConfig | undefined;
  readonly PublishTo?: "LATEST_PUBLISHED" | undefined;
  readonly DurableConfig?: DurableConfig | undefined;
  readonly TenancyConfig?: TenancyConfig | undefined;
}
export interface FunctionCode {
  readonly ZipFile?: Uint8Array | undefined;
  readonly S3Bucket?: string | undefined;
  readonly S3Key?: string | undefined;
  readonly S3ObjectVersion?: string | undefined;
  readonly ImageUri?: string | undefined;
  readonly SourceKMSKeyArn?: string | undefined;
}
export interface VpcConfig {
  readonly SubnetIds?: readonly string[] | undefined;
  readonly SecurityGroupIds?: readonly string[] | undefined;
  readonly Ipv6AllowedForDualStack?: boolean | undefined;
}
export interface DeadLetterConfig {
  readonly TargetArn?: string | undefined;
}
export interface Environment {
  readonly Variables?: { readonly [key: string]: string } | undefined;
}
export interface TracingConfig {
  readonly Mode?: "Active" | "PassThrough" | undefined;
}
export interface FileSystemConfig {
  readonly Arn: string;
  readonly LocalMountPath: string;
}
export interface ImageConfig {
  readonly EntryPoint?: readonly string[] | undefined;
  readonly Command?: readonly string[] | undefined;
  readonly WorkingDirectory?: string | undefined;
}
export interface EphemeralStorage {
  readonly Size: number;
}
export interface SnapStart {
  readonly ApplyOn?: "PublishedVersions" | "None" | undefined;
}
export interface LoggingConfig {
  readonly LogFormat?: "JSON" | "Text" | undefined;
  readonly ApplicationLogLevel?: "TRACE" | "DEBUG" | "INFO" | "WARN" | "ERROR" | "FATAL" | undefined;
  readonly SystemLogLevel?: "DEBUG" | "INFO" | "WARN" | undefined;
  readonly LogGroup?: string | undefined;
}
export interface CapacityProviderConfig {
  readonly LambdaManagedInstancesCapacityProviderConfig: LambdaManagedInstancesCapacityProviderConfig;
}
export interface LambdaManagedInstancesCapacityProviderConfig {
  readonly CapacityProviderArn: string;
  readonly PerExecutionEnvironmentMaxConcurrency?: number | undefined;
  readonly ExecutionEnvironmentMemoryGiBPerVCpu?: number | undefined;
}
export interface DurableConfig {
  readonly RetentionPeriodInDays?: number | undefined;
  readonly ExecutionTimeout?: number | undefined;
}
export interface TenancyConfig {
  readonly TenantIsolationMode: "PER_TENANT";
}
export interface FunctionConfiguration {
  readonly FunctionName?: string | undefined;
  readonly FunctionArn?: string | undefined;
  readonly Runtime?: "nodejs" | "nodejs4.3" | "nodejs6.10" | "nodejs8.10" | "nodejs10.x" | "nodejs12.x" | "nodejs14.x" | "nodejs16.x" | "java8" | "java8.al2" | "java11" | "python2.7" | "python3.6" | "python3.7" | "python3.8" | "python3.9" | "dotnetcore1.0" | "dotnetcore2.0" | "dotnetcore2.1" | "dotnetcore3.1" | "dotnet6" | "dotnet8" | "nodejs4.3-edge" | "go1.x" | "ruby2.5" | "ruby2.7" | "provided" | "provided.al2" | "nodejs18.x" | "python3.10" | "java17" | "ruby3.2" | "ruby3.3" | "ruby3.4" | "python3.11" | "nodejs20.x" | "provided.al2023" | "python3.12" | "java21" | "python3.13" | "nodejs22.x" | "nodejs24.x" | "python3.14" | "java25" | "dotnet10" | "ruby4.0" | undefined;
  readonly Role?: string | undefined;
  readonly Handler?: string | undefined;
  readonly CodeSize?: number | undefined;
  readonly Description?: string | undefined;
  readonly Timeout?: number | undefined;
  readonly MemorySize?: number | undefined;
  readonly LastModified?: string | undefined;
  readonly CodeSha256?: string | undefined;
  readonly Version?: string | undefined;
  readonly VpcConfig?: VpcConfigResponse | undefined;
  readonly DeadLetterConfig?: DeadLetterConfig | undefined;
  readonly Environment?: EnvironmentResponse | undefined;
  readonly KMSKeyArn?: string | undefined;
  readonly TracingConfig?: TracingConfigResponse | undefined;
  readonly MasterArn?: string | undefined;
  readonly RevisionId?: string | undefined;
  readonly Layers?: readonly Layer[] | undefined;
  readonly State?: "Pending" | "Active" | "Inactive" | "Failed" | "Deactivating" | "Deactivated" | "ActiveNonInvocable" | "Deleting" | undefined;
  readonly StateReason?: string | undefined;
  readonly StateReasonCode?: "Idle" | "Creating" | "Restoring" | "EniLimitExceeded" | "InsufficientRolePermissions" | "InvalidConfiguration" | "InternalError" | "SubnetOutOfIPAddresses" | "InvalidSubnet" | "InvalidSecurityGroup" | "ImageDeleted" | "ImageAccessDenied" | "InvalidImage" | "KMSKeyAccessDenied" | "KMSKeyNotFound" | "InvalidStateKMSKey" | "DisabledKMSKey" | "EFSIOError" | "EFSMountConnectivityError" | "EFSMountFailure" | "EFSMountTimeout" | "InvalidRuntime" | "InvalidZipFileException" | "FunctionError" | "DrainingDurableExecutions" | "VcpuLimitExceeded" | "CapacityProviderScalingLimitExceeded" | "InsufficientCapacity" | "EC2RequestLimitExceeded" | "FunctionError.InitTimeout" | "FunctionError.RuntimeInitError" | "FunctionError.ExtensionInitError" | "FunctionError.InvalidEntryPoint" | "FunctionError.InvalidWorkingDirectory" | "FunctionError.PermissionDenied" | "FunctionError.TooManyExtensions" | "FunctionError.InitResourceExhausted" | "DisallowedByVpcEncryptionControl" | undefined;
  readonly LastUpdateStatus?: "Successful" | "Failed" | "InProgress" | undefined;
  readonly LastUpdateStatusReason?: string | undefined;
  readonly LastUpdateStatusReasonCode?: "EniLimitExceeded" | "InsufficientRolePermissions" | "InvalidConfiguration" | "InternalError" | "SubnetOutOfIPAddresses" | "InvalidSubnet" | "InvalidSecurityGroup" | "ImageDeleted" | "ImageAccessDenied" | "InvalidImage" | "KMSKeyAccessDenied" | "KMSKeyNotFound" | "InvalidStateKMSKey" | "DisabledKMSKey" | "EFSIOError" | "EFSMountConnectivityError" | "EFSMountFailure" | "EFSMountTimeout" | "InvalidRuntime" | "InvalidZipFileException" | "FunctionError" | "VcpuLimitExceeded" | "CapacityProviderScalingLimitExceeded" | "InsufficientCapacity" | "EC2RequestLimitExceeded" | "FunctionError.InitTimeout" | "FunctionError.RuntimeInitError" | "FunctionError.ExtensionInitError" | "FunctionError.InvalidEntryPoint" | "FunctionError.InvalidWorkingDirectory" | "FunctionError.PermissionDenied" | "FunctionError.TooManyExtensions" | "FunctionError.InitResourceExhausted" | "DisallowedByVpcEncryptionControl" | undefined;
  readonly FileSystemConfigs?: readonly FileSystemConfig[] | undefined;
  readonly PackageType?: "Zip" | "Image" | undefined;
  readonly ImageConfigResponse?: ImageConfigResponse | undefined;
  readonly SigningProfileVersionArn?: string | undefined;
  readonly SigningJobArn?: string | undefined;
  readonly Architectures?: readonly ("x86_64" | "arm64")[] | undefined;
  readonly EphemeralStorage?: EphemeralStorage | undefined;
  readonly SnapStart?: SnapStartResponse | undefined;
  readonly RuntimeVersionConfig?: RuntimeVersionConfig | undefined;
  readonly LoggingConfig?: LoggingConfig | undefined;
  readonly CapacityProviderConfig?: CapacityProviderConfig | undefined;
  readonly ConfigSha256?: string | undefined;
  readonly DurableConfig?: DurableConfig | undefined;
  readonly TenancyConfig?: TenancyConfig | undefined;
}
export interface VpcConfigResponse {
  readonly SubnetIds?: readonly string[] | undefined;
  readonly SecurityGroupIds?: readonly string[] | undefined;
  readonly VpcId?: string | undefined;
  readonly Ipv6AllowedForDualStack?: boolean | undefined;
}
export interface EnvironmentResponse {
  readonly Variables?: { readonly [key: string]: string } | undefined;
  readonly Error?: EnvironmentError | undefined;
}
export interface EnvironmentError {
  readonly ErrorCode?: string | undefined;
  readonly Message?: string | undefined;
}
export interface TracingConfigResponse {
  readonly Mode?: "Active" | "PassThrough" | undefined;
}
export interface Layer {
  readonly Arn?: string | undefined;
  readonly CodeSize?: number | undefined;
  readonly SigningProfileVersionArn?: string | undefined;
  readonly SigningJobArn?: string | undefined;
}
export interface ImageConfigResponse {
  readonly ImageConfig?: ImageConfig | undefined;
  readonly Error?: ImageConfigError | undefined;
}
export interface ImageConfigError {
  readonly ErrorCode?: string | undefined;
  readonly Message?: string | undefined;
}
export interface SnapStartResponse {
  readonly ApplyOn?: "PublishedVersions" | "None" | undefined;
  readonly OptimizationStatus?: "On" | "Off" | undefined;
}
export interface RuntimeVersionConfig {
  readonly RuntimeVersionArn?: string | undefined;
  readonly Error?: RuntimeVersionError | undefined;
}
export interface RuntimeVersionError {
  readonly ErrorCode?: string | undefined;
  readonly Message?: string | undefined;
}
export interface CreateFunctionUrlConfigRequest {
  readonly FunctionName: string;
  readonly Qualifier?: string | undefined;
  readonly AuthType: "NONE" | "AWS_IAM";
  readonly Cors?: Cors | undefined;
  readonly InvokeMode?: "BUFFERED" | "RESPONSE_STREAM" | undefined;
}
export interface Cors {
  readonly AllowCredentials?: boolean | undefined;
  readonly AllowHeaders?: readonly string[] | undefined;
  readonly AllowMethods?: readonly string[] | undefined;
  readonly AllowOrigins?: readonly string[] | undefined;
  readonly ExposeHeaders?: readonly string[] | undefined;
  readonly MaxAge?: number | undefined;
}
export interface CreateFunctionUrlConfigResponse {
  readonly FunctionUrl: string;
  readonly FunctionArn: string;
  readonly AuthType: "NONE" | "AWS_IAM";
  readonly Cors?: Cors | undefined;
  readonly CreationTime: string;
  readonly InvokeMode?: "BUFFERED" | "RESPONSE_STREAM" | undefined;
}
export interface DeleteAliasRequest {
  readonly FunctionName: string;
  readonly Name: string;
}
export interface DeleteCapacityProviderRequest {
  readonly CapacityProviderName: string;
}
export interface DeleteCapacityProviderResponse {
  readonly CapacityProvider: CapacityProvider;
}
export interface DeleteCodeSigningConfigRequest {
  readonly CodeSigningConfigArn: string;
}
export interface DeleteCodeSigningConfigResponse {

}
export interface DeleteEventSourceMappingRequest {
  readonly UUID: string;
}
export interface DeleteFunctionRequest {
  readonly FunctionName: string;
  readonly Qualifier?: string | undefined;
}
export interface DeleteFunctionResponse {
  readonly StatusCode?: number | undefined;
}
export interface DeleteFunctionCodeSigningConfigRequest {
  readonly FunctionName: string;
}
export interface DeleteFunctionConcurrencyRequest {
  readonly FunctionName: string;
}
export interface DeleteFunctionEventInvokeConfigRequest {
  readonly FunctionName: string;
  readonly Qualifier?: string | undefined;
}
export interface DeleteFunctionUrlConfigRequest {
  readonly FunctionName: string;
  readonly Qualifier?: string | undefined;
}
export interface DeleteLayerVersionRequest {
  readonly LayerName: string;
  readonly VersionNumber: number;
}
export interface DeleteProvisionedConcurrencyConfigRequest {
  readonly FunctionName: string;
  readonly Qualifier: string;
}
export interface GetAccountSettingsRequest {

}
export interface GetAccountSettingsResponse {
  readonly AccountLimit?: AccountLimit | undefined;
  readonly AccountUsage?: AccountUsage | undefined;
}
export interface AccountLimit {
  readonly TotalCodeSize?: number | undefined;
  readonly CodeSizeUnzipped?: number | undefined;
  readonly CodeSizeZipped?: number | undefined;
  readonly ConcurrentExecutions?: number | undefined;
  readonly UnreservedConcurrentExecutions?: number | undefined;
}
export interface AccountUsage {
  readonly TotalCodeSize?: number | undefined;
  readonly FunctionCount?: number | undefined;
}
export interface GetAliasRequest {
  readonly FunctionName: string;
  readonly Name: string;
}
export interface GetCapacityProviderRequest {
  readonly CapacityProviderName: string;
}
export interface GetCapacityProviderResponse {
  readonly CapacityProvider: CapacityProvider;
}
export interface GetCodeSigningConfigRequest {
  readonly CodeSigningConfigArn: string;
}
export interface GetCodeSigningConfigResponse {
  readonly CodeSigningConfig: CodeSigningConfig;
}
export interface GetDurableExecutionRequest {
  readonly DurableExecutionArn: string;
}
export interface GetDurableExecutionResponse {
  readonly DurableExecutionArn: string;
  readonly DurableExecutionName: string;
  readonly FunctionArn: string;
  readonly InputPayload?: string | undefined;
  readonly Result?: string | undefined;
  readonly Error?: ErrorObject | undefined;
  readonly StartTimestamp: Instant;
  readonly Status: "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "STOPPED";
  readonly EndTimestamp?: Instant | undefined;
  readonly Version?: string | undefined;
  readonly TraceHeader?: TraceHeader | undefined;
}
export interface TraceHeader {
  readonly XAmznTraceId?: string | undefined;
}
export interface GetDurableExecutionHistoryRequest {
  readonly DurableExecutionArn: string;
  readonly IncludeExecutionData?: boolean | undefined;
  readonly MaxItems?: number | undefined;
  readonly Marker?: string | undefined;
  readonly ReverseOrder?: boolean | undefined;
}
export interface GetDurableExecutionHistoryResponse {
  readonly Events: readonly Event[];
  readonly NextMarker?: string | undefined;
}
export interface Event {
  readonly EventType?: "ExecutionStarted" | "ExecutionSucceeded" | "ExecutionFailed" | "ExecutionTimedOut" | "ExecutionStopped" | "ContextStarted" | "ContextSucceeded" | "ContextFailed" | "WaitStarted" | "WaitSucceeded" | "WaitCancelled" | "StepStarted" | "StepSucceeded" | "StepFailed" | "ChainedInvokeStarted" | "ChainedInvokeSucceeded" | "ChainedInvokeFailed" | "ChainedInvokeTimedOut" | "ChainedInvokeStopped" | "CallbackStarted" | "CallbackSucceeded" | "CallbackFailed" | "CallbackTimedOut" | "InvocationCompleted" | undefined;
  readonly SubType?: string | undefined;
  readonly EventId?: number | undefined;
  readonly Id?: string | undefined;
  readonly Name?: string | undefined;
  readonly EventTimestamp?: Instant | undefined;
  readonly ParentId?: string | undefined;
  readonly ExecutionStartedDetails?: ExecutionStartedDetails | undefined;
  readonly ExecutionSucceededDetails?: ExecutionSucceededDetails | undefined;
  readonly ExecutionFailedDetails?: ExecutionFailedDetails | undefined;
  readonly ExecutionTimedOutDetails?: ExecutionTimedOutDetails | undefined;
  readonly ExecutionStoppedDetails?: ExecutionStoppedDetails | undefined;
  readonly ContextStartedDetails?: ContextStartedDetails | undefined;
  readonly ContextSucceededDetails?: ContextSucceededDetails | undefined;
  readonly ContextFailedDetails?: ContextFailedDetails | undefined;
  readonly WaitStartedDetails?: WaitStartedDetails | undefined;
  readonly WaitSucceededDetails?: WaitSucceededDetails | undefined;
  readonly WaitCancelledDetails?: WaitCancelledDetails | undefined;
  readonly StepStartedDetails?: StepStartedDetails | undefined;
  readonly StepSucceededDetails?: StepSucceededDetails | undefined;
  readonly StepFailedDetails?: StepFailedDetails | undefined;
  readonly ChainedInvokeStartedDetails?: ChainedInvokeStartedDetails | undefined;
  readonly ChainedInvokeSucceededDetails?: ChainedInvokeSucceededDetails | undefined;
  readonly ChainedInvokeFailedDetails?: ChainedInvokeFailedDetails | undefined;
  readonly ChainedInvokeTimedOutDetails?: ChainedInvokeTimedOutDetails | undefined;
  readonly ChainedInvokeStoppedDetails?: ChainedInvokeStoppedDetails | undefined;
  readonly CallbackStartedDetails?: CallbackStartedDetails | undefined;
  readonly CallbackSucceededDetails?: CallbackSucceededDetails | undefined;
  readonly CallbackFailedDetails?: CallbackFailedDetails | undefined;
  readonly CallbackTimedOutDetails?: CallbackTimedOutDetails | undefined;
  readonly InvocationCompletedDetails?: InvocationCompletedDetails | undefined;
}
export interface ExecutionStartedDetails {
  readonly Input: EventInput;
  readonly ExecutionTimeout: number;
}
export interface EventInput {
  readonly Payload?: string | undefined;
  readonly Truncated?: boolean | undefined;
}
export interface ExecutionSucceededDetails {
  readonly Result: EventResult;
}
export interface EventResult {
  readonly Payload?: string | undefined;
  readonly Truncated?: boolean | undefined;
}
export interface ExecutionFailedDetails {
  readonly Error: EventError;
}
export interface EventError {
  readonly Payload?: ErrorObject | undefined;
  readonly Truncated?: boolean | undefined;
}
export interface ExecutionTimedOutDetails {
  readonly Error?: EventError | undefined;
}
export interface ExecutionStoppedDetails {
  readonly Error: EventError;
}
export interface ContextStartedDetails {

}
export interface ContextSucceededDetails {
  readonly Result: EventResult;
}
export interface ContextFailedDetails {
  readonly Error: EventError;
}
export interface WaitStartedDetails {
  readonly Duration: number;
  readonly ScheduledEndTimestamp: Instant;
}
export interface WaitSucceededDetails {
  readonly Duration?: number | undefined;
}
export interface WaitCancelledDetails {
  readonly Error?: EventError | undefined;
}
export interface StepStartedDetails {

}
export interface StepSucceededDetails {
  readonly Result: EventResult;
  readonly RetryDetails: RetryDetails;
}
export interface RetryDetails {
  readonly CurrentAttempt?: number | undefined;
  readonly NextAttemptDelaySeconds?: number | undefined;
}
export interface StepFailedDetails {
  readonly Error: EventError;
  readonly RetryDetails: RetryDetails;
}
export interface ChainedInvokeStartedDetails {
  readonly FunctionName: string;
  readonly TenantId?: string | undefined;
  readonly Input?: EventInput | undefined;
  readonly ExecutedVersion?: string | undefined;
  readonly DurableExecutionArn?: string | undefined;
}
export interface ChainedInvokeSucceededDetails {
  readonly Result: EventResult;
}
export interface ChainedInvokeFailedDetails {
  readonly Error: EventError;
}
export interface ChainedInvokeTimedOutDetails {
  readonly Error: EventError;
}
export interface ChainedInvokeStoppedDetails {
  readonly Error: EventError;
}
export interface CallbackStartedDetails {
  readonly CallbackId: string;
  readonly HeartbeatTimeout?: number | undefined;
  readonly Timeout?: number | undefined;
}
export interface CallbackSucceededDetails {
  readonly Result: EventResult;
}
export interface CallbackFailedDetails {
  readonly Error: EventError;
}
export interface CallbackTimedOutDetails {
  readonly Error: EventError;
}
export interface InvocationCompletedDetails {
  readonly StartTimestamp: Instant;
  readonly EndTimestamp: Instant;
  readonly RequestId: string;
  readonly Error?: EventError | undefined;
}
export interface GetDurableExecutionStateRequest {
  readonly DurableExecutionArn: string;
  readonly CheckpointToken: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface GetDurableExecutionStateResponse {
  readonly Operations: readonly Operation[];
  readonly NextMarker?: string | undefined;
}
export interface GetEventSourceMappingRequest {
  readonly UUID: string;
}
export interface GetFunctionRequest {
  readonly FunctionName: string;
  readonly Qualifier?: string | undefined;
}
export interface GetFunctionResponse {
  readonly Configuration?: FunctionConfiguration | undefined;
  readonly Code?: FunctionCodeLocation | undefined;
  readonly Tags?: { readonly [key: string]: string } | undefined;
  readonly TagsError?: TagsError | undefined;
  readonly Concurrency?: Concurrency | undefined;
}
export interface FunctionCodeLocation {
  readonly RepositoryType?: string | undefined;
  readonly Location?: string | undefined;
  readonly ImageUri?: string | undefined;
  readonly ResolvedImageUri?: string | undefined;
  readonly SourceKMSKeyArn?: string | undefined;
}
export interface TagsError {
  readonly ErrorCode: string;
  readonly Message: string;
}
export interface Concurrency {
  readonly ReservedConcurrentExecutions?: number | undefined;
}
export interface GetFunctionCodeSigningConfigRequest {
  readonly FunctionName: string;
}
export interface GetFunctionCodeSigningConfigResponse {
  readonly CodeSigningConfigArn: string;
  readonly FunctionName: string;
}
export interface GetFunctionConcurrencyRequest {
  readonly FunctionName: string;
}
export interface GetFunctionConcurrencyResponse {
  readonly ReservedConcurrentExecutions?: number | undefined;
}
export interface GetFunctionConfigurationRequest {
  readonly FunctionName: string;
  readonly Qualifier?: string | undefined;
}
export interface GetFunctionEventInvokeConfigRequest {
  readonly FunctionName: string;
  readonly Qualifier?: string | undefined;
}
export interface FunctionEventInvokeConfig {
  readonly LastModified?: Instant | undefined;
  readonly FunctionArn?: string | undefined;
  readonly MaximumRetryAttempts?: number | undefined;
  readonly MaximumEventAgeInSeconds?: number | undefined;
  readonly DestinationConfig?: DestinationConfig | undefined;
}
export interface GetFunctionRecursionConfigRequest {
  readonly FunctionName: string;
}
export interface GetFunctionRecursionConfigResponse {
  readonly RecursiveLoop?: "Allow" | "Terminate" | undefined;
}
export interface GetFunctionScalingConfigRequest {
  readonly FunctionName: string;
  readonly Qualifier: string;
}
export interface GetFunctionScalingConfigResponse {
  readonly FunctionArn?: string | undefined;
  readonly AppliedFunctionScalingConfig?: FunctionScalingConfig | undefined;
  readonly RequestedFunctionScalingConfig?: FunctionScalingConfig | undefined;
}
export interface FunctionScalingConfig {
  readonly MinExecutionEnvironments?: number | undefined;
  readonly MaxExecutionEnvironments?: number | undefined;
}
export interface GetFunctionUrlConfigRequest {
  readonly FunctionName: string;
  readonly Qualifier?: string | undefined;
}
export interface GetFunctionUrlConfigResponse {
  readonly FunctionUrl: string;
  readonly FunctionArn: string;
  readonly AuthType: "NONE" | "AWS_IAM";
  readonly Cors?: Cors | undefined;
  readonly CreationTime: string;
  readonly LastModifiedTime: string;
  readonly InvokeMode?: "BUFFERED" | "RESPONSE_STREAM" | undefined;
}
export interface GetLayerVersionRequest {
  readonly LayerName: string;
  readonly VersionNumber: number;
}
export interface GetLayerVersionResponse {
  readonly Content?: LayerVersionContentOutput | undefined;
  readonly LayerArn?: string | undefined;
  readonly LayerVersionArn?: string | undefined;
  readonly Description?: string | undefined;
  readonly CreatedDate?: string | undefined;
  readonly Version?: number | undefined;
  readonly CompatibleRuntimes?: readonly ("nodejs" | "nodejs4.3" | "nodejs6.10" | "nodejs8.10" | "nodejs10.x" | "nodejs12.x" | "nodejs14.x" | "nodejs16.x" | "java8" | "java8.al2" | "java11" | "python2.7" | "python3.6" | "python3.7" | "python3.8" | "python3.9" | "dotnetcore1.0" | "dotnetcore2.0" | "dotnetcore2.1" | "dotnetcore3.1" | "dotnet6" | "dotnet8" | "nodejs4.3-edge" | "go1.x" | "ruby2.5" | "ruby2.7" | "provided" | "provided.al2" | "nodejs18.x" | "python3.10" | "java17" | "ruby3.2" | "ruby3.3" | "ruby3.4" | "python3.11" | "nodejs20.x" | "provided.al2023" | "python3.12" | "java21" | "python3.13" | "nodejs22.x" | "nodejs24.x" | "python3.14" | "java25" | "dotnet10" | "ruby4.0")[] | undefined;
  readonly LicenseInfo?: string | undefined;
  readonly CompatibleArchitectures?: readonly ("x86_64" | "arm64")[] | undefined;
}
export interface LayerVersionContentOutput {
  readonly Location?: string | undefined;
  readonly CodeSha256?: string | undefined;
  readonly CodeSize?: number | undefined;
  readonly SigningProfileVersionArn?: string | undefined;
  readonly SigningJobArn?: string | undefined;
}
export interface GetLayerVersionByArnRequest {
  readonly Arn: string;
}
export interface GetLayerVersionPolicyRequest {
  readonly LayerName: string;
  readonly VersionNumber: number;
}
export interface GetLayerVersionPolicyResponse {
  readonly Policy?: string | undefined;
  readonly RevisionId?: string | undefined;
}
export interface GetPolicyRequest {
  readonly FunctionName: string;
  readonly Qualifier?: string | undefined;
}
export interface GetPolicyResponse {
  readonly Policy?: string | undefined;
  readonly RevisionId?: string | undefined;
}
export interface GetProvisionedConcurrencyConfigRequest {
  readonly FunctionName: string;
  readonly Qualifier: string;
}
export interface GetProvisionedConcurrencyConfigResponse {
  readonly RequestedProvisionedConcurrentExecutions?: number | undefined;
  readonly AvailableProvisionedConcurrentExecutions?: number | undefined;
  readonly AllocatedProvisionedConcurrentExecutions?: number | undefined;
  readonly Status?: "IN_PROGRESS" | "READY" | "FAILED" | undefined;
  readonly StatusReason?: string | undefined;
  readonly LastModified?: string | undefined;
}
export interface GetRuntimeManagementConfigRequest {
  readonly FunctionName: string;
  readonly Qualifier?: string | undefined;
}
export interface GetRuntimeManagementConfigResponse {
  readonly UpdateRuntimeOn?: "Auto" | "Manual" | "FunctionUpdate" | undefined;
  readonly RuntimeVersionArn?: string | undefined;
  readonly FunctionArn?: string | undefined;
}
export interface InvocationRequest {
  readonly FunctionName: string;
  readonly InvocationType?: "Event" | "RequestResponse" | "DryRun" | undefined;
  readonly LogType?: "None" | "Tail" | undefined;
  readonly ClientContext?: string | undefined;
  readonly DurableExecutionName?: string | undefined;
  readonly Payload?: Uint8Array | undefined;
  readonly Qualifier?: string | undefined;
  readonly TenantId?: string | undefined;
}
export interface InvocationResponse {
  readonly StatusCode?: number | undefined;
  readonly FunctionError?: string | undefined;
  readonly LogResult?: string | undefined;
  readonly Payload?: Uint8Array | undefined;
  readonly ExecutedVersion?: string | undefined;
  readonly DurableExecutionArn?: string | undefined;
}
export interface InvokeAsyncRequest {
  readonly FunctionName: string;
  readonly InvokeArgs: Uint8Array;
}
export interface InvokeAsyncResponse {
  readonly Status?: number | undefined;
}
export interface InvokeWithResponseStreamRequest {
  readonly FunctionName: string;
  readonly InvocationType?: "RequestResponse" | "DryRun" | undefined;
  readonly LogType?: "None" | "Tail" | undefined;
  readonly ClientContext?: string | undefined;
  readonly Qualifier?: string | undefined;
  readonly Payload?: Uint8Array | undefined;
  readonly TenantId?: string | undefined;
}
export interface InvokeWithResponseStreamResponse {
  readonly StatusCode?: number | undefined;
  readonly ExecutedVersion?: string | undefined;
  readonly EventStream?: InvokeWithResponseStreamResponseEvent | undefined;
  readonly ResponseStreamContentType?: string | undefined;
}
export interface InvokeWithResponseStreamResponseEvent {
  readonly PayloadChunk?: InvokeResponseStreamUpdate | undefined;
  readonly InvokeComplete?: InvokeWithResponseStreamCompleteEvent | undefined;
}
export interface InvokeResponseStreamUpdate {
  readonly Payload?: Uint8Array | undefined;
}
export interface InvokeWithResponseStreamCompleteEvent {
  readonly ErrorCode?: string | undefined;
  readonly ErrorDetails?: string | undefined;
  readonly LogResult?: string | undefined;
}
export interface ListAliasesRequest {
  readonly FunctionName: string;
  readonly FunctionVersion?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListAliasesResponse {
  readonly NextMarker?: string | undefined;
  readonly Aliases?: readonly AliasConfiguration[] | undefined;
}
export interface ListCapacityProvidersRequest {
  readonly State?: "Pending" | "Active" | "Failed" | "Deleting" | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListCapacityProvidersResponse {
  readonly CapacityProviders: readonly CapacityProvider[];
  readonly NextMarker?: string | undefined;
}
export interface ListCodeSigningConfigsRequest {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListCodeSigningConfigsResponse {
  readonly NextMarker?: string | undefined;
  readonly CodeSigningConfigs?: readonly CodeSigningConfig[] | undefined;
}
export interface ListDurableExecutionsByFunctionRequest {
  readonly FunctionName: string;
  readonly Qualifier?: string | undefined;
  readonly DurableExecutionName?: string | undefined;
  readonly Statuses?: readonly ("RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "STOPPED")[] | undefined;
  readonly StartedAfter?: Instant | undefined;
  readonly StartedBefore?: Instant | undefined;
  readonly ReverseOrder?: boolean | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListDurableExecutionsByFunctionResponse {
  readonly DurableExecutions?: readonly Execution[] | undefined;
  readonly NextMarker?: string | undefined;
}
export interface Execution {
  readonly DurableExecutionArn: string;
  readonly DurableExecutionName: string;
  readonly FunctionArn: string;
  readonly Status: "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "STOPPED";
  readonly StartTimestamp: Instant;
  readonly EndTimestamp?: Instant | undefined;
}
export interface ListEventSourceMappingsRequest {
  readonly EventSourceArn?: string | undefined;
  readonly FunctionName?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListEventSourceMappingsResponse {
  readonly NextMarker?: string | undefined;
  readonly EventSourceMappings?: readonly EventSourceMappingConfiguration[] | undefined;
}
export interface ListFunctionEventInvokeConfigsRequest {
  readonly FunctionName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListFunctionEventInvokeConfigsResponse {
  readonly FunctionEventInvokeConfigs?: readonly FunctionEventInvokeConfig[] | undefined;
  readonly NextMarker?: string | undefined;
}
export interface ListFunctionUrlConfigsRequest {
  readonly FunctionName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListFunctionUrlConfigsResponse {
  readonly FunctionUrlConfigs: readonly FunctionUrlConfig[];
  readonly NextMarker?: string | undefined;
}
export interface FunctionUrlConfig {
  readonly FunctionUrl: string;
  readonly FunctionArn: string;
  readonly CreationTime: string;
  readonly LastModifiedTime: string;
  readonly Cors?: Cors | undefined;
  readonly AuthType: "NONE" | "AWS_IAM";
  readonly InvokeMode?: "BUFFERED" | "RESPONSE_STREAM" | undefined;
}
export interface ListFunctionVersionsByCapacityProviderRequest {
  readonly CapacityProviderName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListFunctionVersionsByCapacityProviderResponse {
  readonly CapacityProviderArn: string;
  readonly FunctionVersions: readonly FunctionVersionsByCapacityProviderListItem[];
  readonly NextMarker?: string | undefined;
}
export interface FunctionVersionsByCapacityProviderListItem {
  readonly FunctionArn: string;
  readonly State: "Pending" | "Active" | "Inactive" | "Failed" | "Deactivating" | "Deactivated" | "ActiveNonInvocable" | "Deleting";
}
export interface ListFunctionsRequest {
  readonly MasterRegion?: string | undefined;
  readonly FunctionVersion?: "ALL" | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListFunctionsResponse {
  readonly NextMarker?: string | undefined;
  readonly Functions?: readonly FunctionConfiguration[] | undefined;
}
export interface ListFunctionsByCodeSigningConfigRequest {
  readonly CodeSigningConfigArn: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListFunctionsByCodeSigningConfigResponse {
  readonly NextMarker?: string | undefined;
  readonly FunctionArns?: readonly string[] | undefined;
}
export interface ListLayerVersionsRequest {
  readonly CompatibleRuntime?: "nodejs" | "nodejs4.3" | "nodejs6.10" | "nodejs8.10" | "nodejs10.x" | "nodejs12.x" | "nodejs14.x" | "nodejs16.x" | "java8" | "java8.al2" | "java11" | "python2.7" | "python3.6" | "python3.7" | "python3.8" | "python3.9" | "dotnetcore1.0" | "dotnetcore2.0" | "dotnetcore2.1" | "dotnetcore3.1" | "dotnet6" | "dotnet8" | "nodejs4.3-edge" | "go1.x" | "ruby2.5" | "ruby2.7" | "provided" | "provided.al2" | "nodejs18.x" | "python3.10" | "java17" | "ruby3.2" | "ruby3.3" | "ruby3.4" | "python3.11" | "nodejs20.x" | "provided.al2023" | "python3.12" | "java21" | "python3.13" | "nodejs22.x" | "nodejs24.x" | "python3.14" | "java25" | "dotnet10" | "ruby4.0" | undefined;
  readonly LayerName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
  readonly CompatibleArchitecture?: "x86_64" | "arm64" | undefined;
}
export interface ListLayerVersionsResponse {
  readonly NextMarker?: string | undefined;
  readonly LayerVersions?: readonly LayerVersionsListItem[] | undefined;
}
export interface LayerVersionsListItem {
  readonly LayerVersionArn?: string | undefined;
  readonly Version?: number | undefined;
  readonly Description?: string | undefined;
  readonly CreatedDate?: string | undefined;
  readonly CompatibleRuntimes?: readonly ("nodejs" | "nodejs4.3" | "nodejs6.10" | "nodejs8.10" | "nodejs10.x" | "nodejs12.x" | "nodejs14.x" | "nodejs16.x" | "java8" | "java8.al2" | "java11" | "python2.7" | "python3.6" | "python3.7" | "python3.8" | "python3.9" | "dotnetcore1.0" | "dotnetcore2.0" | "dotnetcore2.1" | "dotnetcore3.1" | "dotnet6" | "dotnet8" | "nodejs4.3-edge" | "go1.x" | "ruby2.5" | "ruby2.7" | "provided" | "provided.al2" | "nodejs18.x" | "python3.10" | "java17" | "ruby3.2" | "ruby3.3" | "ruby3.4" | "python3.11" | "nodejs20.x" | "provided.al2023" | "python3.12" | "java21" | "python3.13" | "nodejs22.x" | "nodejs24.x" | "python3.14" | "java25" | "dotnet10" | "ruby4.0")[] | undefined;
  readonly LicenseInfo?: string | undefined;
  readonly CompatibleArchitectures?: readonly ("x86_64" | "arm64")[] | undefined;
}
export interface ListLayersRequest {
  readonly CompatibleRuntime?: "nodejs" | "nodejs4.3" | "nodejs6.10" | "nodejs8.10" | "nodejs10.x" | "nodejs12.x" | "nodejs14.x" | "nodejs16.x" | "java8" | "java8.al2" | "java11" | "python2.7" | "python3.6" | "python3.7" | "python3.8" | "python3.9" | "dotnetcore1.0" | "dotnetcore2.0" | "dotnetcore2.1" | "dotnetcore3.1" | "dotnet6" | "dotnet8" | "nodejs4.3-edge" | "go1.x" | "ruby2.5" | "ruby2.7" | "provided" | "provided.al2" | "nodejs18.x" | "python3.10" | "java17" | "ruby3.2" | "ruby3.3" | "ruby3.4" | "python3.11" | "nodejs20.x" | "provided.al2023" | "python3.12" | "java21" | "python3.13" | "nodejs22.x" | "nodejs24.x" | "python3.14" | "java25" | "dotnet10" | "ruby4.0" | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
  readonly CompatibleArchitecture?: "x86_64" | "arm64" | undefined;
}
export interface ListLayersResponse {
  readonly NextMarker?: string | undefined;
  readonly Layers?: readonly LayersListItem[] | undefined;
}
export interface LayersListItem {
  readonly LayerName?: string | undefined;
  readonly LayerArn?: string | undefined;
  readonly LatestMatchingVersion?: LayerVersionsListItem | undefined;
}
export interface ListProvisionedConcurrencyConfigsRequest {
  readonly FunctionName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListProvisionedConcurrencyConfigsResponse {
  readonly ProvisionedConcurrencyConfigs?: readonly ProvisionedConcurrencyConfigListItem[] | undefined;
  readonly NextMarker?: string | undefined;
}
export interface ProvisionedConcurrencyConfigListItem {
  readonly FunctionArn?: string | undefined;
  readonly RequestedProvisionedConcurrentExecutions?: number | undefined;
  readonly AvailableProvisionedConcurrentExecutions?: number | undefined;
  readonly AllocatedProvisionedConcurrentExecutions?: number | undefined;
  readonly Status?: "IN_PROGRESS" | "READY" | "FAILED" | undefined;
  readonly StatusReason?: string | undefined;
  readonly LastModified?: string | undefined;
}
export interface ListTagsRequest {
  readonly Resource: string;
}
export interface ListTagsResponse {
  readonly Tags?: { readonly [key: string]: string } | undefined;
}
export interface ListVersionsByFunctionRequest {
  readonly FunctionName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListVersionsByFunctionResponse {
  readonly NextMarker?: string | undefined;
  readonly Versions?: readonly FunctionConfiguration[] | undefined;
}
export interface PublishLayerVersionRequest {
  readonly LayerName: string;
  readonly Description?: string | undefined;
  readonly Content: LayerVersionContentInput;
  readonly CompatibleRuntimes?: readonly ("nodejs" | "nodejs4.3" | "nodejs6.10" | "nodejs8.10" | "nodejs10.x" | "nodejs12.x" | "nodejs14.x" | "nodejs16.x" | "java8" | "java8.al2" | "java11" | "python2.7" | "python3.6" | "python3.7" | "python3.8" | "python3.9" | "dotnetcore1.0" | "dotnetcore2.0" | "dotnetcore2.1" | "dotnetcore3.1" | "dotnet6" | "dotnet8" | "nodejs4.3-edge" | "go1.x" | "ruby2.5" | "ruby2.7" | "provided" | "provided.al2" | "nodejs18.x" | "python3.10" | "java17" | "ruby3.2" | "ruby3.3" | "ruby3.4" | "python3.11" | "nodejs20.x" | "provided.al2023" | "python3.12" | "java21" | "python3.13" | "nodejs22.x" | "nodejs24.x" | "python3.14" | "java25" | "dotnet10" | "ruby4.0")[] | undefined;
  readonly LicenseInfo?: string | undefined;
  readonly CompatibleArchitectures?: readonly ("x86_64" | "arm64")[] | undefined;
}
export interface LayerVersionContentInput {
  readonly S3Bucket?: string | undefined;
  readonly S3Key?: string | undefined;
  readonly S3ObjectVersion?: string | undefined;
  readonly ZipFile?: Uint8Array | undefined;
}
export interface PublishLayerVersionResponse {
  readonly Content?: LayerVersionContentOutput | undefined;
  readonly LayerArn?: string | undefined;
  readonly LayerVersionArn?: string | undefined;
  readonly Description?: string | undefined;
  readonly CreatedDate?: string | undefined;
  readonly Version?: number | undefined;
  readonly CompatibleRuntimes?: readonly ("nodejs" | "nodejs4.3" | "nodejs6.10" | "nodejs8.10" | "nodejs10.x" | "nodejs12.x" | "nodejs14.x" | "nodejs16.x" | "java8" | "java8.al2" | "java11" | "python2.7" | "python3.6" | "python3.7" | "python3.8" | "python3.9" | "dotnetcore1.0" | "dotnetcore2.0" | "dotnetcore2.1" | "dotnetcore3.1" | "dotnet6" | "dotnet8" | "nodejs4.3-edge" | "go1.x" | "ruby2.5" | "ruby2.7" | "provided" | "provided.al2" | "nodejs18.x" | "python3.10" | "java17" | "ruby3.2" | "ruby3.3" | "ruby3.4" | "python3.11" | "nodejs20.x" | "provided.al2023" | "python3.12" | "java21" | "python3.13" | "nodejs22.x" | "nodejs24.x" | "python3.14" | "java25" | "dotnet10" | "ruby4.0")[] | undefined;
  readonly LicenseInfo?: string | undefined;
  readonly CompatibleArchitectures?: readonly ("x86_64" | "arm64")[] | undefined;
}
export interface PublishVersionRequest {
  readonly FunctionName: string;
  readonly CodeSha256?: string | undefined;
  readonly Description?: string | undefined;
  readonly RevisionId?: string | undefined;
  readonly PublishTo?: "LATEST_PUBLISHED" | undefined;
}
export interface PutFunctionCodeSigningConfigRequest {
  readonly CodeSigningConfigArn: string;
  readonly FunctionName: string;
}
export interface PutFunctionCodeSigningConfigResponse {
  readonly CodeSigningConfigArn: string;
  readonly FunctionName: string;
}
export interface PutFunctionConcurrencyRequest {
  readonly FunctionName: string;
  readonly ReservedConcurrentExecutions: number;
}
export interface PutFunctionEventInvokeConfigRequest {
  readonly FunctionName: string;
  readonly Qualifier?: string | undefined;
  readonly MaximumRetryAttempts?: number | undefined;
  readonly MaximumEventAgeInSeconds?: number | undefined;
  readonly DestinationConfig?: DestinationConfig | undefined;
}
export interface PutFunctionRecursionConfigRequest {
  readonly FunctionName: string;
  readonly RecursiveLoop: "Allow" | "Terminate";
}
export interface PutFunctionRecursionConfigResponse {
  readonly RecursiveLoop?: "Allow" | "Terminate" | undefined;
}
export interface PutFunctionScalingConfigRequest {
  readonly FunctionName: string;
  readonly Qualifier: string;
  readonly FunctionScalingConfig?: FunctionScalingConfig | undefined;
}
export interface PutFunctionScalingConfigResponse {
  readonly FunctionState?: "Pending" | "Active" | "Inactive" | "Failed" | "Deactivating" | "Deactivated" | "ActiveNonInvocable" | "Deleting" | undefined;
}
export interface PutProvisionedConcurrencyConfigRequest {
  readonly FunctionName: string;
  readonly Qualifier: string;
  readonly ProvisionedConcurrentExecutions: number;
}
export interface PutProvisionedConcurrencyConfigResponse {
  readonly RequestedProvisionedConcurrentExecutions?: number | undefined;
  readonly AvailableProvisionedConcurrentExecutions?: number | undefined;
  readonly AllocatedProvisionedConcurrentExecutions?: number | undefined;
  readonly Status?: "IN_PROGRESS" | "READY" | "FAILED" | undefined;
  readonly StatusReason?: string | undefined;
  readonly LastModified?: string | undefined;
}
export interface PutRuntimeManagementConfigRequest {
  readonly FunctionName: string;
  readonly Qualifier?: string | undefined;
  readonly UpdateRuntimeOn: "Auto" | "Manual" | "FunctionUpdate";
  readonly RuntimeVersionArn?: string | undefined;
}
export interface PutRuntimeManagementConfigResponse {
  readonly UpdateRuntimeOn: "Auto" | "Manual" | "FunctionUpdate";
  readonly FunctionArn: string;
  readonly RuntimeVersionArn?: string | undefined;
}
export interface RemoveLayerVersionPermissionRequest {
  readonly LayerName: string;
  readonly VersionNumber: number;
  readonly StatementId: string;
  readonly RevisionId?: string | undefined;
}
export interface RemovePermissionRequest {
  readonly FunctionName: string;
  readonly StatementId: string;
  readonly Qualifier?: string | undefined;
  readonly RevisionId?: string | undefined;
}
export interface SendDurableExecutionCallbackFailureRequest {
  readonly CallbackId: string;
  readonly Error?: ErrorObject | undefined;
}
export interface SendDurableExecutionCallbackFailureResponse {

}
export interface SendDurableExecutionCallbackHeartbeatRequest {
  readonly CallbackId: string;
}
export interface SendDurableExecutionCallbackHeartbeatResponse {

}
export interface SendDurableExecutionCallbackSuccessRequest {
  readonly CallbackId: string;
  readonly Result?: Uint8Array | undefined;
}
export interface SendDurableExecutionCallbackSuccessResponse {

}
export interface StopDurableExecutionRequest {
  readonly DurableExecutionArn: string;
  readonly Error?: ErrorObject | undefined;
}
export interface StopDurableExecutionResponse {
  readonly StopTimestamp: Instant;
}
export interface TagResourceRequest {
  readonly Resource: string;
  readonly Tags: { readonly [key: string]: string };
}
export interface UntagResourceRequest {
  readonly Resource: string;
  readonly TagKeys: readonly string[];
}
export interface UpdateAliasRequest {
  readonly FunctionName: string;
  readonly Name: string;
  readonly FunctionVersion?: string | undefined;
  readonly Description?: string | undefined;
  readonly RoutingConfig?: AliasRoutingConfiguration | undefined;
  readonly RevisionId?: string | undefined;
}
export interface UpdateCapacityProviderRequest {
  readonly CapacityProviderName: string;
  readonly CapacityProviderScalingConfig?: CapacityProviderScalingConfig | undefined;
}
export interface UpdateCapacityProviderResponse {
  readonly CapacityProvider: CapacityProvider;
}
export interface UpdateCodeSigningConfigRequest {
  readonly CodeSigningConfigArn: string;
  readonly Description?: string | undefined;
  readonly AllowedPublishers?: AllowedPublishers | undefined;
  readonly CodeSigningPolicies?: CodeSigningPolicies | undefined;
}
export interface UpdateCodeSigningConfigResponse {
  readonly CodeSigningConfig: CodeSigningConfig;
}
export interface UpdateEventSourceMappingRequest {
  readonly UUID: string;
  readonly FunctionName?: string | undefined;
  readonly Enabled?: boolean | undefined;
  readonly BatchSize?: number | undefined;
  readonly FilterCriteria?: FilterCriteria | undefined;
  readonly MaximumBatchingWindowInSeconds?: number | undefined;
  readonly DestinationConfig?: DestinationConfig | undefined;
  readonly MaximumRecordAgeInSeconds?: number | undefined;
  readonly BisectBatchOnFunctionError?: boolean | undefined;
  readonly MaximumRetryAttempts?: number | undefined;
  readonly ParallelizationFactor?: number | undefined;
  readonly SourceAccessConfigurations?: readonly SourceAccessConfiguration[] | undefined;
  readonly TumblingWindowInSeconds?: number | undefined;
  readonly FunctionResponseTypes?: readonly "ReportBatchItemFailures"[] | undefined;
  readonly ScalingConfig?: ScalingConfig | undefined;
  readonly AmazonManagedKafkaEventSourceConfig?: AmazonManagedKafkaEventSourceConfig | undefined;
  readonly SelfManagedKafkaEventSourceConfig?: SelfManagedKafkaEventSourceConfig | undefined;
  readonly DocumentDBEventSourceConfig?: DocumentDBEventSourceConfig | undefined;
  readonly KMSKeyArn?: string | undefined;
  readonly MetricsConfig?: EventSourceMappingMetricsConfig | undefined;
  readonly LoggingConfig?: EventSourceMappingLoggingConfig | undefined;
  readonly ProvisionedPollerConfig?: ProvisionedPollerConfig | undefined;
}
export interface UpdateFunctionCodeRequest {
  readonly FunctionName: string;
  readonly ZipFile?: Uint8Array | undefined;
  readonly S3Bucket?: string | undefined;
  readonly S3Key?: string | undefined;
  readonly S3ObjectVersion?: string | undefined;
  readonly ImageUri?: string | undefined;
  readonly Publish?: boolean | undefined;
  readonly DryRun?: boolean | undefined;
  readonly RevisionId?: string | undefined;
  readonly Architectures?: readonly ("x86_64" | "arm64")[] | undefined;
  readonly SourceKMSKeyArn?: string | undefined;
  readonly PublishTo?: "LATEST_PUBLISHED" | undefined;
}
export interface UpdateFunctionConfigurationRequest {
  readonly FunctionName: string;
  readonly Role?: string | undefined;
  readonly Handler?: string | undefined;
  readonly Description?: string | undefined;
  readonly Timeout?: number | undefined;
  readonly MemorySize?: number | undefined;
  readonly VpcConfig?: VpcConfig | undefined;
  readonly Environment?: Environment | undefined;
  readonly Runtime?: "nodejs" | "nodejs4.3" | "nodejs6.10" | "nodejs8.10" | "nodejs10.x" | "nodejs12.x" | "nodejs14.x" | "nodejs16.x" | "java8" | "java8.al2" | "java11" | "python2.7" | "python3.6" | "python3.7" | "python3.8" | "python3.9" | "dotnetcore1.0" | "dotnetcore2.0" | "dotnetcore2.1" | "dotnetcore3.1" | "dotnet6" | "dotnet8" | "nodejs4.3-edge" | "go1.x" | "ruby2.5" | "ruby2.7" | "provided" | "provided.al2" | "nodejs18.x" | "python3.10" | "java17" | "ruby3.2" | "ruby3.3" | "ruby3.4" | "python3.11" | "nodejs20.x" | "provided.al2023" | "python3.12" | "java21" | "python3.13" | "nodejs22.x" | "nodejs24.x" | "python3.14" | "java25" | "dotnet10" | "ruby4.0" | undefined;
  readonly DeadLetterConfig?: DeadLetterConfig | undefined;
  readonly KMSKeyArn?: string | undefined;
  readonly TracingConfig?: TracingConfig | undefined;
  readonly RevisionId?: string | undefined;
  readonly Layers?: readonly string[] | undefined;
  readonly FileSystemConfigs?: readonly FileSystemConfig[] | undefined;
  readonly ImageConfig?: ImageConfig | undefined;
  readonly EphemeralStorage?: EphemeralStorage | undefined;
  readonly SnapStart?: SnapStart | undefined;
  readonly LoggingConfig?: LoggingConfig | undefined;
  readonly CapacityProviderConfig?: CapacityProviderConfig | undefined;
  readonly DurableConfig?: DurableConfig | undefined;
}
export interface UpdateFunctionEventInvokeConfigRequest {
  readonly FunctionName: string;
  readonly Qualifier?: string | undefined;
  readonly MaximumRetryAttempts?: number | undefined;
  readonly MaximumEventAgeInSeconds?: number | undefined;
  readonly DestinationConfig?: DestinationConfig | undefined;
}
export interface UpdateFunctionUrlConfigRequest {
  readonly FunctionName: string;
  readonly Qualifier?: string | undefined;
  readonly AuthType?: "NONE" | "AWS_IAM" | undefined;
  readonly Cors?: Cors | undefined;
  readonly InvokeMode?: "BUFFERED" | "RESPONSE_STREAM" | undefined;
}
export interface UpdateFunctionUrlConfigResponse {
  readonly FunctionUrl: string;
  readonly FunctionArn: string;
  readonly AuthType: "NONE" | "AWS_IAM";
  readonly Cors?: Cors | undefined;
  readonly CreationTime: string;
  readonly LastModifiedTime: string;
  readonly InvokeMode?: "BUFFERED" | "RESPONSE_STREAM" | undefined;
}
export type AddLayerVersionPermissionErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "PolicyLengthExceededException" | "ResourceNotFoundException" | "PreconditionFailedException" | "ValidationException" | "AccessDeniedException";
export type AddPermissionErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "PolicyLengthExceededException" | "ResourceNotFoundException" | "PreconditionFailedException" | "ValidationException" | "AccessDeniedException";
export type CheckpointDurableExecutionErrors = "InvalidParameterValueException" | "TooManyRequestsException" | "ServiceException" | "ValidationException" | "AccessDeniedException";
export type CreateAliasErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type CreateCapacityProviderErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "CapacityProviderLimitExceededException" | "ValidationException" | "AccessDeniedException";
export type CreateCodeSigningConfigErrors = "InvalidParameterValueException" | "ServiceException" | "ValidationException" | "AccessDeniedException";
export type CreateEventSourceMappingErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type CreateFunctionErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "InvalidCodeSignatureException" | "ResourceNotFoundException" | "CodeVerificationFailedException" | "CodeSigningConfigNotFoundException" | "CodeStorageExceededException" | "FunctionVersionsPerCapacityProviderLimitExceededException" | "ValidationException" | "AccessDeniedException" | "RequestEntityTooLargeException";
export type CreateFunctionUrlConfigErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type DeleteAliasErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ValidationException" | "AccessDeniedException";
export type DeleteCapacityProviderErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type DeleteCodeSigningConfigErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type DeleteEventSourceMappingErrors = "InvalidParameterValueException" | "ResourceInUseException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type DeleteFunctionErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type DeleteFunctionCodeSigningConfigErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "CodeSigningConfigNotFoundException" | "ValidationException" | "AccessDeniedException";
export type DeleteFunctionConcurrencyErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type DeleteFunctionEventInvokeConfigErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type DeleteFunctionUrlConfigErrors = "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type DeleteLayerVersionErrors = "ServiceException" | "TooManyRequestsException" | "ValidationException" | "AccessDeniedException";
export type DeleteProvisionedConcurrencyConfigErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type GetAccountSettingsErrors = "ServiceException" | "TooManyRequestsException" | "ValidationException" | "AccessDeniedException";
export type GetAliasErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type GetCapacityProviderErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type GetCodeSigningConfigErrors = "InvalidParameterValueException" | "ServiceException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type GetDurableExecutionErrors = "InvalidParameterValueException" | "TooManyRequestsException" | "ServiceException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type GetDurableExecutionHistoryErrors = "InvalidParameterValueException" | "TooManyRequestsException" | "ServiceException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type GetDurableExecutionStateErrors = "InvalidParameterValueException" | "TooManyRequestsException" | "ServiceException" | "ValidationException" | "AccessDeniedException";
export type GetEventSourceMappingErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type GetFunctionErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type GetFunctionCodeSigningConfigErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type GetFunctionConcurrencyErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type GetFunctionConfigurationErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type GetFunctionEventInvokeConfigErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type GetFunctionRecursionConfigErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type GetFunctionScalingConfigErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type GetFunctionUrlConfigErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type GetLayerVersionErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type GetLayerVersionByArnErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type GetLayerVersionPolicyErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type GetPolicyErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type GetProvisionedConcurrencyConfigErrors = "InvalidParameterValueException" | "ProvisionedConcurrencyConfigNotFoundException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type GetRuntimeManagementConfigErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type InvokeErrors = "ResourceNotReadyException" | "InvalidSecurityGroupIDException" | "SnapStartTimeoutException" | "TooManyRequestsException" | "EC2ThrottledException" | "EFSMountConnectivityException" | "SubnetIPAddressLimitReachedException" | "KMSAccessDeniedException" | "RequestTooLargeException" | "KMSDisabledException" | "UnsupportedMediaTypeException" | "S3FilesMountConnectivityException" | "SerializedRequestEntityTooLargeException" | "InvalidRuntimeException" | "NoPublishedVersionException" | "EC2UnexpectedException" | "InvalidSubnetIDException" | "KMSNotFoundException" | "InvalidParameterValueException" | "EC2AccessDeniedException" | "EFSIOException" | "KMSInvalidStateException" | "ResourceConflictException" | "ENILimitReachedException" | "SnapStartNotReadyException" | "ServiceException" | "SnapStartException" | "RecursiveInvocationException" | "S3FilesMountFailureException" | "EFSMountTimeoutException" | "S3FilesMountTimeoutException" | "ResourceNotFoundException" | "InvalidRequestContentException" | "DurableExecutionAlreadyStartedException" | "InvalidZipFileException" | "EFSMountFailureException" | "ValidationException" | "AccessDeniedException" | "RequestEntityTooLargeException";
export type InvokeAsyncErrors = "InvalidRuntimeException" | "ResourceConflictException" | "ServiceException" | "ResourceNotFoundException" | "InvalidRequestContentException" | "ValidationException" | "AccessDeniedException";
export type InvokeWithResponseStreamErrors = "ResourceNotReadyException" | "InvalidSecurityGroupIDException" | "SnapStartTimeoutException" | "TooManyRequestsException" | "EC2ThrottledException" | "EFSMountConnectivityException" | "SubnetIPAddressLimitReachedException" | "KMSAccessDeniedException" | "RequestTooLargeException" | "KMSDisabledException" | "UnsupportedMediaTypeException" | "S3FilesMountConnectivityException" | "SerializedRequestEntityTooLargeException" | "InvalidRuntimeException" | "NoPublishedVersionException" | "EC2UnexpectedException" | "InvalidSubnetIDException" | "KMSNotFoundException" | "InvalidParameterValueException" | "EC2AccessDeniedException" | "EFSIOException" | "KMSInvalidStateException" | "ResourceConflictException" | "ENILimitReachedException" | "SnapStartNotReadyException" | "ServiceException" | "SnapStartException" | "RecursiveInvocationException" | "S3FilesMountFailureException" | "EFSMountTimeoutException" | "S3FilesMountTimeoutException" | "ResourceNotFoundException" | "InvalidRequestContentException" | "InvalidZipFileException" | "EFSMountFailureException" | "ValidationException" | "AccessDeniedException";
export type ListAliasesErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type ListCapacityProvidersErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ValidationException" | "AccessDeniedException";
export type ListCodeSigningConfigsErrors = "InvalidParameterValueException" | "ServiceException" | "ValidationException" | "AccessDeniedException";
export type ListDurableExecutionsByFunctionErrors = "InvalidParameterValueException" | "TooManyRequestsException" | "ServiceException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type ListEventSourceMappingsErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type ListFunctionEventInvokeConfigsErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type ListFunctionUrlConfigsErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type ListFunctionVersionsByCapacityProviderErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type ListFunctionsErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ValidationException" | "AccessDeniedException";
export type ListFunctionsByCodeSigningConfigErrors = "InvalidParameterValueException" | "ServiceException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type ListLayerVersionsErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type ListLayersErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ValidationException" | "AccessDeniedException";
export type ListProvisionedConcurrencyConfigsErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type ListTagsErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type ListVersionsByFunctionErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type PublishLayerVersionErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "CodeStorageExceededException" | "ValidationException" | "AccessDeniedException" | "RequestEntityTooLargeException";
export type PublishVersionErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "CodeStorageExceededException" | "PreconditionFailedException" | "FunctionVersionsPerCapacityProviderLimitExceededException" | "ValidationException" | "AccessDeniedException";
export type PutFunctionCodeSigningConfigErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "CodeSigningConfigNotFoundException" | "ValidationException" | "AccessDeniedException";
export type PutFunctionConcurrencyErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type PutFunctionEventInvokeConfigErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type PutFunctionRecursionConfigErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type PutFunctionScalingConfigErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type PutProvisionedConcurrencyConfigErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type PutRuntimeManagementConfigErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type RemoveLayerVersionPermissionErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "PreconditionFailedException" | "ValidationException" | "AccessDeniedException";
export type RemovePermissionErrors = "InvalidParameterValueException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "PreconditionFailedException" | "ValidationException" | "AccessDeniedException";
export type SendDurableExecutionCallbackFailureErrors = "InvalidParameterValueException" | "TooManyRequestsException" | "ServiceException" | "CallbackTimeoutException" | "ValidationException" | "AccessDeniedException";
export type SendDurableExecutionCallbackHeartbeatErrors = "InvalidParameterValueException" | "TooManyRequestsException" | "ServiceException" | "CallbackTimeoutException" | "ValidationException" | "AccessDeniedException";
export type SendDurableExecutionCallbackSuccessErrors = "InvalidParameterValueException" | "TooManyRequestsException" | "ServiceException" | "CallbackTimeoutException" | "ValidationException" | "AccessDeniedException";
export type StopDurableExecutionErrors = "InvalidParameterValueException" | "TooManyRequestsException" | "ServiceException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type TagResourceErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type UntagResourceErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type UpdateAliasErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "PreconditionFailedException" | "ValidationException" | "AccessDeniedException";
export type UpdateCapacityProviderErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type UpdateCodeSigningConfigErrors = "InvalidParameterValueException" | "ServiceException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type UpdateEventSourceMappingErrors = "InvalidParameterValueException" | "ResourceInUseException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type UpdateFunctionCodeErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "InvalidCodeSignatureException" | "ResourceNotFoundException" | "CodeVerificationFailedException" | "CodeSigningConfigNotFoundException" | "CodeStorageExceededException" | "PreconditionFailedException" | "ValidationException" | "AccessDeniedException" | "RequestEntityTooLargeException";
export type UpdateFunctionConfigurationErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "InvalidCodeSignatureException" | "ResourceNotFoundException" | "CodeVerificationFailedException" | "CodeSigningConfigNotFoundException" | "PreconditionFailedException" | "ValidationException" | "AccessDeniedException";
export type UpdateFunctionEventInvokeConfigErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
export type UpdateFunctionUrlConfigErrors = "InvalidParameterValueException" | "ResourceConflictException" | "ServiceException" | "TooManyRequestsException" | "ResourceNotFoundException" | "ValidationException" | "AccessDeniedException";
