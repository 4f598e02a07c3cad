/** The command line: reads what was typed, runs one command, says how it ended. */
import { Command, CommanderError } from 'commander';
import type { DevOptions, Flags, Running, StartOptions } from '../server/config.ts';
import { EXIT, OperatorError } from '../server/operator-error.ts';
import { DEV_SETTINGS, START_SETTINGS, STORE_SETTINGS } from '../server/settings.ts';
import type { Migrations } from '../store/store.ts';
import { addAccessCommands } from './access/access.ts';
import { addAccountCommands } from './account/account.ts';
import type { AccountActs } from './account/accounts.ts';
import type { KeyKnowledge } from './kms.ts';
import type { DeviceActs } from './mfa/devices.ts';
import { addMfaCommands } from './mfa/mfa.ts';
import { examples, withSettings } from './options.ts';
import { addRotationCommands } from './rotation/rotation.ts';
import { addSecretsCommands } from './secrets/secrets.ts';
import { ownTerminal, type Terminal } from './terminal.ts';

/** What the command line needs of the house, which it does not know. */
export interface Programs {
  readonly start: (options: StartOptions) => Promise<Running>;
  readonly dev: (options: DevOptions) => Promise<Running>;
  /** The tables of all services and of the house itself. */
  readonly migrations: () => Promise<readonly Migrations[]>;
  /** What is known of keys, and of what hangs on them. */
  readonly keys: () => Promise<KeyKnowledge>;
  /** What is done with the second factors that an operator hands over. */
  readonly devices: () => Promise<DeviceActs>;
  /** What is done with accounts that an operator makes. */
  readonly accounts: () => Promise<AccountActs>;
}

/**
 * Runs one command and resolves to the exit code: for `start` and `dev` once the server answers, for
 * the others when they are done.
 */
export async function runCli(
  argv: readonly string[],
  programs: Programs,
  terminal: Terminal = ownTerminal(),
): Promise<number> {
  let exitCode: number = EXIT.ok;
  const program = describe(programs, terminal, (code) => (exitCode = code));
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? EXIT.ok : EXIT.usage;
    terminal.note(`lockstead: ${sentence(cause)}`);
    return cause instanceof OperatorError ? cause.exitCode : EXIT.failure;
  }
}

type Finish = (exitCode: number) => void;

function describe(programs: Programs, terminal: Terminal, finish: Finish): Command {
  const program = new Command('lockstead')
    .description(
      'A security plane that AWS clients use unchanged: Secrets Manager, KMS, IAM, STS, Organizations.',
    )
    // Subcommands take both over, so they are said before those are made.
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.note(text.replace(/^error: /, 'lockstead: ').trimEnd()),
    })
    .helpCommand(false)
    // What follows a command that `run` runs is that command's.
    .enablePositionalOptions()
    .showHelpAfterError('Say `--help` after the command to see what it takes.')
    .addHelpText('after', EXIT_CODES);

  withSettings(program.command('start'), START_SETTINGS)
    .description(
      'run the server; the first start makes an account, its administrator and the root key',
    )
    .addHelpText(
      'after',
      examples([
        'lockstead start',
        'lockstead start --data /var/lib/lockstead --listen 0.0.0.0:4600 --tls-cert cert.pem --tls-key key.pem',
        'LOCKSTEAD_STORE=postgres://lockstead@db/lockstead lockstead start',
      ]),
    )
    .action(async (flags: Flags) => (await import('./serve.ts')).start(flags, terminal, programs));

  withSettings(program.command('dev'), DEV_SETTINGS)
    .description(
      'run a server for tests: everything in memory, fixed credentials, a clock that can be moved',
    )
    .addHelpText(
      'after',
      examples([
        'lockstead dev',
        'lockstead dev --port 0 --account 111122223333',
        'LOCKSTEAD_SECRET_ACCESS_KEY=… lockstead dev --access-key-id AKIA…',
      ]),
    )
    .action(async (flags: Flags) => (await import('./serve.ts')).dev(flags, terminal, programs));

  withSettings(program.command('doctor'), DOCTOR_SETTINGS)
    .description(
      'see whether everything is well: store, root key, permissions, clock, TLS, disk; changes nothing',
    )
    .addHelpText(
      'after',
      examples([
        'lockstead doctor',
        'lockstead doctor --data /var/lib/lockstead --listen 0.0.0.0:4600 --tls-cert cert.pem --tls-key key.pem',
      ]),
    )
    .action(async (flags: Flags) =>
      finish(await (await import('./doctor.ts')).doctor(flags, terminal, programs)),
    );

  withSettings(program.command('backup'), BACKUP_SETTINGS)
    .argument('<file>', 'the file to write (mode 0600)')
    .option('--force', 'replace the file if it is there')
    .description(
      'write all rows of one moment to a file, while the server runs; the root key is not in it',
    )
    .addHelpText(
      'after',
      examples([
        'lockstead backup monday.backup',
        'lockstead backup --data /var/lib/lockstead --force /backups/lockstead.backup',
      ]),
    )
    .action(async (file: string, flags: Flags) =>
      (await import('./backup.ts')).backup(file, flags, terminal, programs),
    );

  withSettings(program.command('restore'), STORE_SETTINGS)
    .argument('<file>', 'a file that `lockstead backup` wrote')
    .description(
      'fill an empty store from a backup, of either engine; the server starts with the root key of that day',
    )
    .addHelpText(
      'after',
      examples([
        'lockstead restore monday.backup --data ./restored --root-key file:./lockstead-root.key',
        'LOCKSTEAD_STORE=postgres://lockstead@db/lockstead lockstead restore monday.backup',
      ]),
    )
    .action(async (file: string, flags: Flags) =>
      (await import('./backup.ts')).restore(file, flags, terminal, programs),
    );

  const rootKey = program
    .command('root-key')
    .helpCommand(false)
    .description('rotate the root key, or make one to be handed over');
  withSettings(rootKey.command('rotate'), STORE_SETTINGS)
    .option(
      '--to <source>',
      'where the new root key lies, or is to lie; the place of the old one unless told',
    )
    .option('--new-ring-key', 'also add a key to the keyring, which seals from the next start on')
    .description('wrap the keyring with a new root key, while servers run')
    .addHelpText(
      'after',
      examples([
        'lockstead root-key rotate',
        'lockstead root-key rotate --to passphrase',
        'lockstead root-key rotate --root-key env:OLD_KEY --to env:NEW_KEY',
      ]),
    )
    .action(async (flags: Flags) =>
      (await import('./root-key.ts')).rotate(flags, terminal, programs),
    );
  rootKey
    .command('new')
    .description('print a new root key, for `env:` and `credential:`; nothing is written anywhere')
    .addHelpText(
      'after',
      examples([
        'lockstead root-key new | systemd-creds encrypt --name=lockstead - /etc/credstore.encrypted/lockstead',
      ]),
    )
    .action(async () => (await import('./root-key.ts')).printNew(terminal));

  addSecretsCommands(program, terminal, finish);
  addAccessCommands(program, terminal);
  addRotationCommands(program, terminal, finish);
  addAccountCommands(program, terminal, programs);
  addMfaCommands(program, terminal, programs);

  const kms = program
    .command('kms')
    .helpCommand(false)
    .description('what hangs on a key, before it is deleted');
  withSettings(kms.command('impact'), BACKUP_SETTINGS)
    .argument('<key>', 'its id, its ARN, an alias or the ARN of one')
    .option('--json', 'print it as JSON')
    .description(
      'list the secrets, aliases and grants that depend on a key, in all accounts, and when it was last used; reads the store beside its server',
    )
    .addHelpText(
      'after',
      examples([
        'lockstead kms impact alias/payments',
        'lockstead kms impact arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab --json',
      ]),
    )
    .action(async (key: string, flags: Flags) =>
      (await import('./kms.ts')).impact(key, flags, terminal, programs),
    );

  program
    .command('version')
    .description('print the version')
    .action(async () => terminal.print(await (await import('./version.ts')).version()));
  return program;
}

const { listen, tlsCert, tlsKey } = START_SETTINGS;
const DOCTOR_SETTINGS = { ...STORE_SETTINGS, listen, tlsCert, tlsKey };
const { data, store } = STORE_SETTINGS;
/** A backup needs no root key: it copies what is sealed as it is. */
const BACKUP_SETTINGS = { data, store };

const EXIT_CODES = `
Exit codes: 0 well, 1 failed, 2 not understood, 3 root key, 4 store, 5 network or TLS.
Every option that names a variable can be set by it; the option goes before the variable.`;

function sentence(cause: unknown): string {
  if (!(cause instanceof Error)) return 'something failed without saying why.';
  return /[.!?]$/.test(cause.message) ? cause.message : `${cause.message}.`;
}
