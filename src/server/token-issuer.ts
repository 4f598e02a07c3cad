/**
 * What accounts publish as issuers of tokens (OpenID Connect Discovery 1.0): plain GETs that need no
 * signature, for whoever is shown one of their tokens.
 */
import type { HttpAnswer } from './http.ts';
import type { HttpRequest } from './http-request.ts';

/** An account as an issuer. */
export interface PublishedIssuer {
  /** What its tokens say in `iss`. */
  readonly url: string;
  /** Its public keys, a JSON Web Key Set. */
  readonly keys: object;
}

/** Answers for the issuer whose id stands in the name of the host or before the document; undefined for all else. */
export function createIssuerAnswer(
  find: (id: string) => Promise<PublishedIssuer | undefined>,
): (request: HttpRequest) => Promise<HttpAnswer> | undefined {
  return ({ method, url, headers }) => {
    if (method !== 'GET' && method !== 'HEAD') return undefined;
    const [, before, document] = PATH.exec(url) ?? [];
    if (document === undefined) return undefined;
    const id = PATH_ID.exec(before!)?.[1] ?? HOST_ID.exec(headers['host'] ?? '')?.[1];
    if (id === undefined) return undefined;
    return find(id).then((issuer) => {
      if (!issuer) return answer(404, { error: 'not_found' }, 'no-store');
      const said = document === 'jwks.json' ? issuer.keys : discovery(issuer);
      return answer(200, said, 'public, max-age=300');
    });
  };
}

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const PATH = /^(.*)\/\.well-known\/(openid-configuration|jwks\.json)$/;
const PATH_ID = new RegExp(`/(${UUID})$`);
const HOST_ID = new RegExp(`^(${UUID})\\.tokens\\.sts\\.global\\.api\\.aws(?::\\d+)?$`);

const discovery = ({ url }: PublishedIssuer): object => ({
  issuer: url,
  jwks_uri: `${url}/.well-known/jwks.json`,
  response_types_supported: ['id_token'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256', 'ES384'],
  claims_supported: ['iss', 'sub', 'aud', 'exp', 'iat', 'jti', 'https://sts.amazonaws.com/'],
});

const answer = (status: number, body: object, cache: string): HttpAnswer => ({
  status,
  headers: { 'Content-Type': 'application/json', 'Cache-Control': cache },
  body: JSON.stringify(body),
});
