/** A signer of its own, after AWS's description and not after our code; everything about it can be bent. */
import { createHash, createHmac } from 'node:crypto';
import http from 'node:http';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What `lockstead dev` begins with. */
export const DEV: Credentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};

export interface Plain {
  readonly service: string;
  readonly method?: string;
  /** Path and query. */
  readonly url?: string;
  readonly headers?: { readonly [lowerName: string]: string };
  readonly body?: string | Uint8Array;
  readonly credentials?: Credentials;
  readonly region?: string;
  /** When it says it was signed. */
  readonly at?: number;
  /** Headers that are sent and not signed. */
  readonly unsigned?: readonly string[];
  /** The hash in the canonical request; the body's unless told. */
  readonly payloadHash?: string;
}

export interface Signed {
  readonly method: string;
  readonly url: string;
  readonly headers: { readonly [lowerName: string]: string };
  readonly body: string | Uint8Array;
}

const HOST = 'lockstead.test';
const hash = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string) =>
  createHmac('sha256', key).update(data).digest();
const basic = (at: number) => `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** Signs in the `Authorization` header. */
export function signed(plain: Plain): Signed {
  const { method = 'POST', url = '/', body = '', credentials = DEV } = plain;
  const timestamp = basic(plain.at ?? Date.now());
  const headers: { [name: string]: string } = {
    host: HOST,
    'x-amz-date': timestamp,
    ...(credentials.sessionToken !== undefined && {
      'x-amz-security-token': credentials.sessionToken,
    }),
    ...plain.headers,
  };
  const names = Object.keys(headers)
    .filter((name) => !plain.unsigned?.includes(name))
    .sort();
  const { scope, signature } = seal(plain, timestamp, {
    method,
    url,
    headers,
    names,
    payloadHash: plain.payloadHash ?? hash(body),
  });
  headers['authorization'] =
    `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { method, url, headers, body };
}

/** Signs in the query, for a GET that anybody may send. */
export function presigned(plain: Plain & { readonly expiresSeconds?: number }): Signed {
  const { method = 'GET', url = '/', body = '', credentials = DEV } = plain;
  const timestamp = basic(plain.at ?? Date.now());
  const headers = { host: HOST, ...plain.headers };
  const names = Object.keys(headers).sort();
  const extra = {
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${credentials.accessKeyId}/${scopeOf(plain, timestamp)}`,
    'X-Amz-Date': timestamp,
    ...(plain.expiresSeconds !== undefined && { 'X-Amz-Expires': String(plain.expiresSeconds) }),
    ...(credentials.sessionToken !== undefined && {
      'X-Amz-Security-Token': credentials.sessionToken,
    }),
    'X-Amz-SignedHeaders': names.join(';'),
  };
  const fields = Object.entries(extra).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  const asked = `${url}${url.includes('?') ? '&' : '?'}${fields.join('&')}`;
  const { signature } = seal(plain, timestamp, {
    method,
    url: asked,
    headers,
    names,
    payloadHash: plain.payloadHash ?? hash(body),
  });
  return { method, url: `${asked}&X-Amz-Signature=${signature}`, headers, body };
}

const scopeOf = ({ service, region = 'us-east-1' }: Plain, timestamp: string) =>
  `${timestamp.slice(0, 8)}/${region}/${service}/aws4_request`;

function seal(
  plain: Plain,
  timestamp: string,
  of: {
    readonly method: string;
    readonly url: string;
    readonly headers: { readonly [name: string]: string };
    readonly names: readonly string[];
    readonly payloadHash: string;
  },
) {
  const [path, query = ''] = of.url.split('?');
  // Paths are encoded once more than they were sent.
  const canonicalPath = path!.split('/').map(encodeURIComponent).join('/');
  const canonical = [
    of.method,
    canonicalPath,
    query.split('&').filter(Boolean).map(pair).sort().join('&'),
    ...of.names.map((name) => `${name}:${of.headers[name]!.trim()}`),
    '',
    of.names.join(';'),
    of.payloadHash,
  ].join('\n');
  const scope = scopeOf(plain, timestamp);
  const text = ['AWS4-HMAC-SHA256', timestamp, scope, hash(canonical)].join('\n');
  const secret = (plain.credentials ?? DEV).secretAccessKey;
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return { scope, signature: hmac(key as Buffer, text).toString('hex') };
}

const pair = (field: string) => (field.includes('=') ? field : `${field}=`);

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** Sends it as it stands. */
export function send(port: number, { method, url, headers: given, body }: Signed): Promise<Answer> {
  const headers = { 'content-length': String(Buffer.byteLength(body)), ...given };
  return new Promise((resolve, reject) => {
    const request = http.request(
      { port, host: '127.0.0.1', method, path: url, headers, agent: false },
      (incoming) => {
        let text = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (chunk) => (text += chunk));
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode!, headers: incoming.headers, body: text }),
        );
        incoming.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** A request without any signature. */
export const unsigned = (
  method: string,
  url: string,
  body: string | Uint8Array = '',
  headers = {},
): Signed => ({
  method,
  url,
  headers: { host: HOST, ...headers },
  body,
});

/** A call of a JSON service. */
export const json = (target: string, body: unknown, more: Partial<Plain> = {}): Plain => ({
  service: target.startsWith('TrentService') ? 'kms' : 'secretsmanager',
  body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
  ...more,
  headers: {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': target,
    ...more.headers,
  },
});

const VERSIONS = { sts: '2011-06-15', iam: '2010-05-08', ec2: '2016-11-15' } as const;

/** A call of a form service. */
export const form = (
  service: keyof typeof VERSIONS,
  action: string,
  fields: { readonly [name: string]: string } = {},
  more: Partial<Plain> = {},
): Plain => ({
  service,
  body: new URLSearchParams({ Action: action, Version: VERSIONS[service], ...fields }).toString(),
  ...more,
  headers: {
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    ...more.headers,
  },
});
