/** `lockstead who-can`, `what-can` and `why`: questions about access, asked of a running server. */
import type { Command } from 'commander';
import { client, clientOf } from '../aws/command.ts';
import { examples, type Options } from '../options.ts';
import type { Terminal } from '../terminal.ts';

/** Adds the commands to the program. */
export function addAccessCommands(program: Command, terminal: Terminal): void {
  client(program.command('who-can'))
    .argument('<action>', 'as policies spell it')
    .argument('<resource>', 'a secret, a key or a role: by its ARN, or by what its service takes')
    .option('--json', 'print all that is known')
    .description(
      'list everybody who can do something, with his way: roles, policies, grants; and under what circumstances',
    )
    .addHelpText(
      'after',
      examples([
        'lockstead who-can secretsmanager:GetSecretValue prod/db',
        'lockstead who-can kms:Decrypt alias/payments --json',
        'lockstead who-can sts:AssumeRole arn:aws:iam::111122223333:role/deployer',
      ]),
    )
    .action(async (action: string, resource: string, options: Options) =>
      (await import('./who-can.ts')).whoCan(await clientOf(options, terminal), terminal, {
        action,
        resource,
        json: options['json'] === true,
      }),
    );

  client(program.command('what-can'))
    .argument('<principal>', 'the ARN of a user, a role or a root user')
    .option('--json', 'print all that is known')
    .description(
      'list what somebody can do with secrets and keys, himself and by the roles that he can assume',
    )
    .addHelpText('after', examples(['lockstead what-can arn:aws:iam::111122223333:user/alice']))
    .action(async (principal: string, options: Options) =>
      (await import('./what-can.ts')).whatCan(await clientOf(options, terminal), terminal, {
        principal,
        json: options['json'] === true,
      }),
    );

  client(program.command('why'))
    .argument('<id>', 'the authorization id of a refusal, or its whole message')
    .option('--json', 'print all that is known')
    .description(
      'tell why a request was refused: the statements that decided, or that came nearest and what they lacked',
    )
    .addHelpText('after', examples(['lockstead why 2a51xkq300mhx4u1y2pfr3k0zq7c8d9e1']))
    .action(async (id: string, options: Options) =>
      (await import('./why.ts')).why(await clientOf(options, terminal), terminal, {
        text: id,
        json: options['json'] === true,
      }),
    );
}
