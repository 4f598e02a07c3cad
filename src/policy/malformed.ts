/** Where a document comes from, which decides what it may hold. `managed` is an identity policy with versions. */
export type DocumentKind =
  | 'identity'
  | 'managed'
  | 'resource'
  | 'trust'
  | 'session'
  | 'boundary'
  | 'scp'
  | 'rcp';

/** What is wrong with a document, for services whose sentences differ. */
export type Fault =
  | 'json'
  | 'syntax'
  | 'version'
  | 'sid'
  | 'action'
  | 'resource'
  | 'principal'
  | 'condition';

export interface Malformed {
  /** AWS's sentence. */
  readonly malformed: string;
  readonly fault: Fault;
}

export const SYNTAX = 'Syntax errors in policy.';
export const LEGACY = 'The policy failed legacy parsing';
export const OLD_VERSION = 'Policy document must be version 2012-10-17 or greater.';
export const SIDS_NOT_UNIQUE = 'Statement IDs (SID) in a single policy must be unique.';
export const SID_CHARACTERS =
  'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*';
export const NO_PRINCIPAL_HERE = 'Policy document should not specify a principal.';
export const NO_ACTIONS = 'Policy statement must contain actions.';
export const NO_RESOURCES = 'Policy statement must contain resources.';
export const NO_VENDOR =
  'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
export const TWO_COLONS = 'Actions/Condition can contain only one colon.';
export const NOT_ASSUME_ROLE = 'AssumeRole policy may only specify STS AssumeRole actions.';
export const TRUST_NOT_PRINCIPAL = 'AssumeRole policy must not contain NotPrincipal field.';
export const TRUST_NOT_JSON = 'This policy contains invalid Json';
export const LEADING_SPACES = 'JSON strings must not have leading spaces';
export const TRUST_NO_PRINCIPALS =
  'Invalid principal in policy: com.amazon.balsa.error.InvalidPolicyException: The passed in policy has a statement with no principals!';
export const INVALID_PRINCIPALS =
  'Policy contains a statement with one or more invalid principals.';
export const RESOURCE_SYNTAX = 'This policy has invalid syntax.';
export const ORGANIZATION_REQUIREMENTS =
  'The provided policy document does not meet the requirements of the specified policy type.';

export const notArn = (resource: string): string =>
  `Resource ${resource} must be in ARN format or "*".`;
export const badPartition = (partition: string, resource: string): string =>
  `Partition "${partition}" is not valid for resource "${resource}".`;
export const badVendor = (vendor: string): string => `Vendor ${vendor} is not valid`;
export const prohibited = (field: string): string => `Has prohibited field ${field}`;
export const missingField = (field: string): string => `Missing required field ${field}`;
export const unknownField = (field: string): string => `Unknown field ${field}`;
export const invalidPrincipal = (type: string, value: string): string =>
  `Invalid principal in policy: "${type}":"${value}"`;

/**
 * The sentence for this kind of document. Organizations has one for everything; so has a resource's
 * policy, but for its principals; the others name what is wrong.
 */
export function worded(kind: DocumentKind, fault: Fault, sentence: string): Malformed {
  if (kind === 'scp' || kind === 'rcp') return { malformed: ORGANIZATION_REQUIREMENTS, fault };
  if (kind !== 'resource') return { malformed: sentence, fault };
  return { malformed: fault === 'principal' ? INVALID_PRINCIPALS : RESOURCE_SYNTAX, fault };
}
