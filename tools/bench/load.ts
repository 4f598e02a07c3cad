/**
 * Sends requests that were made beforehand over keep-alive connections, one after another on each,
 * and prints what it measured as JSON. A process of its own: it must not share a core's time with
 * what it measures more than it must.
 */
import { readFileSync } from 'node:fs';
import net from 'node:net';

export interface LoadSpec {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  /** A file of JSON strings, one whole HTTP request a line; sent in turn, over and over. */
  readonly requests: string;
  /** What each connection waits between an answer and its next request: people who do not push. */
  readonly pauseMillis?: number;
}

export interface LoadResult {
  readonly answered: number;
  readonly failed: number;
  readonly firstFailure: string;
  readonly seconds: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

const spec = JSON.parse(process.argv[2]!) as LoadSpec;
const requests = readFileSync(spec.requests, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => Buffer.from(JSON.parse(line) as string));

let next = 0;
let answered = 0;
let failed = 0;
let firstFailure = '';
const latencies = new Float64Array(8_000_000);
const started = performance.now();
const end = started + spec.seconds * 1000;

function connection(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ port: spec.port, host: '127.0.0.1', noDelay: true });
    let sentAt = 0;
    let buffered: Buffer = Buffer.alloc(0);
    const send = () => {
      if (performance.now() >= end) {
        socket.end();
        resolve();
        return;
      }
      sentAt = performance.now();
      socket.write(requests[next++ % requests.length]!);
    };
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('data', (chunk: Buffer) => {
      buffered = buffered.length ? Buffer.concat([buffered, chunk]) : chunk;
      const headEnd = buffered.indexOf('\r\n\r\n');
      if (headEnd === -1) return;
      const head = buffered.toString('latin1', 0, headEnd);
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (buffered.length < headEnd + 4 + length) return;
      if (head.startsWith('HTTP/1.1 200')) latencies[answered++] = performance.now() - sentAt;
      else {
        failed++;
        firstFailure ||= buffered.toString('utf8').slice(0, 600);
      }
      buffered = Buffer.alloc(0);
      if (spec.pauseMillis) setTimeout(send, spec.pauseMillis);
      else send();
    });
  });
}

await Promise.all(Array.from({ length: spec.connections }, connection));
const took = (performance.now() - started) / 1000;
const sorted = latencies.subarray(0, answered).sort();
const at = (share: number) => sorted[Math.min(answered - 1, Math.floor(answered * share))] ?? 0;
const result: LoadResult = {
  answered,
  failed,
  firstFailure,
  seconds: took,
  p50: at(0.5),
  p95: at(0.95),
  p99: at(0.99),
};
console.log(JSON.stringify(result));
