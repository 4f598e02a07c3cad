/** Trust policies: they are kept with users and roles bound to their unique ids. */
import type { Principals } from '../../operation/operation.ts';
import { compile } from '../../policy/compile.ts';
import { invalidPrincipal } from '../../policy/malformed.ts';
import { type NamedPrincipal, principalsOf, rewritePrincipals } from '../../policy/principals.ts';
import { assertSize, readDocument } from './documents.ts';

type Refuse = (code: 'MalformedPolicyDocument' | 'LimitExceeded', message: string) => Error;

/**
 * The trust policy as it is kept: checked, and bound to the users and roles who exist now. Who is
 * made again under the same name later is somebody else, and is not trusted.
 */
export async function bindTrust(
  text: string,
  principals: Principals,
  error: Refuse,
): Promise<string> {
  const named = principalsOf(readDocument(text, 'trust', error));
  assertSize(text, { name: 'ACLSizePerRole', most: SIZE_MOST }, error);
  const arns = named.filter(isUserOrRole).map(({ value }) => value);
  const ids = arns.length > 0 ? await principals.idsOf(arns) : NOBODY;
  for (const one of named) {
    if (isUserOrRole(one) ? ids.has(one.value) : await exists(one, principals)) continue;
    throw error('MalformedPolicyDocument', invalidPrincipal(one.type, one.value));
  }
  return rewritePrincipals(text, ids);
}

/** The trust policy as people read it: ids are turned back to ARNs, but for those that are nobody's any more. */
export async function shownTrust(stored: string, principals: Principals): Promise<string> {
  const ids = principalsOf(compile(stored, 'trust'))
    .filter(({ type, value }) => type === 'AWS' && UNIQUE_ID.test(value))
    .map(({ value }) => value);
  return ids.length === 0 ? stored : rewritePrincipals(stored, await principals.arnsOf(ids));
}

const SIZE_MOST = 2048;
const NOBODY: ReadonlyMap<string, string> = new Map();

const UNIQUE_ID = /^A[A-Z0-9]{15,127}$/;
const SESSION_ID = /^(A[A-Z0-9]{15,127}):/;

const isUserOrRole = ({ type, value }: NamedPrincipal): boolean =>
  type === 'AWS' && /^arn:[^:]+:iam::\d{12}:(user|role)\//.test(value);

async function exists({ type, value }: NamedPrincipal, principals: Principals): Promise<boolean> {
  // Services and providers are known by their form; nobody keeps a list of them here.
  if (type !== 'AWS') return type !== 'CanonicalUser';
  if (value === '*') return true;
  const id = SESSION_ID.exec(value)?.[1] ?? (UNIQUE_ID.test(value) ? value : undefined);
  if (id !== undefined) return (await principals.arnsOf([id])).has(id);
  const account = ACCOUNT.exec(value)?.[1];
  return account !== undefined && principals.accountExists(account);
}

/** An account by its number or its root, or the session of somebody in it. */
const ACCOUNT =
  /^(?:arn:[^:]+:(?:iam|sts)::)?(\d{12})(?::root|:(?:assumed-role|federated-user)\/.+)?$/;
