/** Environment variables: sealed by the keyring, or under a KMS key of the function's owner. */
import { text, utf8 } from '../../base/bytes.ts';
import type { Random } from '../../base/random.ts';
import { open, seal } from '../../crypto/aes-gcm.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { VersionRow } from './tables.ts';

export interface Variables {
  readonly [name: string]: string;
}

export type SealedEnvironment = Pick<
  VersionRow,
  'environment' | 'env_key' | 'env_grant' | 'kms_key'
>;

/** What KMS is asked to open: by the role when it is used, by whoever wants to see it. */
export type KeyWork = (
  bytes: Uint8Array,
  context: { [key: string]: string },
) => Promise<Uint8Array>;

/** What KMS is asked to seal, by the caller, and the grant by which the role opens it. */
export type SealWork = (
  bytes: Uint8Array,
  context: { [key: string]: string },
) => Promise<{ readonly sealed: Uint8Array; readonly grant: string }>;

/** The function is the place: its versions hand their variables on as they are. */
export async function sealEnvironment(
  { keyring, random }: { readonly keyring: Keyring; readonly random: Random },
  functionArn: string,
  variables: Variables | undefined,
  key: { readonly arn: string; readonly encrypt: SealWork } | undefined,
): Promise<SealedEnvironment> {
  const kms_key = key?.arn ?? '';
  const bare = { env_key: null, env_grant: '', kms_key };
  if (!variables) return { environment: null, ...bare };
  const plain = utf8(JSON.stringify(variables));
  if (!key) {
    return { environment: keyring.seal('function-environment', functionArn, plain), ...bare };
  }
  const dataKey = random.bytes(32);
  const { sealed, grant } = await key.encrypt(dataKey, contextOf(functionArn));
  return {
    environment: seal(dataKey, plain, utf8(functionArn), random.bytes(12)),
    env_key: sealed,
    env_grant: grant,
    kms_key,
  };
}

/** The variables; empty where none were given. */
export async function openEnvironment(
  keyring: Keyring,
  { function: functionArn, environment, env_key }: VersionRow,
  decrypt: KeyWork,
): Promise<Variables> {
  if (environment === null) return {};
  const plain =
    env_key === null
      ? keyring.open('function-environment', functionArn, environment)
      : open(await decrypt(env_key, contextOf(functionArn)), environment, utf8(functionArn));
  if (!plain) throw new Error(`the environment of ${functionArn} does not open`);
  return JSON.parse(text(plain)) as Variables;
}

/** Refuses names that are AWS's to set, and more than AWS takes. */
export function assertVariables(
  variables: Variables,
  error: (code: 'InvalidParameterValueException', message: string) => Error,
): void {
  const reserved = Object.keys(variables).filter((name) => RESERVED.has(name));
  if (reserved.length > 0)
    throw error('InvalidParameterValueException', reservedKeys(reserved.join(', ')));
  const printed = JSON.stringify(variables);
  if (utf8(printed).length > MAX_BYTES)
    throw error('InvalidParameterValueException', tooLarge(printed));
}

/** What the variables are sealed for, as KMS and its trail see it. */
const contextOf = (functionArn: string) => ({ 'aws:lambda:FunctionArn': functionArn });

const MAX_BYTES = 4096;

const RESERVED = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_TASK_ROOT',
  'LAMBDA_RUNTIME_DIR',
]);

const reservedKeys = (names: string): string =>
  `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${names}`;
// AWS repeats the values; they are secrets, and an answer may be logged.
const tooLarge = (printed: string): string =>
  `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${utf8(printed).length} bytes`;
