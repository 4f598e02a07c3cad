/** The failures of built-in functions: their types are what the trail tells. */
import { BuiltInFailure } from '../operation/built-in-functions.ts';
import { DatabaseError, type DatabaseFault } from '../operation/databases.ts';

/** The secret, or what it says, cannot be rotated by this function. */
export const notRotatable = (message: string): BuiltInFailure =>
  new BuiltInFailure('SecretNotRotatable', message);

/** None of the credentials of the secret is right. */
export const noLogin = (message: string): BuiltInFailure =>
  new BuiltInFailure('LoginFailed', message);

/** What a database said, as a failure of the function; anything else is as it was. */
export const ofDatabase = (cause: unknown): unknown =>
  cause instanceof DatabaseError
    ? new BuiltInFailure(TYPES[cause.fault], cause.message, { cause })
    : cause;

const TYPES: { readonly [fault in DatabaseFault]: string } = {
  forbidden: 'HostNotAllowed',
  unreachable: 'HostUnreachable',
  tls: 'TlsFailed',
  login: 'LoginFailed',
  privilege: 'PrivilegeMissing',
  reader: 'ReaderEndpoint',
  timeout: 'HostTimeout',
  failed: 'DatabaseFailed',
};
