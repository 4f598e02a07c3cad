/** Why a step of a rotation has failed. */
import { strictText } from '../../base/bytes.ts';
import type { InvocationResponse } from '../../generated/lambda.types.ts';
import { AwsError } from '../../model/model.ts';

export interface Failure {
  readonly code: string;
  /** For the trail. A function's message may say what must not be said there: only its type is told. */
  readonly reason: string;
  /** What was said, in one line. */
  readonly said: string;
  /** Said by a service of this house: there is no value in it. */
  readonly isOurs?: boolean;
  /** It had no room: nothing has gone wrong yet. */
  readonly isBusy?: boolean;
}

/** What an invocation failed of; undefined where it did not. */
export function failureOf(answer: InvocationResponse | AwsError): Failure | undefined {
  if (answer instanceof AwsError) {
    const { code, message } = answer;
    const isBusy = code === 'TooManyRequestsException' || code === 'ServiceException';
    return { code, reason: code, said: oneLine(`${code}: ${message}`), isOurs: true, isBusy };
  }
  if (answer.FunctionError === undefined) return undefined;
  const { errorType, errorMessage } = errorOf(answer.Payload);
  return {
    code: 'LambdaFunctionError',
    reason: errorType,
    said: oneLine(errorMessage === '' ? errorType : `${errorType}: ${errorMessage}`),
  };
}

function errorOf(payload: Uint8Array | undefined): { errorType: string; errorMessage: string } {
  const said = parsed((payload && strictText(payload)) ?? '');
  const member = (name: string): string => {
    const value = said !== null && typeof said === 'object' ? (said as any)[name] : undefined;
    return typeof value === 'string' ? value : '';
  };
  const type = member('errorType');
  // A name, and not a sentence that somebody has put in its place.
  return { errorType: NAME.test(type) ? type : 'Error', errorMessage: member('errorMessage') };
}

function parsed(said: string): unknown {
  try {
    return JSON.parse(said);
  } catch {
    return undefined;
  }
}

const NAME = /^[A-Za-z_][\w.]{0,99}$/;

const oneLine = (said: string): string => said.replace(/\s+/g, ' ').trim().slice(0, 500);
