/** `lockstead secrets …` and `lockstead run`: what people do with secrets, as a client of a running server. */
import type { Command } from 'commander';
import { usageError } from '../../server/operator-error.ts';
import { client, clientOf, openClient } from '../aws/command.ts';
import { examples, many, oneOf, type Options, repeated, text } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import type { Existing } from './copy-in.ts';
import type { Which } from './copy-out.ts';

type Finish = (exitCode: number) => void;

/** Adds the commands to the program. */
export function addSecretsCommands(program: Command, terminal: Terminal, finish: Finish): void {
  const secrets = program
    .command('secrets')
    .helpCommand(false)
    .description(
      'look at secrets, roll back, bring in, take out; nothing shows a value but `export`',
    );

  client(secrets.command('list'))
    .argument('[prefix]', 'what their names begin with')
    .option('--tag <key[=value]>', 'only those with this tag; may be given several times', repeated)
    .option('--deleted', 'also those that wait for their end')
    .option('--json', 'print all that is known of them')
    .description('list secrets, when they were changed and read')
    .addHelpText(
      'after',
      examples(['lockstead secrets list', 'lockstead secrets list prod/ --tag team=blue --json']),
    )
    .action(async (prefix: string | undefined, options: Options) =>
      (await import('./list.ts')).list(await clientOf(options, terminal), terminal, {
        prefix,
        tags: many(options['tag']),
        deletedToo: options['deleted'] === true,
        json: options['json'] === true,
      }),
    );

  client(secrets.command('show'))
    .argument('<name>', 'its name or ARN')
    .option('--json', 'print it as JSON')
    .description('show all about a secret but its values: versions, labels, tags, replicas, policy')
    .addHelpText('after', examples(['lockstead secrets show prod/db']))
    .action(async (name: string, options: Options) =>
      (await import('./show.ts')).show(await clientOf(options, terminal), terminal, {
        name,
        json: options['json'] === true,
      }),
    );

  client(secrets.command('diff'))
    .argument('<name>', 'its name or ARN')
    .option('--from <version>', 'a staging label or a version id', 'AWSPREVIOUS')
    .option('--to <version>', 'likewise', 'AWSCURRENT')
    .option('--lengths', 'also tell how long texts are')
    .description(
      'tell what changed between two versions: which members, of which kind, never their values',
    )
    .addHelpText(
      'after',
      examples([
        'lockstead secrets diff prod/db',
        'lockstead secrets diff prod/db --from AWSCURRENT --to AWSPENDING',
      ]),
    )
    .action(async (name: string, options: Options) =>
      (await import('./diff.ts')).diff(await clientOf(options, terminal), terminal, {
        name,
        from: text(options['from'])!,
        to: text(options['to'])!,
        lengths: options['lengths'] === true,
      }),
    );

  client(secrets.command('rollback'))
    .argument('<name>', 'its name or ARN')
    .option('--label <label>', 'the staging label to move', 'AWSCURRENT')
    .option(
      '--to <version>',
      'a version id, or a label that the version has (AWSPREVIOUS for AWSCURRENT)',
    )
    .option('--yes', 'do not ask')
    .description(
      'move a staging label to another version: AWSCURRENT back to the previous one unless told',
    )
    .addHelpText(
      'after',
      examples([
        'lockstead secrets rollback prod/db',
        'lockstead secrets rollback prod/db --to 3f0c0f5e-1e5b-4c58-9f0e-6f1f7a3f0a11 --yes',
      ]),
    )
    .action(async (name: string, options: Options) =>
      (await import('./rollback.ts')).rollback(await clientOf(options, terminal), terminal, {
        name,
        label: text(options['label'])!,
        to: text(options['to']),
        yes: options['yes'] === true,
      }),
    );

  client(secrets.command('import'))
    .argument('[file]', 'a `.env` file, JSON, or what `export` wrote; `-` is standard input')
    .option('--name <name>', 'put all variables of the file into one secret of this name')
    .option(
      '--prefix <prefix>',
      'make one secret of each variable, with this in front; or take only such secrets from a server',
    )
    .option('--from-endpoint <url>', 'take them from this server; `aws` is AWS itself')
    .option('--from-profile <name>', "the other server's profile")
    .option('--from-region <region>', "the other server's Region")
    .option(
      '--existing <what>',
      'with secrets that are there already: fail, skip or update',
      'fail',
    )
    .option(
      '--versions <which>',
      'all, labelled or current: which versions to take from a server',
      'all',
    )
    .option('--kms-key <id>', 'the KMS key for all of them; `keep` for the one that each had')
    .option('--without-policies', 'leave resource policies out')
    .option('--passphrase-file <file>', 'where the passphrase of a sealed export lies')
    .option('--dry-run', 'tell what would be done, and do nothing')
    .option('--yes', 'do not ask before secrets that are there are changed')
    .description(
      'bring secrets in, from a file or another server, with versions, labels, tags and policies',
    )
    .addHelpText(
      'after',
      examples([
        'lockstead secrets import app.env --name prod/app',
        'lockstead secrets import values.json --prefix prod/',
        'lockstead secrets import all.sealed --existing skip',
        'lockstead secrets import --from-endpoint aws --from-profile prod --from-region eu-west-1',
      ]),
    )
    .action(async (file: string | undefined, options: Options) =>
      finish(await bringIn(file, options, terminal)),
    );

  client(secrets.command('export'))
    .argument('[names...]', 'secrets by name; all of them where none is named')
    .option('--prefix <prefix>', 'all whose names begin so')
    .option('-o, --output <file>', 'the file to write (mode 0600); standard output unless told')
    .option('--plain', 'in the clear; sealed under a passphrase unless told')
    .option(
      '--passphrase-file <file>',
      'where the passphrase lies; asked for unless told (LOCKSTEAD_EXPORT_PASSPHRASE)',
    )
    .option(
      '--format <format>',
      'archive, or env: the members of one secret as a `.env` file, in the clear',
      'archive',
    )
    .option('--versions <which>', 'all, labelled or current', 'all')
    .option('--force', 'replace the file if it is there')
    .option('--yes', 'show values on a terminal')
    .description('write secrets to a file, with versions, labels, tags and policies')
    .addHelpText(
      'after',
      examples([
        'lockstead secrets export -o all.sealed',
        'lockstead secrets export prod/app --format env -o app.env',
        'lockstead secrets export --prefix prod/ --plain | jq .secrets[].name',
      ]),
    )
    .action(async (names: readonly string[], options: Options) => {
      if (names.length > 0 && options['prefix'] !== undefined) {
        throw usageError('Name secrets, or say `--prefix`, and not both.');
      }
      await (await import('./export.ts')).exportSecrets(
        await clientOf(options, terminal),
        terminal,
        {
          names,
          prefix: text(options['prefix']),
          output: text(options['output']),
          format: oneOf('format', options['format'], ['archive', 'env'] as const),
          which: oneOf('versions', options['versions'], WHICH),
          plain: options['plain'] === true,
          passphraseFile: text(options['passphraseFile']),
          force: options['force'] === true,
          yes: options['yes'] === true,
        },
      );
    });

  client(program.command('run'), true)
    .passThroughOptions()
    .argument('<command...>', 'the program and its arguments')
    .option(
      '--secret <secret>',
      'NAME: a variable for each member of its JSON object; VAR=NAME: its value; VAR=NAME:member: one member; may be given several times',
      repeated,
    )
    .option('--version <version>', 'a staging label or a version id', 'AWSCURRENT')
    .option('--prefix <prefix>', "what stands before the members' names", '')
    .option('--upper-case', "write the members' names in capitals")
    .description('run a program with secrets in its environment, and nowhere else')
    .addHelpText(
      'after',
      examples([
        'lockstead run --secret prod/db -- ./server --port 8080',
        'lockstead run --secret PGPASSWORD=prod/db:password -- psql -h db',
        'lockstead run --secret prod/db --prefix DB_ --upper-case -- printenv DB_HOST',
      ]),
    )
    .action(async (command: readonly string[], options: Options) =>
      finish(
        await (await import('../run.ts')).run(await clientOf(options, terminal), terminal, {
          secrets: many(options['secret']),
          command,
          version: text(options['version'])!,
          prefix: text(options['prefix'])!,
          upperCase: options['upperCase'] === true,
        }),
      ),
    );
}

async function bringIn(
  file: string | undefined,
  options: Options,
  terminal: Terminal,
): Promise<number> {
  const { importSecrets, incomingFrom, incomingOf } = await import('./import.ts');
  const endpointUrl = text(options['fromEndpoint']);
  const profile = text(options['fromProfile']);
  const isServer = endpointUrl !== undefined || profile !== undefined;
  if ((file === undefined) !== isServer) {
    throw usageError(
      'Say what to import: a file, or another server with `--from-endpoint` or `--from-profile`.',
    );
  }
  const how = {
    existing: oneOf('existing', options['existing'], [
      'fail',
      'skip',
      'update',
    ] as const) satisfies Existing,
    kmsKey: text(options['kmsKey']),
    withPolicies: options['withoutPolicies'] !== true,
    dryRun: options['dryRun'] === true,
    yes: options['yes'] === true,
  };
  const prefix = text(options['prefix']);
  const which = oneOf('versions', options['versions'], WHICH);
  const target = await clientOf(options, terminal);
  if (file === undefined) {
    if (options['name'] !== undefined) {
      throw usageError(
        "`--name` is for the variables of a file: another server's secrets have names.",
      );
    }
    const source = await openClient(
      { endpointUrl, profile, region: text(options['fromRegion']) },
      terminal,
    );
    if (
      source.place === target.place &&
      options['fromRegion'] === options['region'] &&
      profile === text(options['profile'])
    ) {
      throw usageError(
        `Both servers are \`${source.place}\`. Say where to with \`--endpoint-url\`.`,
      );
    }
    return importSecrets(target, terminal, await incomingFrom(source, { prefix, which }), how);
  }
  const { readSource } = await import('./sources.ts');
  const read = await readSource(terminal, {
    file,
    name: text(options['name']),
    prefix,
    passphraseFile: text(options['passphraseFile']),
  });
  return importSecrets(
    target,
    terminal,
    incomingOf(file === '-' ? 'standard input' : `\`${file}\``, read),
    how,
  );
}

const WHICH = ['all', 'labelled', 'current'] as const satisfies readonly Which[];
