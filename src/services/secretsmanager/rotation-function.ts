/** The function that rotates a secret, as its service asks it. */
import { Invoke } from '../../generated/lambda.ts';
import { AwsError } from '../../model/model.ts';
import { type Caller, serviceCaller } from '../../operation/caller.ts';
import type { Call } from '../../operation/operation.ts';
import type { Secret } from './secret.ts';

/** Secrets Manager itself, for one secret: `aws:SourceArn` and `aws:SourceAccount` are told. */
export const askingLambda = ({ arn, account }: Pick<Secret, 'arn' | 'account'>): Caller =>
  serviceCaller('secretsmanager.amazonaws.com', { arn, account });

type AskCall = Pick<Call<any, any, any, any, any>, 'ask' | 'askAs'> & {
  readonly error: (code: 'AccessDeniedException', message: string) => AwsError;
};

/** Refuses a function that the caller may not invoke: who sets it has it run. */
export async function assertMayInvoke(call: AskCall, functionArn: string): Promise<void> {
  try {
    await call.ask(Invoke, { FunctionName: functionArn, InvocationType: 'DryRun' });
  } catch (cause) {
    if (!isRefusal(cause)) throw cause;
    // That there is no such function is found out for the service, and told in its words.
    if (cause.code === 'AccessDeniedException') throw call.error(cause.code, cause.message);
  }
}

/** Refuses a function that Secrets Manager may not invoke for this secret. */
export async function assertInvocable(
  call: AskCall,
  secret: Secret,
  functionArn: string,
): Promise<void> {
  try {
    const asked = { FunctionName: functionArn, InvocationType: 'DryRun' } as const;
    await call.askAs(askingLambda(secret), Invoke, asked);
  } catch (cause) {
    throw isRefusal(cause) ? call.error('AccessDeniedException', CANNOT_INVOKE) : cause;
  }
}

/** Lambda's no, in distinction from a broken machine. */
const isRefusal = (cause: unknown): cause is AwsError =>
  cause instanceof AwsError && cause.status < 500;

const CANNOT_INVOKE =
  'Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.';
