/** What an account asks of its users' passwords. */
import type { UpdateAccountPasswordPolicyRequest } from '../../generated/iam.types.ts';
import type { Asking, Resource } from '../../operation/operation.ts';
import { compile } from '../../policy/compile.ts';
import type { Reader } from '../../store/store.ts';
import { selectPasswordPolicy } from './login-profile-tables.ts';

/** A policy as its account set it: nothing is left out. */
export type PasswordPolicy = {
  readonly [Member in keyof UpdateAccountPasswordPolicyRequest]-?: NonNullable<
    UpdateAccountPasswordPolicyRequest[Member]
  >;
};

/** What is asked where the account has said something and left this out. */
export const UNSAID: PasswordPolicy = {
  MinimumPasswordLength: 6,
  RequireSymbols: false,
  RequireNumbers: false,
  RequireUppercaseCharacters: false,
  RequireLowercaseCharacters: false,
  AllowUsersToChangePassword: false,
  MaxPasswordAge: 0,
  PasswordReusePrevention: 0,
  HardExpiry: false,
};

/** The account's policy; undefined where it has set none, and AWS's default holds. */
export async function findPasswordPolicy(
  store: Reader,
  account: string,
): Promise<PasswordPolicy | undefined> {
  const row = await store.one(selectPasswordPolicy, { account });
  return row && (JSON.parse(row.policy) as PasswordPolicy);
}

/** What is wrong with a new password, in AWS's words; undefined where nothing is. */
export function passwordFault(
  password: string,
  policy: PasswordPolicy | undefined,
  names: readonly string[],
): string | undefined {
  if (policy) return listed(lacking(password, policy));
  if (password.length < DEFAULT_LENGTH) return tooShort(DEFAULT_LENGTH);
  if (names.some((name) => name.toLowerCase() === password.toLowerCase())) return SAME_AS_NAME;
  const missing = KINDS.filter(({ pattern }) => !pattern.test(password));
  const more = DEFAULT_KINDS - (KINDS.length - missing.length);
  if (more <= 0) return undefined;
  const wanted = missing.map(({ lack }) => lack).join(', ');
  return `Password should meet ${more} more of the following requirements: ${wanted}`;
}

function lacking(password: string, policy: PasswordPolicy): readonly string[] {
  const { MinimumPasswordLength: length } = policy;
  const kinds = KINDS.filter(({ asked, pattern }) => policy[asked] && !pattern.test(password));
  return [
    ...(password.length < length ? [tooShort(length)] : []),
    ...kinds.map(({ lack }) => lack),
  ];
}

const listed = (faults: readonly string[]): string | undefined =>
  faults.length > 0 ? faults.join(', ') : undefined;

const tooShort = (length: number): string => `Password should have a minimum length of ${length}`;

/** AWS's own policy, where the account has none: eight characters of three kinds. */
const DEFAULT_LENGTH = 8;
const DEFAULT_KINDS = 3;
const SAME_AS_NAME = 'Password should not be identical to your AWS account name or email address';

const KINDS = [
  {
    asked: 'RequireUppercaseCharacters',
    pattern: /[A-Z]/,
    lack: 'Password should have at least one uppercase letter',
  },
  {
    asked: 'RequireLowercaseCharacters',
    pattern: /[a-z]/,
    lack: 'Password should have at least one lowercase letter',
  },
  {
    asked: 'RequireNumbers',
    pattern: /[0-9]/,
    lack: 'Password should have at least one number',
  },
  {
    asked: 'RequireSymbols',
    pattern: /[!@#$%^&*()_+\-=[\]{}|']/,
    lack: 'Password should have at least one symbol',
  },
] as const;

/**
 * The resource of what a user may do about his password. Where the account lets its users change
 * theirs, nobody needs a policy of his own for it.
 */
export async function withUsersRight<R extends Resource>(
  resource: R,
  { store, caller }: Asking,
): Promise<R> {
  if (caller.kind !== 'user') return resource;
  const policy = await findPasswordPolicy(store, caller.account);
  if (!policy?.AllowUsersToChangePassword) return resource;
  const document = compile(USERS_RIGHT, 'resource');
  return { ...resource, policy: { type: 'resource', label: 'account password policy', document } };
}

const USERS_RIGHT = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: '*',
      Action: ['iam:ChangePassword', 'iam:GetAccountPasswordPolicy'],
      Resource: '*',
    },
  ],
});
