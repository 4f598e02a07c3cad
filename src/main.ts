#!/usr/bin/env node
/** Where everything begins: hands the programs to the command line, and signals to what runs. */
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { runCli } from './cli/lockstead.ts';
import type { Running } from './server/config.ts';

// Starting takes half the time with it. It lies beside the packages, and not where node would put it:
// in the temporary folder, others could leave code for us there.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/lockstead', import.meta.url)));

// The house is loaded when a command needs it: `--help` does not wait for it.
const programs = () => import('./programs.ts');

process.exitCode = await runCli(process.argv.slice(2), {
  start: async (options) => attended((await programs()).start(options)),
  dev: async (options) => attended((await programs()).dev(options)),
  migrations: async () => (await programs()).tables(),
  keys: async () => (await programs()).keys,
  devices: async () => (await programs()).devices,
  accounts: async () => (await programs()).accounts,
});

/**
 * Stops on SIGTERM and SIGINT once what was accepted is answered; a second signal does not wait. It
 * listens for signals before anybody can be answered: between the two, a signal would just kill.
 */
function attended(starting: Promise<Running>): Promise<Running> {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    starting
      .then((running) => running.stop())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('SIGHUP', () => {
    // A start that fails is told of by the command line.
    starting.then((running) => running.reload?.()).catch(() => {});
  });
  return starting;
}
