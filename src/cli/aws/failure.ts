import { AwsError } from '../../model/model.ts';
import { EXIT, OperatorError } from '../../server/operator-error.ts';

/** What an operator is told of a refusal: what was being done, the server's words, what to do next. */
export function failure(doing: string, cause: unknown): unknown {
  if (!(cause instanceof AwsError)) return cause;
  const { code, message } = cause;
  const said = message === '' || /[.!?]$/.test(message) ? message : `${message}.`;
  const next = nextStep(code, message);
  return new OperatorError(
    EXIT.failure,
    `${doing} was refused: ${code}. ${said}${next && ` ${next}`}`.trim(),
    { cause },
  );
}

/** Does something and wraps the refusal. */
export async function doing<T>(what: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw failure(what, cause);
  }
}

/** Whether the server says that something is not there. */
export const isMissing = (cause: unknown): boolean =>
  cause instanceof AwsError && cause.code === 'ResourceNotFoundException';

function nextStep(code: string, message: string): string {
  if (message.includes('marked for deletion'))
    return 'Bring it back first: `aws secretsmanager restore-secret --secret-id NAME`.';
  return NEXT[code] ?? '';
}

const NEXT: { readonly [code: string]: string | undefined } = {
  AccessDeniedException: 'Give the caller a policy that allows it, or ask as another `--profile`.',
  ResourceNotFoundException: '`lockstead secrets list` shows what there is.',
  UnrecognizedClientException: 'The credentials are not of this server: look at `--profile`.',
  InvalidSignatureException: 'Look at the secret access key, and at the clocks of both machines.',
  ExpiredTokenException: 'The session has ended: get new credentials.',
};
