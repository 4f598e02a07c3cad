import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export interface Metrics {
  /** Counts one answered request. `millis` is its time from the last byte read to the answer made. */
  readonly answered: (service: string, operation: string, outcome: string, millis: number) => void;
  readonly connections: (count: () => number) => void;
  readonly jobFailed: (kind: string) => void;
  /** Counts what became of a rotation, where the event tells that. */
  readonly heard: (event: { readonly name: string }) => void;
  /** How long the secret is overdue that has been for longest, in milliseconds; asked when somebody looks. */
  readonly overdue: (millis: () => Promise<number>) => void;
  /** Prometheus's text format. */
  readonly print: () => Promise<string>;
  readonly contentType: string;
}

/** The names of services and operations come from the models, never from a request: the series are bounded. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'lockstead_requests_total',
    help: 'Requests answered, by service, operation and outcome (Success or the error code)',
    labelNames: ['service', 'operation', 'outcome'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'lockstead_request_duration_seconds',
    help: 'From the last byte of a request to its answer',
    labelNames: ['service', 'operation'],
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  const jobs = new Counter({
    name: 'lockstead_job_failures_total',
    help: 'Jobs that failed and will be tried again, by kind',
    labelNames: ['kind'],
    registers: [registry],
  });
  const rotations = new Counter({
    name: 'lockstead_rotations_total',
    help: 'Attempts to rotate a secret, and rehearsals (kind="test"), by what became of them',
    labelNames: ['kind', 'outcome'],
    registers: [registry],
  });
  // An alarm on the first failure needs the zero before it.
  for (const { kind, outcome } of Object.values(ROTATIONS)) rotations.labels(kind, outcome).inc(0);
  // Looking a series up by its labels costs more than counting; there are as many as operations and codes.
  const series = new Map<
    string,
    { readonly count: () => void; readonly time: (seconds: number) => void }
  >();
  const seriesOf = (service: string, operation: string, outcome: string) => {
    const name = `${service} ${operation} ${outcome}`;
    let found = series.get(name);
    if (!found) {
      const [counter, histogram] = [
        requests.labels(service, operation, outcome),
        seconds.labels(service, operation),
      ];
      found = { count: () => counter.inc(), time: (took) => histogram.observe(took) };
      series.set(name, found);
    }
    return found;
  };
  return {
    answered: (service, operation, outcome, millis) => {
      const { count, time } = seriesOf(service, operation, outcome);
      count();
      time(millis / 1000);
    },
    connections: (count) => {
      new Gauge({
        name: 'lockstead_connections',
        help: 'Open client connections',
        registers: [registry],
        collect() {
          this.set(count());
        },
      });
    },
    jobFailed: (kind) => jobs.inc({ kind }),
    heard: ({ name }) => {
      const known = Object.hasOwn(ROTATIONS, name) ? ROTATIONS[name] : undefined;
      if (known) rotations.inc({ ...known });
    },
    overdue: (millis) => {
      new Gauge({
        name: 'lockstead_rotation_overdue_seconds',
        help: 'For how long a secret is past the date of its next rotation, of the one that is so for longest',
        registers: [registry],
        async collect() {
          // A store that cannot be read is told by /health, and takes the other figures along with nothing.
          this.set(
            await millis().then(
              (value) => value / 1000,
              () => Number.NaN,
            ),
          );
        },
      });
    },
    print: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** What the trail calls the ends of rotations. */
const ROTATIONS: { readonly [event: string]: { readonly kind: string; readonly outcome: string } } =
  {
    RotationSucceeded: { kind: 'rotation', outcome: 'succeeded' },
    RotationFailed: { kind: 'rotation', outcome: 'failed' },
    RotationAbandoned: { kind: 'rotation', outcome: 'abandoned' },
    TestRotationSucceeded: { kind: 'test', outcome: 'succeeded' },
    TestRotationFailed: { kind: 'test', outcome: 'failed' },
  };
