/** The links to code that Lambda's answers carry: plain GETs, since each link is its own permission. */
import type { HttpAnswer } from './http.ts';
import type { HttpRequest } from './http-request.ts';

/** Answers for the paths of such links; undefined for all else. */
export function createFunctionCodeAnswer(
  find: (path: string) => Promise<Uint8Array | undefined>,
): (request: HttpRequest) => Promise<HttpAnswer> | undefined {
  return ({ method, url }) => {
    if (method !== 'GET' || !url.startsWith('/lockstead/function-code/')) return undefined;
    return find(url).then((zip) =>
      zip
        ? { status: 200, headers: { 'Content-Type': 'application/zip', ...ONCE }, body: zip }
        : { status: 403, headers: { 'Content-Type': 'text/plain', ...ONCE }, body: GONE },
    );
  };
}

const ONCE = { 'Cache-Control': 'no-store' };
const GONE = 'This link is not valid, or no longer. Ask GetFunction for another one.\n';
