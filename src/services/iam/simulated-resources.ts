/** The resources of a simulation, and whose they are. */
import { parseArn } from '../../base/arn.ts';

type Refuse = (code: 'InvalidInput', message: string) => Error;

/** What is tried on what. */
export interface Resources {
  readonly arns: readonly string[];
  readonly ownerOf: (arn: string) => string;
  /** All of them are needed at once for each action. */
  readonly together: boolean;
}

/** Reads the resources of a request; without any, actions are tried on `*`. */
export function readResources(
  input: {
    readonly ResourceArns?: readonly string[] | undefined;
    readonly ResourceOwner?: string | undefined;
    readonly ResourceHandlingOption?: string | undefined;
  },
  defaultOwner: string,
  error: Refuse,
): Resources {
  const arns = input.ResourceArns?.length ? input.ResourceArns : ['*'];
  for (const arn of arns) {
    if (arn !== '*' && !parseArn(arn)) throw error('InvalidInput', `Invalid Resource Arn: ${arn}`);
  }
  const owner = readOwner(input.ResourceOwner, error) ?? defaultOwner;
  const option = input.ResourceHandlingOption;
  if (option !== undefined) assertScenario(option, arns, error);
  return {
    arns,
    ownerOf: (arn) => parseArn(arn)?.account || owner,
    together: option !== undefined,
  };
}

function readOwner(arn: string | undefined, error: Refuse): string | undefined {
  if (arn === undefined) return undefined;
  const account = /^arn:aws:iam::(\d{12}):root$/.exec(arn)?.[1];
  if (account === undefined) throw error('InvalidInput', `Invalid Resource Owner: ${arn}`);
  return account;
}

const INSTANCE = ['instance', 'image', 'security-group'];

/** The scenarios of AWS's simulator, and the kinds of resources that each must be given. */
const SCENARIOS: { readonly [option: string]: readonly string[] } = {
  'EC2-Classic-InstanceStore': INSTANCE,
  'EC2-Classic-EBS': [...INSTANCE, 'volume'],
  'EC2-VPC-InstanceStore': [...INSTANCE, 'network-interface'],
  'EC2-VPC-InstanceStore-Subnet': [...INSTANCE, 'network-interface', 'subnet'],
  'EC2-VPC-EBS': [...INSTANCE, 'network-interface', 'volume'],
  'EC2-VPC-EBS-Subnet': [...INSTANCE, 'network-interface', 'subnet', 'volume'],
};

function assertScenario(option: string, arns: readonly string[], error: Refuse): void {
  const kinds = Object.hasOwn(SCENARIOS, option) ? SCENARIOS[option]! : undefined;
  if (!kinds) throw error('InvalidInput', `Invalid Resource Handling Option: ${option}`);
  const given = new Set(arns.map(ec2Kind));
  const lacking = kinds.filter((kind) => !given.has(kind));
  if (lacking.length > 0) {
    throw error(
      'InvalidInput',
      `The resource handling option ${option} needs resources of these kinds: ${lacking.join(', ')}`,
    );
  }
}

function ec2Kind(arn: string): string | undefined {
  const parsed = parseArn(arn);
  return parsed?.service === 'ec2' ? parsed.resource.split('/')[0] : undefined;
}
