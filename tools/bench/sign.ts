/** Signs a JSON request and writes it out as the bytes of a whole HTTP request. */
import { createHash, createHmac } from 'node:crypto';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface JsonCall {
  readonly service: string;
  /** Of awsJson; an operation of restJson has a path instead. */
  readonly target?: string;
  readonly path?: string;
  readonly body: string;
}

const hmac = (key: string | Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** An HTTP/1.1 request, signed for this second. */
export function signedRequest(
  host: string,
  credentials: Credentials,
  call: JsonCall,
  region = 'us-east-1',
): string {
  const stamp = `${new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  const day = stamp.slice(0, 8);
  const headers: [string, string][] = [
    ['content-type', 'application/x-amz-json-1.1'],
    ['host', host],
    ['x-amz-date', stamp],
    ...(credentials.sessionToken
      ? [['x-amz-security-token', credentials.sessionToken] as [string, string]]
      : []),
    ...(call.target ? [['x-amz-target', call.target] as [string, string]] : []),
  ];
  const path = call.path ?? '/';
  const names = headers.map(([name]) => name).join(';');
  const canonical = `POST\n${path}\n\n${headers.map(([n, v]) => `${n}:${v}\n`).join('')}\n${names}\n${sha256(call.body)}`;
  const scope = `${day}/${region}/${call.service}/aws4_request`;
  const key = ['aws4_request', call.service, region, day].reduceRight(
    (k, part) => hmac(k, part),
    Buffer.from(`AWS4${credentials.secretAccessKey}`) as Buffer,
  );
  const signature = createHmac('sha256', key)
    .update(`AWS4-HMAC-SHA256\n${stamp}\n${scope}\n${sha256(canonical)}`)
    .digest('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  const lines = [
    ...headers,
    ['authorization', authorization],
    ['content-length', String(Buffer.byteLength(call.body))],
  ];
  return `POST ${path} HTTP/1.1\r\n${lines.map(([n, v]) => `${n}: ${v}\r\n`).join('')}\r\n${call.body}`;
}
