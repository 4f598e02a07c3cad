/** A wire to a server that breaks when it is told to: what a crash on either side looks like to the other. */
import net from 'node:net';

export interface CuttingProxy {
  readonly port: number;
  /** Breaks at the n-th message that the client sends from now on: before it is passed on, or after. */
  readonly cutAt: (n: number, when: 'before' | 'after') => void;
  /** Mends the wire, and gives how many messages were sent since it was told to break. */
  readonly mend: () => number;
  readonly stop: () => void;
}

export async function cuttingProxy(to: number): Promise<CuttingProxy> {
  let [sent, breaksAt, when] = [0, Infinity, 'before'];
  const open = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const upstream = net.connect(to, '127.0.0.1');
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        // What was passed on is still read by the server: a client that is gone takes nothing back.
        upstream.end();
      });
    }
    upstream.on('data', (bytes) => client.write(bytes));
    client.on('data', (bytes) => {
      sent++;
      if (sent > breaksAt) return void client.destroy();
      if (sent < breaksAt) return void upstream.write(bytes);
      if (when === 'after') upstream.write(bytes, () => client.destroy());
      else client.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    cutAt: (n, at) => {
      [sent, breaksAt, when] = [0, n, at];
    },
    mend: () => {
      breaksAt = Infinity;
      return sent;
    },
    stop: () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
