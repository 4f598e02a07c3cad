import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
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

  test('why tells what came nearest to a refusal, by its id or by its message', async () => {
    const { iam } = clients(DEV, { endpoint: server.url });
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }));
    const alice = {
      accessKeyId: AccessKey!.AccessKeyId!,
      secretAccessKey: AccessKey!.SecretAccessKey!,
    };
    const { secrets } = clients(alice, { endpoint: server.url });
    const refusal: Error = await secrets
      .send(new GetSecretValueCommand({ SecretId: 'it_s/db__1_' }))
      .then(
        () => assert.fail('it was allowed'),
        (cause) => cause,
      );
    const [, sentence, id] =
      /^(.*) because no identity-based policy allows the secretsmanager:GetSecretValue action\. For complete details, call the GetRequestAuthorizationDetails API with the following authorization id: (\w+)$/.exec(
        refusal.message,
      )!;
    assert.match(sentence!, /^User: arn:aws:iam::123456789012:user\/alice is not authorized/);
    for (const text of [id!, refusal.message]) {
      const { code, out, err } = await type('why', text);
      assert.equal(code, 0, err);
      assert.match(
        out,
        /user\/alice asked for secretsmanager:GetSecretValue\n {2}on arn:aws:secretsmanager:\S+: no identity based policy allows it\.\nWhat came nearest:/,
      );
      assert.match(
        out,
        /statement Near\n {4}wants aws:SourceIp to be 10\.0\.0\.0\/8 \(IpAddress\); it is 127\.0\.0\.1/,
      );
    }
    const unknown = await type('why', 'nothing');
    assert.equal(unknown.code, 1);
    assert.match(unknown.err, /ResourceNotFoundException/);
  });

  test('what is not there is told, with the exit code of a failure', async () => {
    const { code, err } = await type('who-can', READ, 'nowhere');
    assert.equal(code, 1);
    assert.match(err, /Asking who can was refused: ResourceNotFoundException/);
    assert.equal((await type('what-can', 'arn:aws:iam::123456789012:user/nobody')).code, 1);
  });
});
