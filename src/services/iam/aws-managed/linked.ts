import { allow, type Fact } from './fact.ts';

/**
 * The policy of a service-linked role. When it was first made is not told where its versions are more than one.
 */
export function linked(
  name: string,
  version: number,
  created: string,
  statements?: readonly object[],
): Fact {
  return {
    name,
    path: '/aws-service-role/',
    version,
    created,
    ...(statements && { statements }),
  };
}

/** A statement that lets a service write its metrics. */
export function metrics(...namespaces: readonly string[]) {
  return {
    ...allow(['cloudwatch:PutMetricData']),
    Condition: { StringEquals: { 'cloudwatch:namespace': namespaces } },
  };
}
