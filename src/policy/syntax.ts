import {
  badPartition,
  badVendor,
  invalidPrincipal,
  LEGACY,
  NO_VENDOR,
  notArn,
  TWO_COLONS,
} from './malformed.ts';
import { glob, matches } from './match.ts';
import type { NamedPrincipal, PrincipalType } from './principal.ts';

export const PRINCIPAL_TYPES: readonly PrincipalType[] = [
  'AWS',
  'Service',
  'Federated',
  'CanonicalUser',
];

/** What is wrong with an action, or undefined. */
export function checkAction(action: string): string | undefined {
  if (action === '*' || action === '*:*') return undefined;
  const [vendor, name, ...rest] = action.split(':');
  if (name === undefined) return NO_VENDOR;
  if (rest.length > 0) return TWO_COLONS;
  if (!/^[a-zA-Z0-9.-]+$/.test(vendor!)) return badVendor(vendor!);
  return /^[\w*?.-]+$/.test(name) ? undefined : LEGACY;
}

/** What is wrong with a resource, or undefined. */
export function checkResource(resource: string): string | undefined {
  if (resource === '*') return undefined;
  // A variable's name has colons of its own.
  const parts = resource.replaceAll(/\$\{[^{}]*\}/g, '').split(':');
  if (parts[0] !== 'arn' || parts.length === 1) return notArn(resource);
  const partition = parts[1]!;
  if (!/^(\*|aws[a-z*?-]*)$/.test(partition)) return badPartition(partition, resource);
  return parts.length < 6 ? LEGACY : undefined;
}

/** What is wrong with a principal, or undefined. Whether it exists is for the service to say. */
export function checkPrincipal({ type, value }: NamedPrincipal): string | undefined {
  return FORMS[type].test(value) ? undefined : invalidPrincipal(type, value);
}

const AWS_FORMS = [
  String.raw`\*`,
  String.raw`\d{12}`,
  // A unique id that took the place of an ARN, with the session's name where it was a session.
  String.raw`A[A-Z0-9]{15,127}(:[\w+=,.@-]{2,64})?`,
  String.raw`arn:aws[a-z-]*:iam::\d{12}:root`,
  String.raw`arn:aws[a-z-]*:iam::\d{12}:(user|role)/([!-)+->@-~]+/)?[\w+=,.@-]+`,
  String.raw`arn:aws[a-z-]*:sts::\d{12}:(assumed-role/[\w+=,.@-]+|federated-user)/[\w+=,.@-]+`,
];

const FORMS: Record<PrincipalType, RegExp> = {
  AWS: new RegExp(`^(${AWS_FORMS.join('|')})$`),
  Service: /^[a-z0-9-]+(\.[a-z0-9-]+)+$/,
  Federated:
    /^(arn:aws[a-z-]*:iam::\d{12}:(saml-provider|oidc-provider)\/[^*\s]+|[a-z0-9-]+(\.[a-z0-9-]+)+(\/[^*\s]*)?)$/,
  CanonicalUser: /^[0-9a-f]{64}$/,
};

const ASSUMING = [
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
  'sts:tagsession',
  'sts:setsourceidentity',
  'sts:setcontext',
];

/** Whether a trust policy may hold this action: one of those by which a role is assumed, or a pattern of them. */
export function isAssumeRole(action: string): boolean {
  const folded = action.toLowerCase();
  if (!folded.startsWith('sts:')) return false;
  const pattern = glob(folded);
  return ASSUMING.some((name) => matches(pattern, name));
}
