/** The one place where a command starts a program: the one that the operator has typed. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { EXIT, OperatorError } from '../server/operator-error.ts';

/** What shells answer for a program that is not there, or that nobody may run. */
const NOT_FOUND = 127;
const NOT_RUNNABLE = 126;

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const;

/**
 * Runs a program in this terminal with its own environment, hands signals on, and resolves to its exit code;
 * 128 and the signal's number where a signal has ended it.
 */
export function runChild(
  [program, ...args]: readonly [string, ...string[]],
  env: { readonly [name: string]: string | undefined },
  forget: () => void,
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  // What is in `env` is copied into the new process, and shown to nobody: not to `ps`, which lists arguments.
  const child = spawn(program, args, { stdio: 'inherit', env: { ...env } });
  forget();
  // Who presses Ctrl-C interrupts both: the terminal tells the child itself, and twice would be too often.
  const isToldAlready = (signal: NodeJS.Signals) =>
    process.stdin.isTTY && (signal === 'SIGINT' || signal === 'SIGQUIT');
  const handOn = (signal: NodeJS.Signals) => {
    if (!isToldAlready(signal)) child.kill(signal);
  };
  for (const signal of FORWARDED) process.on(signal, handOn);
  const end = () => {
    for (const signal of FORWARDED) process.off(signal, handOn);
  };
  child.once('error', (cause: NodeJS.ErrnoException) => {
    end();
    if (cause.code === 'ENOENT' || cause.code === 'EACCES') {
      return resolve(cause.code === 'ENOENT' ? NOT_FOUND : NOT_RUNNABLE);
    }
    reject(
      new OperatorError(EXIT.failure, `\`${program}\` could not be started (${cause.code}).`, {
        cause,
      }),
    );
  });
  child.once('exit', (code, signal) => {
    end();
    resolve(code ?? 128 + constants.signals[signal!]);
  });
  return promise;
}

/** Why a program did not run, where its exit code says so. */
export const notRun = (code: number, program: string): string | undefined =>
  code === NOT_FOUND
    ? `There is no program \`${program}\`. Is it installed, and on the \`PATH\`?`
    : code === NOT_RUNNABLE
      ? `\`${program}\` may not be run. Look at its permissions.`
      : undefined;
