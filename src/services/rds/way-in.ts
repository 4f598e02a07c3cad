/** How RDS comes by the password of a server that was there before it: AWS's API has no place for that. */
import { GetSecretValue } from '../../generated/secretsmanager.ts';
import { AwsError } from '../../model/model.ts';
import type { Call } from '../../operation/operation.ts';
import type { TagPairs } from './tags.ts';

/** Names a secret with the master user's present user name and password. */
export const MASTER_SECRET_TAG = 'lockstead:master-secret';

export interface Login {
  /** Undefined where the secret holds a password alone. */
  readonly username?: string;
  readonly password: string;
}

type Ask = Pick<Call<any, any, any, any, any>, 'ask'> & {
  readonly error: (code: 'InvalidParameterValue' | 'AccessDenied', message: string) => AwsError;
};

/** What the secret says that a tag names, read as the caller; undefined where there is no such tag. */
export async function wayIn({ ask, error }: Ask, tags: TagPairs): Promise<Login | undefined> {
  const secret = new Map(tags).get(MASTER_SECRET_TAG);
  if (secret === undefined) return undefined;
  const { SecretString } = await ask(GetSecretValue, { SecretId: secret }).catch((cause) => {
    throw told(cause, error);
  });
  const login = SecretString === undefined ? undefined : loginIn(SecretString);
  if (!login) throw error('InvalidParameterValue', NO_PASSWORD);
  return login;
}

function loginIn(text: string): Login | undefined {
  const said = parsed(text);
  if (said === undefined) return text === '' ? undefined : { password: text };
  const { username, password } = said;
  if (typeof password !== 'string' || password === '') return undefined;
  return { password, ...(typeof username === 'string' && { username }) };
}

function parsed(text: string): { username?: unknown; password?: unknown } | undefined {
  try {
    const said = JSON.parse(text);
    return said !== null && typeof said === 'object' ? said : undefined;
  } catch {
    return undefined;
  }
}

/** The refusal of another service in RDS's terms. */
export function told(
  cause: unknown,
  error: (code: 'InvalidParameterValue' | 'AccessDenied', message: string) => AwsError,
): unknown {
  if (!(cause instanceof AwsError) || cause.status >= 500) return cause;
  const isDenied = cause.code === 'AccessDeniedException' || cause.code === 'AccessDenied';
  return error(isDenied ? 'AccessDenied' : 'InvalidParameterValue', cause.message);
}

const NO_PASSWORD = `The secret that the tag ${MASTER_SECRET_TAG} names must hold the master user's present password: JSON with username and password, or the password alone.`;
