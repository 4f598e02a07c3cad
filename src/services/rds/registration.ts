/** What a registration may say of its groups and its port. */
import type { Endpoint } from './endpoint.ts';
import {
  assertOptionGroup,
  type ClusterSettings,
  defaultParameterGroup,
  type InstanceSettings,
  isDefaultGroup,
} from './settings.ts';

type Fail<Code extends string> = (code: Code, message: string) => Error;

interface Versioned {
  readonly Engine: string;
  readonly EngineVersion?: string | undefined;
}

interface Named {
  readonly EngineVersion?: string | undefined;
  readonly OptionGroupName?: string | undefined;
}

/** The groups that a request names of an instance: AWS's own, for nobody can have made others. */
export function instanceGroups(
  input: Named & { readonly DBParameterGroupName?: string | undefined },
  before: Versioned,
  error: Fail<'DBParameterGroupNotFound' | 'OptionGroupNotFoundFault' | 'InvalidParameterValue'>,
): Pick<InstanceSettings, 'optionGroup' | 'parameterGroup'> {
  const of = versionOf(input, before);
  const { DBParameterGroupName: name, OptionGroupName: options } = input;
  assertOptionGroup(options, of, error);
  if (name && !isDefaultGroup(name, defaultParameterGroup(of)))
    throw error('DBParameterGroupNotFound', `DBParameterGroup not found: ${name}`);
  return { ...(name && { parameterGroup: name }), ...(options && { optionGroup: options }) };
}

/** Likewise of a cluster. */
export function clusterGroups(
  input: Named & { readonly DBClusterParameterGroupName?: string | undefined },
  before: Versioned,
  error: Fail<
    'DBClusterParameterGroupNotFound' | 'OptionGroupNotFoundFault' | 'InvalidParameterValue'
  >,
): Pick<ClusterSettings, 'optionGroup' | 'parameterGroup'> {
  const of = versionOf(input, before);
  const { DBClusterParameterGroupName: name, OptionGroupName: options } = input;
  assertOptionGroup(options, of, error);
  if (name && !isDefaultGroup(name, defaultParameterGroup(of)))
    throw error('DBClusterParameterGroupNotFound', `DBClusterParameterGroup not found: ${name}`);
  return { ...(name && { parameterGroup: name }), ...(options && { optionGroup: options }) };
}

const versionOf = ({ EngineVersion }: Named, before: Versioned): Versioned =>
  EngineVersion ? { Engine: before.Engine, EngineVersion } : before;

/** The port is where the server listens, and the tag says where that is. */
export function assertPort(
  port: number | undefined,
  { port: at }: Endpoint,
  error: Fail<'InvalidParameterCombination'>,
): void {
  if (port !== undefined && port !== at)
    throw error('InvalidParameterCombination', otherPort(port, at));
}

/** The master user of a cluster's member is the cluster's. */
export function assertNoMaster(
  input: {
    readonly MasterUserPassword?: string | undefined;
    readonly ManageMasterUserPassword?: boolean | undefined;
    readonly MasterUserSecretKmsKeyId?: string | undefined;
    readonly MasterUsername?: string | undefined;
    readonly RotateMasterUserPassword?: boolean | undefined;
  },
  error: Fail<'InvalidParameterCombination'>,
): void {
  const isAsked =
    input.MasterUserPassword !== undefined ||
    input.MasterUsername ||
    input.ManageMasterUserPassword ||
    input.RotateMasterUserPassword ||
    input.MasterUserSecretKmsKeyId;
  if (isAsked) throw error('InvalidParameterCombination', OF_THE_CLUSTER);
}

const otherPort = (port: number, at: number): string =>
  `The port ${port} is not the one of the tag lockstead:endpoint, ${at}: Lockstead cannot move a server.`;
const OF_THE_CLUSTER =
  'The specified DB Instance is a member of a cluster. Modify the master user password for the DB Cluster using the ModifyDbCluster API';
