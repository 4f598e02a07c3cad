/** How new passwords are made: the variables of AWS's templates, as a secret sets them. */
import { GetRandomPassword } from '../generated/secretsmanager.ts';
import type { GetRandomPasswordRequest } from '../generated/secretsmanager.types.ts';
import type { BuiltInCall } from '../operation/built-in-functions.ts';
import { notRotatable } from './failures.ts';
import type { Members } from './secret-value.ts';

/** What sets the rules: tags `lockstead:PASSWORD_LENGTH`, and over them members `password_length` of the value. */
export interface RuleSource {
  readonly tags: { readonly [key: string]: string };
  readonly members: Members;
}

/** A new password by the rules. */
export async function newPassword(
  { ask }: Pick<BuiltInCall, 'ask'>,
  source: RuleSource,
  excluded: string,
): Promise<string> {
  const { RandomPassword } = await ask(GetRandomPassword, passwordRules(source, excluded));
  return RandomPassword!;
}

/** What GetRandomPassword is asked. @param excluded the characters that are left out unless told */
export function passwordRules(source: RuleSource, excluded: string): GetRandomPasswordRequest {
  const told = (name: string): string | undefined => {
    const member = source.members[name.toLowerCase()];
    const own = typeof member === 'object' || member === undefined ? undefined : String(member);
    return own ?? source.tags[`${PREFIX}${name}`];
  };
  const isSet = (name: string, unlessTold: boolean): boolean => {
    const value = told(name);
    return value === undefined ? unlessTold : YES.has(value.toLowerCase());
  };
  const length = told('PASSWORD_LENGTH') ?? USUAL_LENGTH;
  if (!/^\d{1,4}$/.test(length))
    throw notRotatable(`PASSWORD_LENGTH is \`${length}\`, which is no length. Give a number.`);
  return {
    ExcludeCharacters: told('EXCLUDE_CHARACTERS') ?? excluded,
    PasswordLength: Number(length),
    ExcludeNumbers: isSet('EXCLUDE_NUMBERS', false),
    ExcludePunctuation: isSet('EXCLUDE_PUNCTUATION', false),
    ExcludeUppercase: isSet('EXCLUDE_UPPERCASE', false),
    ExcludeLowercase: isSet('EXCLUDE_LOWERCASE', false),
    RequireEachIncludedType: isSet('REQUIRE_EACH_INCLUDED_TYPE', true),
  };
}

const PREFIX = 'lockstead:';
/** As AWS's templates read their variables. */
const YES: ReadonlySet<string> = new Set(['true', '1', 'y', 'yes']);
const USUAL_LENGTH = '32';
