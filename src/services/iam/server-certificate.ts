/** Certificates for servers: kept with their chains and private keys, and shown without the keys. */
import { readChain, readX509, type X509 } from '../../crypto/x509.ts';
import type { ServerCertificateMetadata } from '../../generated/iam.types.ts';
import type { Asking, Missing, Resource } from '../../operation/operation.ts';
import { entityArn } from './paths.ts';
import {
  selectServerCertificateByName,
  type ServerCertificateRow,
} from './server-certificate-tables.ts';
import { tagRecord } from './tag-pairs.ts';

/** A certificate of the caller's account. */
export interface ServerCertificate extends Resource {
  readonly row: ServerCertificateRow;
}

/** The access of an operation on a certificate. */
export const onServerCertificate = <const Action extends `iam:${string}`>(action: Action) => ({
  action,
  on: async (
    { ServerCertificateName: name }: { readonly ServerCertificateName: string },
    { store, caller: { account } }: Asking,
  ): Promise<ServerCertificate | Missing<'NoSuchEntity'>> => {
    const name_key = name.toLowerCase();
    const row = await store.one(selectServerCertificateByName, { account, name_key });
    if (row) return { row, arn: row.arn, account, type: TYPE, tags: tagRecord(row.tags) };
    return {
      missing: entityArn(account, 'server-certificate', { path: '/', name }),
      account,
      error: 'NoSuchEntity',
      message: `The Server Certificate with name ${name} cannot be found.`,
    };
  },
});

/** A certificate that is to be made, or to get another name. */
export const serverCertificateToBe = (
  account: string,
  { path, name }: { readonly path: string; readonly name: string },
): Resource => ({
  arn: entityArn(account, 'server-certificate', { path, name }),
  account,
  type: TYPE,
});

/** The certificate that was sent, once its key and its chain are known to belong to it. */
export function readServerCertificate(
  sent: { readonly body: string; readonly key: string; readonly chain: string | undefined },
  error: (code: 'MalformedCertificate' | 'KeyPairMismatch', message: string) => Error,
): X509 {
  const certificate = readX509(sent.body);
  if (!certificate) throw error('MalformedCertificate', NO_CERTIFICATE);
  if (/ENCRYPTED/.test(sent.key)) throw error('MalformedCertificate', ENCRYPTED_KEY);
  const matches = certificate.matches(sent.key);
  if (matches === undefined) throw error('MalformedCertificate', NO_KEY);
  if (!matches) throw error('KeyPairMismatch', MISMATCH);
  if (sent.chain === undefined) return certificate;
  const chain = readChain(sent.chain);
  if (!chain) throw error('MalformedCertificate', NO_CERTIFICATE);
  const wrong = chain.findIndex((issuer, i) => !(chain[i - 1] ?? certificate).isIssuedBy(issuer));
  if (wrong !== -1) throw error('MalformedCertificate', brokenChain(wrong));
  return certificate;
}

/** A certificate as lists show it. */
export const shownServerCertificate = (row: ServerCertificateRow): ServerCertificateMetadata => ({
  Path: row.path,
  ServerCertificateName: row.name,
  ServerCertificateId: row.id,
  Arn: row.arn,
  UploadDate: row.created_at,
  Expiration: row.expires_at,
});

export const serverCertificateTaken = (name: string): string =>
  `The Server Certificate with name ${name} already exists.`;

const TYPE = 'AWS::IAM::ServerCertificate';

const NO_CERTIFICATE =
  'Unable to parse certificate. Please ensure the certificate is in PEM format.';
const NO_KEY = 'Unable to parse key. Please ensure the private key is in PEM format.';
const ENCRYPTED_KEY = 'Unable to parse key; the body is encrypted.';
const MISMATCH = 'The public key of the certificate and the private key do not match.';
const brokenChain = (index: number): string =>
  `Unable to validate certificate chain. The certificate chain must start with the immediate signing certificate, followed by any intermediaries in order. The index within the chain of the invalid certificate is: ${index}`;
