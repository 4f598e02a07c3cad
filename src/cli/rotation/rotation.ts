/** `lockstead rotation …`: how rotations stand, a rehearsal, and the way back; as a client of a running server. */
import type { Command } from 'commander';
import { client, clientOf } from '../aws/command.ts';
import { examples, type Options, text } from '../options.ts';
import type { Terminal } from '../terminal.ts';

type Finish = (exitCode: number) => void;

/** Adds the commands to the program. */
export function addRotationCommands(program: Command, terminal: Terminal, finish: Finish): void {
  const rotation = program
    .command('rotation')
    .helpCommand(false)
    .description('see how rotations stand, rehearse one, take one back; nothing shows a value');

  client(rotation.command('status'))
    .argument('[prefix]', 'what the names of the secrets begin with')
    .option('--json', 'print all that is known')
    .description(
      'list the secrets that rotate: when they did, when they will, how far it is, what went wrong last; exits with 1 where one is overdue or has failed',
    )
    .addHelpText(
      'after',
      examples(['lockstead rotation status', 'lockstead rotation status prod/ --json']),
    )
    .action(async (prefix: string | undefined, options: Options) =>
      finish(
        await (await import('./status.ts')).status(await clientOf(options, terminal), terminal, {
          prefix,
          json: options['json'] === true,
        }),
      ),
    );

  client(rotation.command('test'))
    .argument('<secret>', 'its name or ARN')
    .option(
      '--function <function>',
      'a built-in function, by its name or ARN; that of the secret unless told',
    )
    .option('--json', 'print it as JSON')
    .description(
      'rehearse a rotation by a built-in function: network, TLS, login, privileges, password rules; nothing is changed',
    )
    .addHelpText(
      'after',
      examples([
        'lockstead rotation test prod/db',
        'lockstead rotation test prod/db --function SecretsManagerRDSPostgreSQLRotationSingleUser',
      ]),
    )
    .action(async (secret: string, options: Options) =>
      finish(
        await (await import('./rehearse.ts')).rehearse(
          await clientOf(options, terminal),
          terminal,
          {
            secret,
            by: text(options['function']),
            json: options['json'] === true,
          },
        ),
      ),
    );

  client(rotation.command('undo'))
    .argument('<secret>', 'its name or ARN')
    .option('--yes', 'do not ask')
    .option('--no-wait', 'do not wait until it is done')
    .description(
      'go back to the previous version: its password is set again where the secret belongs, tested, and made current, by the steps of a rotation',
    )
    .addHelpText(
      'after',
      examples(['lockstead rotation undo prod/db', 'lockstead rotation undo prod/db --yes']),
    )
    .action(async (secret: string, options: Options) =>
      finish(
        await (await import('./undo.ts')).undo(await clientOf(options, terminal), terminal, {
          secret,
          yes: options['yes'] === true,
          wait: options['wait'] !== false,
        }),
      ),
    );
}
