import type { Command } from 'commander';
import { STORE_SETTINGS } from '../../server/settings.ts';
import type { Programs } from '../lockstead.ts';
import { examples, type Options, repeated, withSettings } from '../options.ts';
import type { Terminal } from '../terminal.ts';

/** Adds `lockstead mfa …`. */
export function addMfaCommands(program: Command, terminal: Terminal, programs: Programs): void {
  const mfa = program
    .command('mfa')
    .helpCommand(false)
    .description('hardware tokens and security keys, for users to be told apart by');
  const asked = (options: Options) => ({ options, terminal, programs });

  withSettings(mfa.command('import'), STORE_SETTINGS)
    .argument(
      '<file>',
      'the seeds as their vendor sent them (`serial,seed`), or - for standard input',
    )
    .option('--account <id>', 'whose users may have them; the first account unless told')
    .option('--encoding <name>', 'how seeds are written: base32 or hex', 'base32')
    .description('take in the seeds of tokens (TOTP with SHA-1, six digits, 30 seconds), sealed')
    .addHelpText(
      'after',
      examples([
        'lockstead mfa import tokens.csv',
        'gpg --decrypt tokens.csv.gpg | lockstead mfa import - --encoding hex --account 111122223333',
      ]),
    )
    .action(async (file: string, options: Options) =>
      (await import('./devices.ts')).importTokens(file, asked(options)),
    );

  withSettings(mfa.command('register'), STORE_SETTINGS)
    .argument('<file>', 'what `fido2-cred -V` printed, or - for standard input')
    .option('--account <id>', 'whose user it is for; the first account unless told')
    .option('--user <name>', 'the user who has it')
    .option('--root', 'it is for the root user')
    .requiredOption('--name <name>', 'what it is called')
    .requiredOption('--relying-party <host>', 'the host of the console, for which it was made')
    .option(
      '--certified <name=level>',
      'FIDO=L1, FIPS-140-2=L2, …, from the metadata of the FIDO Alliance',
      repeated,
    )
    .description('register a FIDO security key for a user, and print its ARN')
    .addHelpText(
      'after',
      examples([
        'fido2-cred -M -i parameters /dev/hidraw0 | fido2-cred -V | lockstead mfa register - --user alice --name blue --relying-party vault.example.com',
      ]),
    )
    .action(async (file: string, options: Options) =>
      (await import('./devices.ts')).registerSecurityKey(file, asked(options)),
    );

  withSettings(mfa.command('list'), { data: STORE_SETTINGS.data, store: STORE_SETTINGS.store })
    .option('--json', 'print it as JSON')
    .description('list tokens and security keys of all accounts, and who has them')
    .action(async (options: Options) => (await import('./devices.ts')).list(asked(options)));

  withSettings(mfa.command('forget'), STORE_SETTINGS)
    .argument('<serial>', 'the serial number of a token that nobody has')
    .description('remove a token that is lost or broken')
    .action(async (serial: string, options: Options) =>
      (await import('./devices.ts')).forgetToken(serial, asked(options)),
    );
}
