/** Execution roles: who passes them, and what Lambda does with them. */
import { arn, parseArn } from '../../base/arn.ts';
import { AssumeRole } from '../../generated/sts.ts';
import { AwsError, type OperationModel } from '../../model/model.ts';
import { type Caller, serviceCaller } from '../../operation/caller.ts';
import type { FunctionCredentials } from '../../operation/functions.ts';
import type { Access, Asking, ConditionKeys, Resource } from '../../operation/operation.ts';
import type { Reader } from '../../store/store.ts';
import type { Parts } from './parts.ts';

/** Asks an operation as somebody else. */
export type AskAs = <I, O, E extends string>(
  caller: Caller,
  model: OperationModel<I, O, E>,
  input: I,
) => Promise<O>;

export const LAMBDA = 'lambda.amazonaws.com';

/** The permission to hand a role to Lambda. */
export const passRole = <Input extends { readonly Role?: string | undefined }>(): Access<
  'iam:PassRole',
  Input,
  never,
  Resource
> => ({
  action: 'iam:PassRole',
  on: ({ Role }, { caller }: Asking) => {
    const account = parseArn(Role!)?.account ?? '';
    if (account !== caller.account) throw new AwsError('AccessDeniedException', CROSS_ACCOUNT, 403);
    return { arn: Role!, account };
  },
  keys: (): ConditionKeys => ({ 'iam:PassedToService': LAMBDA }),
  when: ({ Role }) => Role !== undefined,
});

/** Tries the role out: its trust policy must let Lambda in. */
export async function assertAssumable(
  role: string,
  of: { readonly functionArn: string; readonly account: string; readonly name: string },
  askAs: AskAs,
  error: (code: 'InvalidParameterValueException', message: string) => Error,
): Promise<void> {
  try {
    await assume(role, of, askAs);
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause;
    throw error('InvalidParameterValueException', CANNOT_BE_ASSUMED);
  }
}

/** A session of the role, for a worker of the function. */
export async function credentialsOf(
  role: string,
  of: { readonly functionArn: string; readonly account: string; readonly name: string },
  askAs: AskAs,
): Promise<FunctionCredentials> {
  try {
    const { Credentials } = await assume(role, of, askAs);
    return {
      accessKeyId: Credentials!.AccessKeyId,
      secretAccessKey: Credentials!.SecretAccessKey,
      sessionToken: Credentials!.SessionToken,
      expiresAt: Credentials!.Expiration,
    };
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause;
    throw new AwsError('AccessDeniedException', CANNOT_BE_ASSUMED, 403);
  }
}

/** Whoever the function's session is, for what Lambda does in its name: write its log, open its variables. */
export async function sessionOf(
  role: string,
  name: string,
  { parts, store }: { readonly parts: Parts; readonly store: Reader },
): Promise<Caller | undefined> {
  const found = await parts.roles.findRole(store, role);
  return (
    found && {
      kind: 'role-session',
      account: found.account,
      arn: arn('sts', '', found.account, `assumed-role/${found.name}/${sessionName(name)}`),
      userId: `${found.id}:${sessionName(name)}`,
      role: { arn: found.arn, id: found.id, name: found.name },
    }
  );
}

const assume = (
  RoleArn: string,
  { functionArn, account, name }: { functionArn: string; account: string; name: string },
  askAs: AskAs,
) =>
  askAs(serviceCaller(LAMBDA, { arn: functionArn, account }), AssumeRole, {
    RoleArn,
    RoleSessionName: sessionName(name),
    DurationSeconds: SESSION_SECONDS,
  });

/** The function's name; a session's has two characters at least. */
const sessionName = (name: string): string => name.padEnd(2, '_');

/** No role's longest session is shorter. */
const SESSION_SECONDS = 3600;

const CANNOT_BE_ASSUMED = 'The role defined for the function cannot be assumed by Lambda.';
const CROSS_ACCOUNT = 'Cross-account pass role is not allowed.';
