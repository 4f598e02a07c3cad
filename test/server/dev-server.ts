import { freePort, lockstead, type Running } from '../process.ts';
import { type Answer, type Plain, type Signed, send, signed } from './signed.ts';

export interface DevServer extends Running {
  readonly send: (request: Signed) => Promise<Answer>;
  readonly ask: (plain: Plain) => Promise<Answer>;
}

/** A `lockstead dev` on a port of its own. */
export async function devServer(...flags: readonly string[]): Promise<DevServer> {
  const port = await freePort();
  const running = await lockstead(['dev', '--port', String(port), ...flags], { port });
  return {
    ...running,
    send: (request) => send(port, request),
    ask: (plain) => send(port, signed(plain)),
  };
}
