import { devBanner, startBanner } from '../server/banner.ts';
import { devOptions, type Flags, startOptions } from '../server/config.ts';
import { EXIT, OperatorError } from '../server/operator-error.ts';
import type { Programs } from './lockstead.ts';
import type { Terminal } from './terminal.ts';

/** `lockstead start`. Standard output belongs to the log; what people read goes beside it. */
export async function start(flags: Flags, terminal: Terminal, programs: Programs): Promise<void> {
  const options = startOptions(flags, terminal);
  terminal.note(
    startBanner(await listening(options.listen, () => programs.start(options)), options),
  );
}

/** `lockstead dev`. */
export async function dev(flags: Flags, terminal: Terminal, programs: Programs): Promise<void> {
  const options = devOptions(flags, terminal.env);
  terminal.note(devBanner(await listening(options.listen, () => programs.dev(options)), options));
}

async function listening<T>(
  { host, port }: { readonly host: string; readonly port: number },
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    const { code, syscall } = cause as NodeJS.ErrnoException;
    if (syscall !== 'listen' && syscall !== 'getaddrinfo') throw cause;
    throw new OperatorError(
      EXIT.network,
      `Lockstead could not listen on \`${host}:${port}\`: ${WHY[code ?? ''] ?? code}.`,
      { cause },
    );
  }
}

const WHY: { readonly [code: string]: string | undefined } = {
  EADDRINUSE: 'another program does. Stop it, or take another port',
  EADDRNOTAVAIL: 'this machine has no such address. Name one that it has',
  EACCES: "the port is for the system's own services. Take one above 1023",
  ENOTFOUND: 'the name stands for no address. Name an address',
};
