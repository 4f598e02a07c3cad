import { readFile } from 'node:fs/promises';
import { type Certificate, readCertificate } from '../crypto/certificate.ts';
import type { TlsFiles } from './config.ts';
import { EXIT, OperatorError } from './operator-error.ts';

/** What the HTTP server needs for TLS, and what is known of it. */
export interface Tls {
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly certificate: Certificate;
}

/**
 * Reads certificate and key, and sees that they belong together. Read again and handed to
 * `setSecureContext`, they are renewed without a restart.
 */
export async function loadTls(files: TlsFiles): Promise<Tls> {
  const cert = await read(files.cert, 'The TLS certificate', '--tls-cert');
  const key = await read(files.key, 'The TLS key', '--tls-key');
  const certificate = attempt(
    () => readCertificate(cert),
    `The TLS certificate \`${files.cert}\` holds no certificate in PEM form. Name another file with \`--tls-cert\`.`,
  );
  const matches = attempt(
    () => certificate.matches(key),
    `The TLS key \`${files.key}\` holds no private key in PEM form without a passphrase. Name another file with \`--tls-key\`.`,
  );
  if (!matches) {
    throw networkError(
      `The TLS certificate \`${files.cert}\` does not belong to the key \`${files.key}\`. Name the two that were made together.`,
    );
  }
  return { cert, key, certificate };
}

async function read(path: string, what: string, flag: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw networkError(
      `${what} \`${path}\` cannot be read: ${(cause as Error).message}. Name another file with \`${flag}\`.`,
      cause,
    );
  }
}

function attempt<T>(run: () => T, message: string): T {
  try {
    return run();
  } catch (cause) {
    throw networkError(message, cause);
  }
}

const networkError = (message: string, cause?: unknown): OperatorError =>
  new OperatorError(EXIT.network, message, { cause });
