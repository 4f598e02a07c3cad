/** Secrets that another service keeps for its customers: `rds!db-…` is RDS's to make and to change. */
import type { Asking } from '../../operation/operation.ts';
import type { Secret } from './secret.ts';

/**
 * The service that asks: by itself, through a session of its service-linked role, or for somebody who
 * asked it. Undefined where people ask.
 */
export function askingService({ caller, via }: Pick<Asking, 'caller' | 'via'>): string | undefined {
  const principal = caller.service ?? LINKED_ROLE.exec(caller.role?.arn ?? '')?.[1];
  return via.at(-1) ?? principal?.replace(/\.amazonaws\.com$/, '');
}

/** Refuses everybody but the service that a secret belongs to. */
export function assertOwned(
  secret: Secret,
  asking: Pick<Asking, 'caller' | 'via'>,
  error: (code: 'InvalidRequestException', message: string) => Error,
): void {
  const { owningService } = secret;
  if (owningService === '' || owningService === askingService(asking)) return;
  throw error('InvalidRequestException', MANAGED);
}

/**
 * Refuses who would have a service's secret rotated otherwise than by that service. Once it rotates the
 * secret, people may say when: its function is nobody's to choose.
 */
export function assertRotatable(
  secret: Secret,
  asking: Pick<Asking, 'caller' | 'via'> & { readonly input: object },
  error: (code: 'InvalidRequestException', message: string) => Error,
): void {
  const { owningService, rotation } = secret;
  if (owningService === '') return;
  if ('RotationLambdaARN' in asking.input && asking.input.RotationLambdaARN)
    throw error('InvalidRequestException', MANAGED);
  if (!rotation?.enabled) assertOwned(secret, asking, error);
}

/** The tag by which AWS marks such secrets; it is nobody's to change. */
export const ownerTag = (service: string) => ['aws:secretsmanager:owningService', service] as const;

/** IAM lets nobody but services make roles under this path. */
const LINKED_ROLE = /^arn:[^:]+:iam::\d{12}:role\/aws-service-role\/([^/]+)\//;

const MANAGED =
  'The secret is managed by another service, and you must use that service to update it.';
