/** Commands that are clients: their options, and the client that these make. */
import type { Command } from 'commander';
import { type Options, text, withSettings } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { type Client, createClient } from './client.ts';
import { CLIENT_SETTINGS, connection, type Wanted } from './connection.ts';

/** Gives a command the options of a client. */
export const client = (command: Command, manyArguments = false): Command =>
  withSettings(command, CLIENT_SETTINGS).allowExcessArguments(manyArguments);

/** The client that a command's options make. */
export const clientOf = (options: Options, terminal: Terminal): Promise<Client> =>
  openClient(
    {
      profile: text(options['profile']),
      region: text(options['region']),
      endpointUrl: text(options['endpointUrl']),
      data: text(options['data']),
    },
    terminal,
  );

/** A client of the server that is wanted; says so where what it sends can be read on the way. */
export async function openClient(wanted: Wanted, terminal: Terminal): Promise<Client> {
  const found = await connection(wanted, terminal.env);
  const { protocol, hostname, origin } = found.endpoint;
  if (protocol === 'http:' && !LOOPBACK.test(hostname)) {
    terminal.note(
      `lockstead: ${origin} is asked without TLS: values travel where others can read them.`,
    );
  }
  return createClient(found);
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
