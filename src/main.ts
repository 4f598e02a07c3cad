#!/usr/bin/env node
/** Where everything begins: hands the programs to the command line. */
import { runCli } from './cli/lockstead.ts';
import { dev, start } from './programs.ts';

process.exitCode = await runCli(process.argv, { start, dev });
