/** AWS's services by the prefix of their actions. */
import { catalogue } from '../../generated/catalogue.ts';

const NAMES: { readonly [namespace: string]: string } = {
  cloudtrail: 'AWS CloudTrail',
  cloudwatch: 'Amazon CloudWatch',
  ec2: 'Amazon EC2',
  events: 'Amazon EventBridge',
  iam: 'AWS Identity and Access Management',
  kms: 'AWS Key Management Service',
  lambda: 'AWS Lambda',
  logs: 'Amazon CloudWatch Logs',
  organizations: 'AWS Organizations',
  ram: 'AWS Resource Access Manager',
  rds: 'Amazon RDS',
  s3: 'Amazon S3',
  secretsmanager: 'AWS Secrets Manager',
  ssm: 'AWS Systems Manager',
  sts: 'AWS Security Token Service',
};

/** A service's name; of one that nobody here knows its prefix must do. */
export const serviceName = (namespace: string): string =>
  Object.hasOwn(NAMES, namespace) ? NAMES[namespace]! : namespace;

/** The services whose models are known, with their operations. */
export const KNOWN: ReadonlyMap<string, readonly string[]> = new Map(
  catalogue.map(({ service, operations }) => [service.name, operations.map(([name]) => name)]),
);

const bySource = new Map(catalogue.map(({ service }) => [service.eventSource, service.name]));

/** The service behind a trail's `eventSource`. */
export const namespaceOf = (source: string): string =>
  bySource.get(source) ?? source.split('.')[0]!;
