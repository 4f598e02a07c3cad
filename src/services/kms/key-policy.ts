import { rootArn } from '../../base/arn.ts';
import type { AwsError } from '../../model/model.ts';
import type { Asking, Call, Principals } from '../../operation/operation.ts';
import { parseDocument } from '../../policy/document.ts';
import { type NamedPrincipal, principalsOf, rewritePrincipals } from '../../policy/principals.ts';
import { keyKeys } from './condition-keys.ts';
import { type Key, keyPolicy } from './key.ts';

const SIZE_MAX_BYTES = 32_768;
const INVALID_PRINCIPALS = 'Policy contains a statement with one or more invalid principals.';
const LOCKOUT = 'The new key policy will not allow you to update the key policy in the future.';

/** The policy of a key that was made without one: IAM of its account decides. */
export const defaultPolicy = (account: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: rootArn(account) },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  });

/** The policy as it is stored: checked, and bound to the users and roles who exist now. */
export async function bindPolicy(
  text: string,
  principals: Principals,
  error: (
    code: 'MalformedPolicyDocumentException' | 'LimitExceededException',
    message: string,
  ) => AwsError,
): Promise<string> {
  if (Buffer.byteLength(text) > SIZE_MAX_BYTES) {
    throw error('LimitExceededException', `A key policy has at most ${SIZE_MAX_BYTES} bytes.`);
  }
  const parsed = parseDocument(text, 'resource');
  if ('malformed' in parsed) {
    // Of anything but principals AWS says only that the document is malformed.
    throw error(
      'MalformedPolicyDocumentException',
      parsed.fault === 'principal' ? INVALID_PRINCIPALS : '',
    );
  }
  const named = principalsOf(parsed.document);
  const arns = named.filter(isUserOrRole).map(({ value }) => value);
  const ids = arns.length > 0 ? await principals.idsOf(arns) : new Map<string, string>();
  for (const principal of named) {
    if (
      isUserOrRole(principal)
        ? !ids.has(principal.value)
        : !(await existsPrincipal(principal, principals))
    ) {
      throw error('MalformedPolicyDocumentException', INVALID_PRINCIPALS);
    }
  }
  return rewritePrincipals(text, ids);
}

/** The policy as it is shown: ids become ARNs again, and those that stand for nobody stay ids. */
export async function showPolicy(text: string, principals: Principals): Promise<string> {
  const parsed = parseDocument(text, 'resource');
  const named = 'document' in parsed ? principalsOf(parsed.document) : [];
  const ids = named
    .filter(({ type, value }) => type === 'AWS' && UNIQUE_ID.test(value))
    .map(({ value }) => value);
  const arns = ids.length > 0 ? await principals.arnsOf(ids) : new Map<string, string>();
  return print(JSON.parse(rewritePrincipals(text, arns)), '');
}

/** A key has one policy, and its name is `default`. */
export function assertPolicyName(
  name: string | undefined,
  error: (code: 'NotFoundException', message: string) => AwsError,
): void {
  if (name !== undefined && name !== 'default')
    throw error('NotFoundException', 'No such policy exists');
}

/** Whoever writes a policy must be able to write the next one. */
export async function assertNoLockout(
  call: Asking & Pick<Call<unknown, unknown, string, unknown, unknown>, 'would'>,
  key: Key,
  policy: string,
  error: (code: 'MalformedPolicyDocumentException', message: string) => AwsError,
): Promise<void> {
  const changed = { ...key, policy: keyPolicy(policy) };
  const { allowed } = await call.would('kms:PutKeyPolicy', changed, keyKeys(key, call));
  if (!allowed) throw error('MalformedPolicyDocumentException', LOCKOUT);
}

const UNIQUE_ID = /^A[A-Z0-9]{15,127}$/;

/** Whether a principal is a user or a role by his ARN, and so one who is bound to his unique id. */
export const isUserOrRole = ({ type, value }: NamedPrincipal): boolean =>
  type === 'AWS' && /^arn:aws:iam::\d{12}:(user|role)\//.test(value);

/** Whether a principal that is no user's or role's ARN stands for anybody. */
export async function existsPrincipal(
  { type, value }: NamedPrincipal,
  principals: Principals,
): Promise<boolean> {
  if (type === 'Service') return /^[a-z0-9.-]+\.amazonaws\.com$/.test(value);
  if (type === 'Federated') return true;
  if (type !== 'AWS') return false;
  if (value === '*') return true;
  if (UNIQUE_ID.test(value)) return (await principals.arnsOf([value])).has(value);
  const account = ACCOUNT.exec(value);
  return account !== null && principals.accountExists((account[1] ?? account[2])!);
}

// An account by its number or its root, and the sessions of one.
const ACCOUNT =
  /^(?:(\d{12})|arn:aws:(?:iam::(?=\d{12}:root$)|sts::)(\d{12}):(?:root|(?:assumed-role|federated-user)\/.+))$/;

/** JSON as KMS prints it. */
function print(value: unknown, indent: string): string {
  if (Array.isArray(value)) {
    return value.length === 0
      ? '[ ]'
      : `[ ${value.map((item) => print(item, indent)).join(', ')} ]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value);
  if (members.length === 0) return '{ }';
  const inner = `${indent}  `;
  const lines = members.map(
    ([name, member]) => `${inner}${JSON.stringify(name)} : ${print(member, inner)}`,
  );
  return `{\n${lines.join(',\n')}\n${indent}}`;
}
