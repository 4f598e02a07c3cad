/** `/health` and `/metrics`: plain GETs (or HEADs) that need no signature and tell nothing but how the server is. */
import type { Store } from '../store/store.ts';
import type { HttpAnswer } from './http.ts';
import type { HttpRequest } from './http-request.ts';
import type { Metrics } from './metrics.ts';

export interface HealthParts {
  readonly store: Store;
  readonly metrics: Metrics;
  readonly isStopping: () => boolean;
}

export function createHealthAnswer(
  parts: HealthParts,
): (request: HttpRequest) => Promise<HttpAnswer> | undefined {
  return (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
    if (request.url === '/health') return health(parts);
    if (request.url === '/metrics') return printed(parts.metrics);
    return undefined;
  };
}

/** 200 while requests can be answered; 503 while stopping, or when the store would not take a write. */
async function health({ store, isStopping }: HealthParts): Promise<HttpAnswer> {
  if (isStopping()) return answer(503, { status: 'stopping' });
  const ailment = await store.ailment();
  return ailment === undefined
    ? answer(200, { status: 'ok' })
    : answer(503, { status: 'unwell', reason: ailment });
}

async function printed(metrics: Metrics): Promise<HttpAnswer> {
  return {
    status: 200,
    headers: { 'Content-Type': metrics.contentType },
    body: await metrics.print(),
  };
}

const answer = (status: number, body: object): HttpAnswer => ({
  status,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});
