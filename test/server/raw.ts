/** HTTP by hand: what no client library would send. */
import net from 'node:net';
import tls from 'node:tls';

export interface RawAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

/** A connection on which anything can be said. */
export interface Line {
  readonly socket: net.Socket;
  readonly say: (words: string | Uint8Array) => void;
  /** The next whole answer; rejects when the connection ends before it. */
  readonly hear: (toHead?: boolean) => Promise<RawAnswer>;
  /** Resolves when the server has closed the connection. */
  readonly closed: Promise<void>;
}

/** Connects; rejects when nobody listens. */
export function call(port: number, secure?: tls.ConnectionOptions): Promise<Line> {
  return new Promise((resolve, reject) => {
    const socket = secure
      ? tls.connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...secure })
      : net.connect({ port, host: '127.0.0.1' });
    socket.once('error', reject);
    socket.once(secure ? 'secureConnect' : 'connect', () => resolve(lineOn(socket)));
  });
}

function lineOn(socket: net.Socket): Line {
  let heard = Buffer.alloc(0);
  let ended = false;
  let wake = () => {};
  socket.on('data', (chunk: Buffer) => {
    heard = Buffer.concat([heard, chunk]);
    wake();
  });
  // A connection that is reset has ended like others.
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => {
    const end = () => {
      ended = true;
      wake();
      resolve();
    };
    socket.once('end', end);
    socket.once('close', end);
  });
  return {
    socket,
    closed,
    say: (words) => void socket.write(words),
    hear: async (toHead = false) => {
      for (;;) {
        const found = answerIn(heard, toHead);
        if (found) {
          heard = heard.subarray(found.length);
          return found.answer;
        }
        if (ended) throw new Error(`the connection ended after ${JSON.stringify(`${heard}`)}`);
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}

function answerIn(
  heard: Buffer,
  toHead: boolean,
): { readonly answer: RawAnswer; readonly length: number } | undefined {
  const end = heard.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const [first, ...lines] = heard.toString('latin1', 0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const status = Number(first!.split(' ')[1]);
  const size = toHead || status < 200 ? 0 : Number(headers['content-length'] ?? 0);
  const length = end + 4 + size;
  if (heard.length < length) return undefined;
  return { answer: { status, headers, body: heard.toString('utf8', end + 4, length) }, length };
}
