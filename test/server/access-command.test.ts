import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { CreateUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { clients, environment } from '../clients.ts';
import { command } from '../kept-server.ts';
import { type DevServer, devServer } from './dev-server.ts';
import { DEV } from './signed.ts';

const READ = 'secretsmanager:GetSecretValue';

suite('questions about access, typed', () => {
  let server: DevServer;
  const type = (...args: readonly string[]) => command(args, environment(server.url, DEV));

  before(async () => {
    server = await devServer();
    const { secrets, iam } = clients(DEV, { endpoint: server.url });
    await secrets.send(new CreateSecretCommand({ Name: 'it_s/db__1_', SecretString: 'x' }));
    await iam.send(new CreateUserCommand({ UserName: 'alice' }));
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Near',
          Effect: 'Allow',
          Action: READ,
          Resource: '*',
          Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
        },
      ],
    });
    await iam.send(
      new PutUserPolicyCommand({ UserName: 'alice', PolicyName: 'p', PolicyDocument }),
    );
  });
  after(() => server.end());

  test('who-can names people, statements and circumstances', async () => {
    const { code, out, err } = await type('who-can', READ, 'it_s/db__1_');
    assert.equal(code, 0, err);
    assert.match(
      out,
      /user\/alice \(when\)\n {2}secretsmanager:GetSecretValue on arn:aws:secretsmanager:\S+ by user alice, inline policy p, statement Near/,
    );
    assert.match(out, /when aws:sourceip is `10\.0\.0\.0`/);
    const json = await type('who-can', READ, 'it_s/db__1_', '--json');
    assert.ok(JSON.parse(json.out).who.some((one: any) => one.principal.endsWith(':user/alice')));
  });

  test('what-can names things', async () => {
    const { code, out, err } = await type('what-can', 'arn:aws:iam::123456789012:user/alice');
    assert.equal(code, 0, err);
    assert.match(out, /^secretsmanager:GetSecretValue \(when\)\n {2}on arn:aws:secretsmanager/m);
  });

  test('what is not there is told, with the exit code of a failure', async () => {
    const { code, err } = await type('who-can', READ, 'nowhere');
    assert.equal(code, 1);
    assert.match(err, /Asking who can was refused: ResourceNotFoundException/);
    assert.equal((await type('what-can', 'arn:aws:iam::123456789012:user/nobody')).code, 1);
  });
});
