import { BASE32 } from '../../base/random.ts';
import { BROAD } from './aws-managed/broad.ts';
import { DATA } from './aws-managed/data.ts';
import { EXECUTION } from './aws-managed/execution.ts';
import type { Fact } from './aws-managed/fact.ts';
import { FUNCTIONS } from './aws-managed/functions.ts';
import { IDENTITY } from './aws-managed/identity.ts';
import { NETWORK } from './aws-managed/network.ts';
import { NEIGHBOURS } from './aws-managed/neighbours.ts';
import { OTHER_SERVICE_ROLES } from './aws-managed/other-service-roles.ts';
import { READING } from './aws-managed/reading.ts';
import { ROOT_TASKS } from './aws-managed/root-tasks.ts';
import { SECRETS } from './aws-managed/secrets.ts';
import { SERVICE_ROLES } from './aws-managed/service-roles.ts';
import { TRAILS } from './aws-managed/trails.ts';

/** One of AWS's own managed policies. */
export interface AwsManagedPolicy {
  readonly arn: string;
  /** ANPA… of our own: AWS's ids are AWS's. */
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly description?: string;
  /** The number of the version in force. */
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Undefined where only the name is known. */
  readonly document: string | undefined;
}

/** The policy of this ARN, where it is one of AWS's. */
export const awsManagedPolicy = (arn: string): AwsManagedPolicy | undefined => byArn.get(arn);

/** The text that a policy of AWS is judged by: one whose text is not known gives nothing. */
export function awsManagedText(arn: string): string | undefined {
  const policy = awsManagedPolicy(arn);
  return policy && (policy.document ?? ALLOWS_NOTHING);
}

const ALLOWS_NOTHING =
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","NotAction":"*","Resource":"*"}}';

/** Policies under this path are for service-linked roles, and for nobody else. */
export const isForServices = (arn: string): boolean => arn.startsWith(FOR_SERVICES);

const FOR_SERVICES = 'arn:aws:iam::aws:policy/aws-service-role/';

/** All of them. */
export const awsManagedPolicies = (): readonly AwsManagedPolicy[] => [...byArn.values()];

const FACTS: readonly Fact[] = [
  ...BROAD,
  ...READING,
  ...IDENTITY,
  ...SECRETS,
  ...FUNCTIONS,
  ...NETWORK,
  ...DATA,
  ...TRAILS,
  ...NEIGHBOURS,
  ...EXECUTION,
  ...ROOT_TASKS,
  ...SERVICE_ROLES,
  ...OTHER_SERVICE_ROLES,
];

const byArn: ReadonlyMap<string, AwsManagedPolicy> = new Map(
  FACTS.map((fact) => {
    const policy = policyOf(fact);
    return [policy.arn, policy];
  }),
);

function policyOf(fact: Fact): AwsManagedPolicy {
  const { name, path = '/', description, version, created, statements } = fact;
  const at = Date.parse(created);
  return {
    arn: `arn:aws:iam::aws:policy${path}${name}`,
    id: `ANPA${idOf(path + name)}`,
    name,
    path,
    ...(description !== undefined && { description }),
    version,
    createdAt: at,
    updatedAt: Date.parse(fact.updated ?? created),
    document:
      statements && JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 4),
  };
}

/** Seventeen base32 digits that follow from the name alone (FNV-1a, a digit after each further round). */
function idOf(name: string): string {
  let hash = 0x811c9dc5;
  const mix = (byte: number) => {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  };
  for (let i = 0; i < name.length; i++) mix(name.charCodeAt(i));
  let id = '';
  while (id.length < 17) {
    mix(id.length);
    id += BASE32[hash >>> 27];
  }
  return id;
}
