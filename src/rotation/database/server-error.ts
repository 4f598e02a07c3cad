/** What drivers reject with, as one of a few faults. */
import { DatabaseError, type DatabaseFault } from '../../operation/databases.ts';
import { OutboundError } from '../../operation/outbound.ts';

/** Whom an error is about, and what must not be said. */
export interface About {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly secrets: readonly string[];
}

/** The error as a sentence; `faultOf` knows the server's own codes. */
export function databaseError(
  cause: unknown,
  about: About,
  faultOf: (code: string) => DatabaseFault | undefined,
): DatabaseError {
  if (cause instanceof DatabaseError) return cause;
  const where = `${about.host}:${about.port}`;
  if (cause instanceof OutboundError) {
    const fault = cause.reason === 'forbidden' ? 'forbidden' : 'unreachable';
    return new DatabaseError(fault, cause.message, { cause });
  }
  const error = firstOf(cause);
  const code = codeOf(error);
  const fault = faultOf(code) ?? networkFault(code, error.message);
  const said = hidden(error.message, about.secrets).replace(/\s+/g, ' ').trim();
  const told = `${where}: ${SAYS[fault](about.username)}: ${said}${code && ` (${code})`}`;
  return new DatabaseError(fault, told, { cause: new Error(said) });
}

/** Node tries several addresses of a name, and tells of all of them. */
function firstOf(cause: unknown): Error {
  const error = cause instanceof AggregateError ? cause.errors[0] : cause;
  return error instanceof Error ? error : new Error(String(error));
}

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : '');

/** A server may repeat a statement, and with it what was in it. */
function hidden(said: string, secrets: readonly string[]): string {
  let told = said;
  for (const secret of secrets) if (secret !== '') told = told.replaceAll(secret, '…');
  return told;
}

function networkFault(code: string, message: string): DatabaseFault {
  if (/^(?:ENOTFOUND|EAI_|ECONNREFUSED|EHOST|ENET|EADDR)/.test(code)) return 'unreachable';
  if (code === 'ETIMEDOUT' || /\btime(?:d )?-?out\b/i.test(message)) return 'timeout';
  return TLS.test(code) || TLS_SAID.test(message) ? 'tls' : 'failed';
}

const TLS =
  /^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|EPROTO|HANDSHAKE_(?:SSL|NO_SSL))/;
const TLS_SAID = /does not support (?:SSL|secure)|establishing an SSL/i;

const SAYS: { readonly [fault in DatabaseFault]: (username: string) => string } = {
  forbidden: () => 'this address is not allowed',
  unreachable: () => 'the server cannot be reached',
  tls: () => 'no TLS connection that can be trusted',
  login: (username) => `\`${username}\` cannot log in`,
  privilege: (username) => `\`${username}\` may not do this`,
  reader: () => 'the server takes no writes',
  timeout: () => 'the server did not answer in time',
  failed: () => 'the server said',
};
