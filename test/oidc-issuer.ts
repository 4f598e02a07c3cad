/** An issuer of OpenID Connect tokens over HTTPS, as a cluster or a forge has one; it shares no code with who believes it. */
import { createSign, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { CERT, KEY } from './own-ca.ts';

export interface OidcIssuer {
  /** What the claim `iss` says. */
  readonly url: string;
  /** The issuer as IAM's ARNs and condition keys know it. */
  readonly name: string;
  /** What `--allow-outbound` must say. */
  readonly place: string;
  /** A token with the usual claims, and these; signed with the newest key. */
  readonly token: (claims?: object, how?: TokenMade) => string;
  /** Signs with another key from now on, and publishes the old one no more. */
  readonly rotate: () => void;
  /** The paths that were asked for. */
  readonly asked: string[];
  /** Answers in place of the issuer; `'silence'` never does. */
  misbehave:
    | ((path: string) => 'silence' | { status: number; body: string } | undefined)
    | undefined;
}

export interface TokenMade {
  readonly algorithm?: 'RS256' | 'ES256' | 'none' | 'HS256';
  /** Names another key than the one that signs. */
  readonly keyId?: string;
  readonly tamper?: boolean;
}

interface Pair {
  readonly id: string;
  readonly rsa: { readonly privateKey: KeyObject; readonly publicKey: KeyObject };
  readonly ec: { readonly privateKey: KeyObject; readonly publicKey: KeyObject };
}

/** Starts an issuer that is gone when the test is. `now` is its clock. */
export async function oidcIssuer(
  t: TestContext,
  now: () => number = Date.now,
): Promise<OidcIssuer> {
  let keys = newKeys();
  const asked: string[] = [];
  const server = https.createServer({ cert: CERT, key: KEY }, (request, response) => {
    const path = request.url!;
    asked.push(path);
    const odd = issuer.misbehave?.(path);
    if (odd === 'silence') return;
    const answer = odd ?? { status: 200, body: JSON.stringify(documents()[path] ?? null) };
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const name = `localhost:${port}/id/CLUSTER`;
  const url = `https://${name}`;
  const documents = (): { readonly [path: string]: unknown } => ({
    '/id/CLUSTER/.well-known/openid-configuration': {
      issuer: url,
      jwks_uri: `https://localhost:${port}/keys`,
      response_types_supported: ['id_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256', 'ES256'],
    },
    '/keys': {
      keys: [
        { ...keys.rsa.publicKey.export({ format: 'jwk' }), kid: `rsa-${keys.id}`, use: 'sig' },
        { ...keys.ec.publicKey.export({ format: 'jwk' }), kid: `ec-${keys.id}`, use: 'sig' },
        { kty: 'oct', k: 'c2VjcmV0', kid: 'shared' },
      ],
    },
  });
  const issuer: OidcIssuer = {
    url,
    name,
    place: 'localhost,127.0.0.1',
    asked,
    misbehave: undefined,
    rotate: () => (keys = newKeys()),
    token: (claims = {}, { algorithm = 'RS256', keyId, tamper = false } = {}) => {
      const seconds = Math.floor(now() / 1000);
      const usual = {
        iss: url,
        aud: ['sts.amazonaws.com'],
        sub: 'system:serviceaccount:shop:till',
        iat: seconds,
        nbf: seconds,
        exp: seconds + 3600,
        jti: randomUUID(),
      };
      const kid = keyId ?? `${algorithm.startsWith('ES') ? 'ec' : 'rsa'}-${keys.id}`;
      const parts = [
        { alg: algorithm, typ: 'JWT', kid },
        { ...usual, ...claims },
      ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
      const text = parts.join('.');
      if (algorithm === 'none') return `${text}.`;
      const signing = createSign('sha256').update(tamper ? `${text}!` : text);
      const signature =
        algorithm === 'ES256'
          ? signing.sign({ key: keys.ec.privateKey, dsaEncoding: 'ieee-p1363' })
          : signing.sign(keys.rsa.privateKey);
      return `${text}.${signature.toString('base64url')}`;
    },
  };
  return issuer;
}

function newKeys(): Pair {
  return {
    id: randomUUID(),
    rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
    ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  };
}
