import type { Principals } from '../../operation/operation.ts';
import { compile } from '../../policy/compile.ts';
import { type Document, parseDocument } from '../../policy/document.ts';
import { type NamedPrincipal, principalsOf, rewritePrincipals } from '../../policy/principals.ts';
import { resourcePolicy, type Secret } from './secret.ts';

export interface StoredPolicy {
  /** As it is stored: users and roles are bound to their unique ids. */
  readonly text: string;
  readonly document: Document;
}

type Fail = (code: 'MalformedPolicyDocumentException', message: string) => Error;

/**
 * The policy of a request, bound to the principals that exist now: one that is made again under
 * the same name later is somebody else.
 */
export async function bindPolicy(
  text: string,
  principals: Principals,
  error: Fail,
): Promise<StoredPolicy> {
  const parsed = parseDocument(text, 'resource');
  if ('malformed' in parsed) {
    const sentence = parsed.fault === 'principal' ? UNSUPPORTED_PRINCIPAL : SYNTAX_ERROR;
    throw error('MalformedPolicyDocumentException', sentence);
  }
  const named = principalsOf(parsed.document).filter(({ value }) => value !== '*');
  if (named.some(({ type, value }) => type === 'Service' && !SERVICE.test(value))) {
    throw error('MalformedPolicyDocumentException', UNSUPPORTED_SERVICE);
  }
  const ids = await principals.idsOf(named.map(arnOf).filter((arn) => arn !== undefined));
  for (const one of named) {
    if (await exists(one, ids, principals)) continue;
    throw error('MalformedPolicyDocumentException', UNSUPPORTED_PRINCIPAL);
  }
  const bound = rewritePrincipals(text, ids);
  return { text: bound, document: compile(bound, 'resource') };
}

/** The policy as people read it: ids are turned back to ARNs, but for those that are nobody's any more. */
export async function showPolicy(stored: string, principals: Principals): Promise<string> {
  const ids = principalsOf(compile(stored, 'resource'))
    .filter(({ type, value }) => type === 'AWS' && UNIQUE_ID.test(value))
    .map(({ value }) => value);
  return ids.length === 0 ? stored : rewritePrincipals(stored, await principals.arnsOf(ids));
}

/** The secret as the judge would see it under another policy. */
export const withPolicy = (secret: Secret, text: string): Secret => ({
  ...secret,
  policyText: text,
  policy: resourcePolicy(text),
});

const USER_OR_ROLE = /^arn:[^:]+:iam::\d{12}:(user|role)\//;
const SESSION = /^arn:[^:]+:sts::(\d{12}):(assumed-role|federated-user)\//;
const ACCOUNT = /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/;
/** AWS knows its services by name; what none of them could be called is refused. */
const SERVICE = /\.(amazonaws\.com(\.cn)?|amazon\.com)$/;
const UNIQUE_ID = /^A[A-Z0-9]{15,127}$/;

const arnOf = ({ type, value }: NamedPrincipal): string | undefined =>
  type === 'AWS' && USER_OR_ROLE.test(value) ? value : undefined;

async function exists(
  { type, value }: NamedPrincipal,
  ids: ReadonlyMap<string, string>,
  principals: Principals,
): Promise<boolean> {
  if (type !== 'AWS') return type !== 'CanonicalUser';
  if (USER_OR_ROLE.test(value)) return ids.has(value);
  const account = (ACCOUNT.exec(value) ?? SESSION.exec(value))?.[1];
  if (account !== undefined) return principals.accountExists(account);
  // An id stands for who had it; one that is nobody's any more cannot be put again.
  return UNIQUE_ID.test(value) && (await principals.arnsOf([value])).has(value);
}

const SYNTAX_ERROR = 'This resource policy contains a syntax error.';
const UNSUPPORTED_PRINCIPAL = 'This resource policy contains an unsupported principal.';
const UNSUPPORTED_SERVICE = 'This resource policy contains an unsupported service principal.';
