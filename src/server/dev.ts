/** What dev mode alone can do: start over, and move its clock. */
import type { MovableClock } from '../base/clock.ts';
import { text } from '../base/bytes.ts';
import type { HttpAnswer } from './http.ts';
import type { HttpRequest } from './http-request.ts';

export interface DevParts {
  readonly clock: MovableClock;
  /** Back to the root user and its key, and nothing else. */
  readonly reset: () => Promise<void>;
  /** Runs what has become due. */
  readonly tick: () => Promise<number>;
}

/** Lets requests through, and keeps them waiting while one piece of work wants the house to itself. */
export interface Turnstile {
  readonly pass: <T>(work: () => Promise<T>) => Promise<T>;
  readonly alone: (work: () => Promise<void>) => Promise<void>;
}

export function createTurnstile(): Turnstile {
  let inside = 0;
  let emptied = () => {};
  let closed: Promise<void> | undefined;
  return {
    pass: async (work) => {
      while (closed) await closed;
      inside++;
      try {
        return await work();
      } finally {
        if (--inside === 0) emptied();
      }
    },
    alone: async (work) => {
      while (closed) await closed;
      const empty =
        inside === 0 ? Promise.resolve() : new Promise<void>((resolve) => (emptied = resolve));
      const done = empty.then(work);
      // Those who wait outside are not concerned with how it went.
      closed = done.catch(() => {});
      try {
        await done;
      } finally {
        closed = undefined;
      }
    },
  };
}

const PREFIX = '/_lockstead/';

/** Answers requests below `/_lockstead/`; undefined for all others. */
export function createDevAnswer(
  parts: DevParts,
): (request: HttpRequest) => Promise<HttpAnswer> | undefined {
  return (request) => {
    if (!request.url.startsWith(PREFIX)) return undefined;
    return answer(parts, request).catch((cause: unknown) => json(500, { error: String(cause) }));
  };
}

async function answer({ clock, reset, tick }: DevParts, request: HttpRequest): Promise<HttpAnswer> {
  const name = request.url.slice(PREFIX.length);
  // A page in a browser on this machine must not be able to start the house over: browsers send
  // `Origin` with every POST of a page, and no client does.
  if (request.headers['origin'] !== undefined) return json(403, { error: 'Not for web pages.' });
  if (name === 'reset' && request.method === 'POST') {
    await reset();
    return json(200, { reset: true });
  }
  if (name === 'clock' && request.method === 'POST') {
    const millis = advanceOf(text(request.body));
    if (millis === undefined) {
      return json(400, {
        error:
          'Send {"advance": "P90D"}: an ISO 8601 duration of weeks, days, hours, minutes and seconds, not negative.',
      });
    }
    clock.advance(millis);
    const jobs = await tick();
    return json(200, { now: new Date(clock.now()).toISOString(), jobs });
  }
  if (name === 'clock' && request.method === 'GET')
    return json(200, { now: new Date(clock.now()).toISOString() });
  return json(404, { error: 'Known are POST /_lockstead/reset and POST /_lockstead/clock.' });
}

const json = (status: number, body: object): HttpAnswer => ({
  status,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

/** A hundred years: beyond it, dates stop being dates that AWS could show. */
const FURTHEST_DAYS = 36_525;

/** Milliseconds of an ISO 8601 duration without months and years, which have no fixed length. */
export function advanceOf(body: string): number | undefined {
  let duration: unknown;
  try {
    duration = (JSON.parse(body) as { advance?: unknown } | null)?.advance;
  } catch {
    return undefined;
  }
  if (typeof duration !== 'string' || duration.length > 64) return undefined;
  const found =
    /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/.exec(duration);
  if (!found || !/\d/.test(duration)) return undefined;
  const [weeks, days, hours, minutes, seconds] = found
    .slice(1)
    .map((part) => Number(part ?? 0)) as [number, number, number, number, number];
  const millis =
    (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000 + Math.round(seconds * 1000);
  return millis <= FURTHEST_DAYS * 86_400_000 ? millis : undefined;
}
