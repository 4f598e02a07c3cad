import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { clients, environment } from '../clients.ts';
import { command } from '../kept-server.ts';
import { scratch } from '../process.ts';
import { type DevServer, devServer } from './dev-server.ts';
import { DEV } from './signed.ts';

const ACCOUNT = '123456789012';
const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: 'secretsmanager:GetSecretValue',
      Resource: '*',
    },
  ],
});
const PASSPHRASE = { LOCKSTEAD_EXPORT_PASSPHRASE: 'four random words here' };
const JSON_VALUE = (password: string) => JSON.stringify({ user: 'app', password });

suite('lockstead secrets', () => {
  let here: DevServer;
  let there: DevServer;
  let sm: SecretsManagerClient;
  let away: SecretsManagerClient;
  const place = scratch();
  const file = (name: string) => join(place.path, name);

  /** Types a command, as the owner of both servers. */
  const type = (...args: readonly string[]) => command(args, environment(here.url, DEV));
  const typeThere = (args: readonly string[], env = {}) =>
    command(args, { ...environment(there.url, DEV), ...env });
  const ok = async (running: ReturnType<typeof command>) => {
    const ran = await running;
    assert.equal(ran.code, 0, ran.err);
    return ran;
  };

  before(async () => {
    here = await devServer();
    there = await devServer();
    sm = clients(DEV, { endpoint: here.url }).secrets;
    away = clients(DEV, { endpoint: there.url }).secrets;
    const Tags = [{ Key: 'team', Value: 'blue' }];
    await sm.send(
      new CreateSecretCommand({
        Name: 'prod/db',
        Description: 'the database\u001b[31m',
        SecretString: JSON_VALUE('first-hunter'),
        Tags,
      }),
    );
    for (const password of ['second-hunter', 'third-hunter']) {
      await sm.send(
        new PutSecretValueCommand({ SecretId: 'prod/db', SecretString: JSON_VALUE(password) }),
      );
    }
    await sm.send(
      new PutSecretValueCommand({
        SecretId: 'prod/db',
        SecretString: JSON.stringify({ user: 'app', password: 'next-hunter', ssl: true }),
        VersionStages: ['AWSPENDING', 'candidate'],
      }),
    );
    await sm.send(new PutResourcePolicyCommand({ SecretId: 'prod/db', ResourcePolicy: POLICY }));
    await sm.send(
      new CreateSecretCommand({ Name: 'prod/key', SecretBinary: new Uint8Array([0, 1, 254, 255]) }),
    );
    await sm.send(new CreateSecretCommand({ Name: 'empty' }));
  });
  after(async () => {
    await here.end();
    await there.end();
    place.remove();
  });

  /** Everything about a secret that an import must keep. */
  async function whole(client: SecretsManagerClient, SecretId: string) {
    const described = await client.send(new DescribeSecretCommand({ SecretId }));
    const { ResourcePolicy } = await client.send(new GetResourcePolicyCommand({ SecretId }));
    const { Versions = [] } = await client.send(
      new ListSecretVersionIdsCommand({ SecretId, IncludeDeprecated: true }),
    );
    const values = await Promise.all(
      Versions.map(async ({ VersionId, VersionStages = [] }) => {
        const got = await client.send(new GetSecretValueCommand({ SecretId, VersionId }));
        const value = got.SecretString ?? Buffer.from(got.SecretBinary!).toString('base64');
        return [VersionId, [...VersionStages].sort(), value] as const;
      }),
    );
    return {
      name: described.Name,
      description: described.Description,
      tags: described.Tags,
      policy: ResourcePolicy,
      values: values.sort(([a], [b]) => (a! < b! ? -1 : 1)),
    };
  }

  const labels = async () => {
    const { VersionIdsToStages = {} } = await sm.send(
      new DescribeSecretCommand({ SecretId: 'prod/db' }),
    );
    return new Map(Object.entries(VersionIdsToStages).flatMap(([id, l]) => l.map((s) => [s, id])));
  };

  test('list shows names, and nothing that could move the cursor', async () => {
    const { out } = await ok(type('secrets', 'list', 'prod/'));
    assert.match(
      out,
      /^NAME +CHANGED +READ\nprod\/db +\d{4}-\d\d-\d\d +.*the database�\[31m\nprod\/key /,
    );
    assert.doesNotMatch(out, /empty|hunter/);
    const tagged = JSON.parse(
      (await ok(type('secrets', 'list', '--tag', 'team=blue', '--json'))).out,
    );
    assert.deepEqual(
      tagged.map(({ Name }: any) => Name),
      ['prod/db'],
    );
    const none = await ok(type('secrets', 'list', '--tag', 'team=red'));
    assert.deepEqual([none.out, /No secret fits/.test(none.err)], ['', true]);
  });

  test('show tells all but the values', async () => {
    const { out } = await ok(type('secrets', 'show', 'prod/db'));
    assert.match(
      out,
      /Tag +team=blue[^]*Versions[^]*AWSPENDING, candidate[^]*"Action": "secretsmanager:GetSecretValue"/,
    );
    assert.doesNotMatch(out, /hunter/);
    const shown = JSON.parse((await ok(type('secrets', 'show', 'prod/db', '--json'))).out);
    assert.equal(shown.Versions.length, 4);
    const missing = await type('secrets', 'show', 'nothing');
    assert.equal(missing.code, 1);
    assert.match(
      missing.err,
      /Showing `nothing` was refused: ResourceNotFoundException\..*lockstead secrets list/,
    );
  });

  test('diff tells what changed and not from what to what', async () => {
    const { out } = await ok(
      type('secrets', 'diff', 'prod/db', '--from', 'AWSCURRENT', '--to', 'AWSPENDING'),
    );
    assert.match(out, / {2}user +text +same\n~ password +text +changed\n\+ ssl +boolean +new\n$/);
    assert.doesNotMatch(out, /hunter/);
  });

  test('rollback moves the label, forth and back, after a yes', async () => {
    const before = await labels();
    const unasked = await type('secrets', 'rollback', 'prod/db');
    assert.deepEqual([unasked.code, /Say `--yes`/.test(unasked.err)], [2, true]);
    assert.deepEqual(await labels(), before);
    const { err } = await ok(type('secrets', 'rollback', 'prod/db', '--yes'));
    const after = await labels();
    assert.equal(after.get('AWSCURRENT'), before.get('AWSPREVIOUS'));
    assert.equal(after.get('AWSPREVIOUS'), before.get('AWSCURRENT'));
    assert.match(
      err,
      new RegExp(`AWSCURRENT\` of \`prod/db\` is on the version \`${before.get('AWSPREVIOUS')}`),
    );
    await ok(type('secrets', 'rollback', 'prod/db', '--yes'));
    assert.deepEqual(await labels(), before);
    const custom = ['--label', 'candidate', '--to', 'AWSCURRENT', '--yes'];
    await ok(type('secrets', 'rollback', 'prod/db', ...custom));
    assert.equal((await labels()).get('candidate'), before.get('AWSCURRENT'));
    assert.match((await ok(type('secrets', 'rollback', 'prod/db', ...custom))).err, /already/);
    assert.equal((await type('secrets', 'rollback', 'prod/db', '--label', 'candidate')).code, 2);
    assert.equal((await type('secrets', 'rollback', 'prod/db', '--to', 'nowhere')).code, 2);
    await sm.send(
      new UpdateSecretVersionStageCommand({
        SecretId: 'prod/db',
        VersionStage: 'candidate',
        MoveToVersionId: before.get('AWSPENDING'),
        RemoveFromVersionId: before.get('AWSCURRENT'),
      }),
    );
  });

  test('an export is sealed unless it is to be plain, and readable by its owner alone', async () => {
    const sealed = file('all.sealed');
    const export_ = ['secrets', 'export', '-o', sealed];
    const none = await type(...export_);
    assert.deepEqual([none.code, /LOCKSTEAD_EXPORT_PASSPHRASE/.test(none.err)], [2, true]);
    await ok(command(export_, { ...environment(here.url, DEV), ...PASSPHRASE }));
    assert.equal(statSync(sealed).mode & 0o777, 0o600);
    assert.doesNotMatch(readFileSync(sealed, 'utf8'), /hunter|prod/);
    const again = await command(export_, { ...environment(here.url, DEV), ...PASSPHRASE });
    assert.deepEqual([again.code, /--force/.test(again.err)], [2, true]);
    const short = { ...environment(here.url, DEV), LOCKSTEAD_EXPORT_PASSPHRASE: 'short' };
    assert.equal((await command([...export_, '--force'], short)).code, 2);

    const plain = file('all.json');
    await ok(
      type('secrets', 'export', 'prod/db', '--plain', '-o', plain, '--versions', 'labelled'),
    );
    assert.equal(statSync(plain).mode & 0o777, 0o600);
    const [secret] = JSON.parse(readFileSync(plain, 'utf8')).secrets;
    assert.deepEqual([secret.name, secret.versions.length], ['prod/db', 3]);
    const { out } = await ok(type('secrets', 'export', 'prod/db', '--format', 'env'));
    assert.equal(out, 'user=app\npassword=third-hunter\n');
    assert.equal((await type('secrets', 'export', 'prod/key', '--format', 'env')).code, 2);
    assert.equal((await type('secrets', 'export', 'nothing', '--plain')).code, 1);
  });

  test('an archive brings names, versions, labels, tags and policies to another server', async () => {
    const sealed = ['secrets', 'import', file('all.sealed')];
    const shut = await typeThere(sealed, { LOCKSTEAD_EXPORT_PASSPHRASE: 'four other words here' });
    assert.deepEqual([shut.code, /does not open with this passphrase/.test(shut.err)], [1, true]);
    const dry = await ok(typeThere([...sealed, '--dry-run'], PASSPHRASE));
    assert.equal(dry.out, 'create  empty\ncreate  prod/db\ncreate  prod/key\n');
    await assert.rejects(whole(away, 'prod/db'), { name: 'ResourceNotFoundException' });

    const { err } = await ok(typeThere(sealed, PASSPHRASE));
    assert.match(err, /3 created, 0 updated, 0 skipped, 0 failed/);
    for (const name of ['prod/db', 'prod/key', 'empty']) {
      assert.deepEqual(await whole(away, name), await whole(sm, name), name);
    }
    const twice = await typeThere(sealed, PASSPHRASE);
    assert.deepEqual([twice.code, /--existing skip/.test(twice.err)], [1, true]);
    const skipped = await ok(typeThere([...sealed, '--existing', 'skip'], PASSPHRASE));
    assert.match(skipped.err, /0 created, 0 updated, 3 skipped/);
  });

  test('what is there is updated after a yes, and its own versions stay', async () => {
    await away.send(new PutSecretValueCommand({ SecretId: 'prod/db', SecretString: 'strayed' }));
    const update = ['secrets', 'import', file('all.sealed'), '--existing', 'update'];
    const unasked = await typeThere(update, PASSPHRASE);
    assert.deepEqual([unasked.code, /Say `--yes`/.test(unasked.err)], [2, true]);
    const { err } = await ok(typeThere([...update, '--yes'], PASSPHRASE));
    assert.match(err, /0 created, 3 updated, 0 skipped, 0 failed/);
    const [now, wanted] = [await whole(away, 'prod/db'), await whole(sm, 'prod/db')];
    const strayed = now.values.filter(([, , value]) => value === 'strayed');
    assert.deepEqual(
      strayed.map(([, stages]) => stages),
      [[]],
    );
    assert.deepEqual(
      now.values.filter(([, , value]) => value !== 'strayed'),
      wanted.values,
    );
    assert.deepEqual({ ...now, values: [] }, { ...wanted, values: [] });
  });

  test('secrets come from another server as they are there', async () => {
    const third = await devServer();
    try {
      const source = ['--from-endpoint', here.url, '--prefix', 'prod/'];
      const env = environment(third.url, DEV);
      const { err } = await ok(command(['secrets', 'import', ...source], env));
      assert.match(err, /2 created/);
      const client = clients(DEV, { endpoint: third.url }).secrets;
      for (const name of ['prod/db', 'prod/key']) {
        assert.deepEqual(await whole(client, name), await whole(sm, name), name);
      }
      const itself = await command(['secrets', 'import', '--from-endpoint', third.url], env);
      assert.deepEqual([itself.code, /Both servers/.test(itself.err)], [2, true]);
    } finally {
      await third.end();
    }
  });

  test('variables become one secret, or one each', async () => {
    writeFileSync(file('app.env'), "# mine\nUSER=app\nexport PASSWORD='p#w d'\n");
    const bare = await type('secrets', 'import', file('app.env'));
    assert.deepEqual([bare.code, /--name.*--prefix/.test(bare.err)], [2, true]);
    await ok(type('secrets', 'import', file('app.env'), '--name', 'app/one'));
    const value = async (SecretId: string) =>
      (await sm.send(new GetSecretValueCommand({ SecretId }))).SecretString;
    assert.equal(await value('app/one'), '{"USER":"app","PASSWORD":"p#w d"}');
    await ok(type('secrets', 'import', file('app.env'), '--prefix', 'app/each/'));
    assert.equal(await value('app/each/PASSWORD'), 'p#w d');
    writeFileSync(file('app.json'), '{"a":"text","b":{"c":1}}');
    await ok(type('secrets', 'import', file('app.json'), '--prefix', 'app/json/'));
    assert.deepEqual([await value('app/json/a'), await value('app/json/b')], ['text', '{"c":1}']);
  });

  test('one that is refused does not keep the others out', async () => {
    const archive = JSON.parse(readFileSync(file('all.json'), 'utf8'));
    const [secret] = archive.secrets;
    const policy = POLICY.replace(ACCOUNT, '999999999999');
    archive.secrets = [
      { ...secret, name: 'moved/a', policy },
      { ...secret, name: 'moved/b' },
    ];
    writeFileSync(file('moved.json'), JSON.stringify(archive));
    const ran = await type('secrets', 'import', file('moved.json'));
    assert.equal(ran.code, 1);
    assert.match(ran.err, /Importing `moved\/a` was refused: MalformedPolicyDocumentException/);
    assert.match(ran.err, /1 created, 0 updated, 0 skipped, 1 failed/);
    await ok(
      type(
        'secrets',
        'import',
        file('moved.json'),
        '--existing',
        'update',
        '--without-policies',
        '--yes',
      ),
    );
    for (const broken of [
      '{',
      '{"format":"lockstead-secrets","version":9,"secrets":[]}',
      '{"format":"lockstead-secrets","version":1,"secrets":[{}]}',
    ]) {
      writeFileSync(file('broken.json'), broken);
      const refused = await type('secrets', 'import', file('broken.json'));
      assert.equal(refused.code, 1, broken);
      assert.doesNotMatch(refused.err, /\n\s+at /);
    }
  });

  test('a server that is not there, or that refuses, is told with what to do', async () => {
    const gone = await command(['secrets', 'list'], environment('http://127.0.0.1:9', DEV));
    assert.deepEqual([gone.code, /ECONNREFUSED.*--endpoint-url/.test(gone.err)], [5, true]);
    const strange = { accessKeyId: 'AKIAAAAAAAAAAAAAAAAA', secretAccessKey: 'x' };
    const refused = await command(['secrets', 'list'], environment(here.url, strange));
    assert.deepEqual(
      [refused.code, /credentials are not of this server/.test(refused.err)],
      [1, true],
    );
    const nowhere = await command(['secrets', 'list'], {
      ...environment('', DEV),
      LOCKSTEAD_DATA: file('nothing'),
    });
    assert.deepEqual([nowhere.code, /No server is named/.test(nowhere.err)], [2, true]);
  });

  test('run puts values into the environment of the program, and nowhere else', async () => {
    const node = process.execPath;
    const script =
      'console.log(process.env.user, process.env.password, process.argv.slice(1).join())';
    const { out } = await ok(
      type('run', '--secret', 'prod/db', '--', node, '-e', script, '--', '--flag'),
    );
    assert.equal(out, 'app third-hunter --flag\n');
    const one = ['run', '--secret', 'PGPASSWORD=prod/db:password', '--secret', 'WHOLE=prod/db'];
    const both = await ok(type(...one, 'sh', '-c', 'echo "$PGPASSWORD $WHOLE"'));
    assert.equal(both.out, `third-hunter ${JSON_VALUE('third-hunter')}\n`);
    const upper = [
      'run',
      '--secret',
      'prod/db',
      '--prefix',
      'DB_',
      '--upper-case',
      '--version',
      'AWSPENDING',
    ];
    assert.equal((await ok(type(...upper, '--', 'printenv', 'DB_SSL'))).out, 'true\n');
    // No argument of any process holds the value.
    const ps = "tr '\\0' ' ' < /proc/$$/cmdline; tr '\\0' ' ' < /proc/$PPID/cmdline";
    const seen = await ok(type('run', '--secret', 'prod/db', '--', 'sh', '-c', ps));
    assert.match(seen.out, /main\.ts run --secret prod\/db/);
    assert.doesNotMatch(seen.out, /hunter/);
  });

  test('run ends as the program did, and says what it cannot do', async () => {
    const run = (...args: readonly string[]) => type('run', '--secret', 'prod/db', '--', ...args);
    assert.equal((await run('sh', '-c', 'exit 7')).code, 7);
    assert.equal((await run('sh', '-c', 'kill -TERM $$')).code, 143);
    const none = await run('no-such-program-here');
    assert.deepEqual([none.code, /no program `no-such-program-here`/.test(none.err)], [127, true]);
    writeFileSync(file('steer.env'), 'LD_PRELOAD=/tmp/x.so\n');
    await ok(type('secrets', 'import', file('steer.env'), '--name', 'steer'));
    const cases: readonly (readonly [args: readonly string[], code: number, says: RegExp])[] = [
      [['--secret', 'prod/key'], 2, /no JSON object/],
      [['--secret', 'KEY=prod/key'], 1, /cannot hold the binary value/],
      [['--secret', 'X=prod/db:nothing'], 1, /no member `nothing`/],
      [
        ['--secret', 'prod/db', '--secret', 'user=prod/db'],
        2,
        /Two secrets give the variable `user`/,
      ],
      [['--secret', 'nothing'], 1, /ResourceNotFoundException/],
      [['--secret', 'steer'], 2, /by which programs are steered/],
      [[], 2, /no secret/],
    ];
    for (const [args, code, says] of cases) {
      const ran = await type('run', ...args, '--', 'true');
      assert.deepEqual(
        [ran.code, says.test(ran.err)],
        [code, true],
        `${args.join(' ')}: ${ran.err}`,
      );
    }
  });
});
