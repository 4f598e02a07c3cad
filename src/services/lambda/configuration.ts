/** How a version runs: what CreateFunction and UpdateFunctionConfiguration may say of it. */
import type {
  CreateFunctionRequest,
  LoggingConfig,
  UpdateFunctionConfigurationRequest,
} from '../../generated/lambda.types.ts';
import type { FunctionRuntime } from '../../operation/functions.ts';
import type { VersionRow } from './tables.ts';

/** What a version's row keeps as JSON. */
export interface Config {
  readonly runtime: string;
  readonly handler: string;
  readonly role: string;
  readonly description: string;
  readonly timeoutSeconds: number;
  readonly memoryMiB: number;
  readonly ephemeralMiB: number;
  readonly architectures: readonly ('x86_64' | 'arm64')[];
  readonly tracing: 'Active' | 'PassThrough';
  readonly layers: readonly UsedLayer[];
  readonly logGroup: string;
  readonly logFormat: 'Text' | 'JSON';
}

/** A layer's version as a function holds it: it may be deleted, and goes on being used. */
export interface UsedLayer {
  readonly arn: string;
  readonly code: string;
  readonly sizeBytes: number;
  readonly unzippedBytes: number;
}

type Settings = Pick<
  UpdateFunctionConfigurationRequest,
  | 'Runtime'
  | 'Handler'
  | 'Role'
  | 'Description'
  | 'Timeout'
  | 'MemorySize'
  | 'EphemeralStorage'
  | 'TracingConfig'
  | 'LoggingConfig'
> &
  Pick<CreateFunctionRequest, 'Architectures'>;

/** What both operations may be asked for. */
type Given = Omit<UpdateFunctionConfigurationRequest, 'FunctionName'> & {
  readonly [name in
    | 'PackageType'
    | 'CodeSigningConfigArn'
    | 'PublishTo'
    | 'TenancyConfig']?: CreateFunctionRequest[name];
};

type Code = 'InvalidParameterValueException';
type Fail = (code: Code, message: string) => Error;

/** The configuration once what a request says is set; what it does not say stays. */
export function configured(before: Config, input: Settings): Config {
  return {
    ...before,
    ...(input.Runtime !== undefined && { runtime: input.Runtime }),
    ...(input.Handler !== undefined && { handler: input.Handler }),
    ...(input.Role !== undefined && { role: input.Role }),
    ...(input.Description !== undefined && { description: input.Description }),
    ...(input.Timeout !== undefined && { timeoutSeconds: input.Timeout }),
    ...(input.MemorySize !== undefined && { memoryMiB: input.MemorySize }),
    ...(input.EphemeralStorage && { ephemeralMiB: input.EphemeralStorage.Size }),
    ...(input.TracingConfig?.Mode && { tracing: input.TracingConfig.Mode }),
    ...(input.LoggingConfig?.LogFormat && { logFormat: input.LoggingConfig.LogFormat }),
    ...(input.LoggingConfig?.LogGroup && { logGroup: input.LoggingConfig.LogGroup }),
    ...(input.Architectures && { architectures: input.Architectures }),
  };
}

/** A function of which nothing is said, as AWS fills it in. */
export const plainConfig = (name: string): Config => ({
  runtime: '',
  handler: '',
  role: '',
  description: '',
  timeoutSeconds: 3,
  memoryMiB: 128,
  ephemeralMiB: 512,
  architectures: ['x86_64'],
  tracing: 'PassThrough',
  layers: [],
  logGroup: `/aws/lambda/${name}`,
  logFormat: 'Text',
});

/** Refuses what a function cannot be here, each with its reason. */
export async function assertServed(
  input: Given,
  runtime: FunctionRuntime,
  error: Fail,
): Promise<void> {
  const refuse = (message: string) => error('InvalidParameterValueException', message);
  if (input.PackageType === 'Image' || isGiven(input.ImageConfig))
    throw refuse(not('container images', 'give the code as a zip'));
  if (input.VpcConfig?.SubnetIds?.length || input.VpcConfig?.SecurityGroupIds?.length)
    throw refuse(not('VPCs', 'functions reach what the machine reaches'));
  if (input.FileSystemConfigs?.length) throw refuse(not('file systems'));
  if (input.CodeSigningConfigArn) throw refuse(not('code signing'));
  if (input.DeadLetterConfig?.TargetArn) throw refuse(not('queues and topics for dead letters'));
  if (input.SnapStart?.ApplyOn === 'PublishedVersions') throw refuse(not('SnapStart'));
  if (isGiven(input.CapacityProviderConfig) || input.PublishTo)
    throw refuse(not('capacity providers'));
  if (isGiven(input.DurableConfig)) throw refuse(not('durable executions'));
  if (isGiven(input.TenancyConfig)) throw refuse(not('tenant isolation'));
  if (input.Runtime !== undefined && !(await runtime.runs(input.Runtime)))
    throw refuse(runtimeNotHere(input.Runtime));
  if ((input.Timeout ?? 0) > MAX_TIMEOUT_SECONDS)
    throw refuse(above('Timeout', MAX_TIMEOUT_SECONDS));
  if ((input.MemorySize ?? 0) > MAX_MEMORY_MIB) throw refuse(above('MemorySize', MAX_MEMORY_MIB));
  assertLogging(input.LoggingConfig, refuse);
}

const isGiven = (value: object | undefined): boolean =>
  value !== undefined && Object.keys(value).length > 0;

function assertLogging(logging: LoggingConfig | undefined, refuse: (m: string) => Error): void {
  const levels = [logging?.ApplicationLogLevel, logging?.SystemLogLevel];
  if (levels.some((level) => level !== undefined && level !== 'INFO')) throw refuse(ONE_LEVEL);
}

/** The configuration of a row, read once. */
export function configOf(row: VersionRow): Config {
  let known = configs.get(row);
  if (!known) configs.set(row, (known = JSON.parse(row.config) as Config));
  return known;
}

const configs = new WeakMap<VersionRow, Config>();

/** AWS's limits. */
const MAX_TIMEOUT_SECONDS = 900;
const MAX_MEMORY_MIB = 10_240;

const not = (what: string, instead?: string): string =>
  `Lockstead does not serve ${what} for functions${instead ? `: ${instead}` : ''}.`;
const runtimeNotHere = (runtime: string): string =>
  `The runtime ${runtime} cannot be run on this machine: use python3, nodejs or provided.al2023.`;
const above = (name: string, max: number): string =>
  `'${name}' value failed to satisfy constraint: Member must have value less than or equal to ${max}`;
const ONE_LEVEL =
  'Lockstead keeps all that a function writes: log levels other than INFO are not served.';
