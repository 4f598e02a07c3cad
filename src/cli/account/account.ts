import type { Command } from 'commander';
import { STORE_SETTINGS } from '../../server/settings.ts';
import type { Programs } from '../lockstead.ts';
import { examples, type Options, withSettings } from '../options.ts';
import type { Terminal } from '../terminal.ts';

/** Adds `lockstead account …`. */
export function addAccountCommands(program: Command, terminal: Terminal, programs: Programs): void {
  const account = program
    .command('account')
    .helpCommand(false)
    .description('accounts that stand alone, beside the one of the first start');
  const asked = (options: Options) => ({ options, terminal, programs });

  withSettings(account.command('create'), STORE_SETTINGS)
    .requiredOption('--name <name>', 'what it is called')
    .requiredOption('--email <address>', 'the address of its root user, which no other account has')
    .option('--account <id>', 'its number (12 digits; drawn unless told)')
    .option(
      '--credentials <file>',
      "where its administrator's credentials are written; unless told aws/credentials-ID in the data folder",
    )
    .description('make an account and its administrator, in no organization, while servers run')
    .addHelpText(
      'after',
      examples([
        'lockstead account create --name staging --email staging@example.com',
        'LOCKSTEAD_STORE=postgres://lockstead@db/lockstead lockstead account create --name lab --email lab@example.com --credentials ./lab',
      ]),
    )
    .action(async (options: Options) => (await import('./accounts.ts')).create(asked(options)));

  const { data, store } = STORE_SETTINGS;
  withSettings(account.command('list'), { data, store })
    .option('--json', 'print it as JSON')
    .description('list the accounts, and the organization of each')
    .action(async (options: Options) => (await import('./accounts.ts')).list(asked(options)));
}
