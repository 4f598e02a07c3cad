/** Trust policies: who may become a role. Users and roles in them are bound to their unique ids. */
import type { Principals } from '../../operation/operation.ts';
import { compile } from '../../policy/compile.ts';
import { invalidPrincipal } from '../../policy/malformed.ts';
import { type NamedPrincipal, principalsOf, rewritePrincipals } from '../../policy/principals.ts';
import { assertSize, readDocument } from './documents.ts';

/** AWS's own limit, before anybody has it raised; white space does not count. */
export const TRUST_SIZE = { name: 'ACLSizePerRole', most: 2048 };

/**
 * A trust policy as it is stored: bound to those who exist now. Who is made again under the same
 * name later is somebody else, and is not trusted.
 */
export async function bindTrust(
  text: string,
  principals: Principals,
  error: (code: 'MalformedPolicyDocument' | 'LimitExceeded', message: string) => Error,
): Promise<string> {
  const named = principalsOf(readDocument(text, 'trust', error));
  assertSize(text, TRUST_SIZE, error);
  const ids = await principals.idsOf(named.filter(isUserOrRole).map(({ value }) => value));
  for (const one of named) {
    const exists = isUserOrRole(one) ? ids.has(one.value) : await isSomebody(one, principals);
    const { type, value } = one;
    if (!exists)
      throw error('MalformedPolicyDocument', invalidPrincipal(type.toUpperCase(), value));
  }
  return rewritePrincipals(text, ids);
}

/** Trust policies as people read them: ids are ARNs again, but for those that are nobody's any more. */
export async function showTrust(
  stored: readonly string[],
  principals: Principals,
): Promise<readonly string[]> {
  const ids = stored
    .flatMap((text) => principalsOf(compile(text, 'trust')))
    .filter(({ type, value }) => type === 'AWS' && UNIQUE_ID.test(value))
    .map(({ value }) => value);
  if (ids.length === 0) return stored;
  const arns = await principals.arnsOf([...new Set(ids)]);
  return stored.map((text) => rewritePrincipals(text, arns));
}

const UNIQUE_ID = /^A[A-Z0-9]{15,127}$/;
// What stands for a user or role, and with a session's name for one session of a role.
const ID_OR_SESSION = /^(A[A-Z0-9]{15,127})(?::.+)?$/;
const SERVICE = /\.amazonaws\.com$/;
// An account by its number or its root, and the sessions of one.
const ACCOUNT =
  /^(?:(\d{12})|arn:aws:iam::(\d{12}):root|arn:aws:sts::(\d{12}):(?:assumed-role|federated-user)\/.+)$/;

const isUserOrRole = ({ type, value }: NamedPrincipal): boolean =>
  type === 'AWS' && /^arn:[^:]+:iam::\d{12}:(user|role)\//.test(value);

async function isSomebody(
  { type, value }: NamedPrincipal,
  principals: Principals,
): Promise<boolean> {
  if (type === 'Service') return SERVICE.test(value);
  // Identity providers may be made after the roles that trust them.
  if (type === 'Federated') return true;
  if (type !== 'AWS') return false;
  if (value === '*') return true;
  const id = ID_OR_SESSION.exec(value)?.[1];
  if (id !== undefined) return (await principals.arnsOf([id])).has(id);
  const [, ...accounts] = ACCOUNT.exec(value) ?? [];
  const account = accounts.find((one) => one !== undefined);
  return account !== undefined && principals.accountExists(account);
}
