import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  CreateUserCommand,
  DeactivateMFADeviceCommand,
  EnableMFADeviceCommand,
  GetMFADeviceCommand,
  ListMFADevicesCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { systemClock } from '../../src/base/clock.ts';
import { base32, stepAt, totp } from '../../src/crypto/totp.ts';
import { postgresStore } from '../durability/postgres.ts';
import { clients } from '../clients.ts';
import { command, keptServer } from '../kept-server.ts';
import { missing } from '../process.ts';

const SEED = new Uint8Array(20).map((_, at) => 3 * at + 7);
const SERIAL = 'GAHT12345678';

const ENGINES = [
  { name: 'SQLite', skip: false as const, store: async () => undefined },
  {
    name: 'PostgreSQL',
    skip: missing('postgresql'),
    store: () => postgresStore('handed_devices'),
  },
];

for (const { name, skip, store } of ENGINES) {
  test(`an operator hands over tokens and security keys beside the running server, on ${name}`, {
    skip,
  }, async (t) => {
    const url = await store();
    const server = await keptServer(t, { ...(url && { store: url }) });
    const { iam, sts } = clients(server.administrator, { endpoint: server.url });
    const { Account: account } = await sts.send(new GetCallerIdentityCommand({}));
    const env = url ? { LOCKSTEAD_STORE: url } : {};
    const mfa = (...args: readonly string[]) =>
      command(['mfa', ...args, '--data', server.data], env);
    const file = (called: string, text: string) => {
      writeFileSync(join(server.folder, called), text, { mode: 0o600 });
      return join(server.folder, called);
    };
    await iam.send(new CreateUserCommand({ UserName: 'ann' }));

    const tokens = file('tokens.csv', `serial,seed\n${SERIAL},${base32(SEED)}\n`);
    const elsewhere = await mfa('import', tokens, '--account', '999999999999');
    assert.equal(elsewhere.code, 1);
    assert.match(elsewhere.err, /There is no account `999999999999` in the store/);
    const imported = await mfa('import', tokens);
    assert.equal(imported.code, 0, imported.err);
    assert.match(
      imported.err,
      /^One token can be given to users of \d{12}: .*Remove `.*tokens\.csv` now/,
    );
    const twice = await mfa('import', tokens);
    assert.equal(twice.code, 1);
    assert.match(twice.err, /are here already: GAHT12345678\. Nothing was imported\./);
    const user = await sts.send(new GetCallerIdentityCommand({}));
    const UserName = user.Arn!.split('/').at(-1)!;
    const step = stepAt(systemClock.now());
    await iam.send(
      new EnableMFADeviceCommand({
        UserName,
        SerialNumber: SERIAL,
        AuthenticationCode1: totp(SEED, step - 1),
        AuthenticationCode2: totp(SEED, step),
      }),
    );
    const next = Math.max(step + 1, stepAt(systemClock.now()));
    const factor = { SerialNumber: SERIAL, TokenCode: totp(SEED, next) };
    const session = await sts.send(new GetSessionTokenCommand(factor));
    assert.ok(session.Credentials);

    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
    const printed = file('printed', `${Buffer.alloc(64, 7).toString('base64')}\n${pem}`);
    const about = ['--name', 'blue', '--relying-party', 'vault.example.com'];
    const nobody = await mfa('register', printed, ...about);
    assert.equal(nobody.code, 2);
    const private_ = file('private', 'no credential\n');
    const broken = await mfa('register', private_, '--user', 'ann', ...about);
    assert.match(broken.err, /This is not what `fido2-cred -V` prints/);
    const certified = ['--certified', 'FIDO=L1', '--certified', 'FIPS-140-2=L2'];
    const registered = await mfa('register', printed, '--user', 'ann', ...about, ...certified);
    assert.equal(registered.code, 0, registered.err);
    const SerialNumber = registered.out.trim();
    const device = await iam.send(new GetMFADeviceCommand({ UserName: 'ann', SerialNumber }));
    assert.deepEqual(device.Certifications, { FIDO: 'L1', 'FIPS-140-2': 'L2' });

    const listed = await mfa('list', '--json');
    assert.deepEqual(
      JSON.parse(listed.out).map(({ account, kind, serial, user }: any) => [
        account,
        kind,
        serial,
        user,
      ]),
      [
        [account, 'security-key', SerialNumber, 'ann'],
        [account, 'token', SERIAL, UserName],
      ],
    );
    assert.match((await mfa('list')).out, /^ACCOUNT +KIND +SERIAL NUMBER +USER +SINCE\n/);
    const told = (await server.events(account!))
      .filter(({ eventType }) => eventType === 'AwsServiceEvent')
      .map(({ eventName, serviceEventDetails }) => [eventName, serviceEventDetails.serialNumber]);
    assert.deepEqual(told, [
      ['ImportMFADevice', SERIAL],
      ['EnableMFADevice', SerialNumber],
    ]);

    await iam.send(new DeactivateMFADeviceCommand({ UserName: 'ann', SerialNumber }));
    const { MFADevices } = await iam.send(new ListMFADevicesCommand({ UserName: 'ann' }));
    assert.deepEqual(MFADevices, []);
    assert.match((await mfa('forget', SERIAL)).err, /is in use\. Deactivate it first/);
    await iam.send(new DeactivateMFADeviceCommand({ UserName, SerialNumber: SERIAL }));
    assert.equal((await mfa('forget', SERIAL)).code, 0);
    assert.match((await mfa('list')).err, /There are no tokens and no security keys/);
    if (!url) {
      // A store without its root key is closed to operators too.
      const locked = await mfa(
        'import',
        tokens,
        '--root-key',
        `file:${join(server.folder, 'none')}`,
      );
      assert.equal(locked.code, 3, locked.err);
      assert.equal(
        readFileSync(join(server.data, 'lockstead.db')).includes(Buffer.from(SEED)),
        false,
      );
    }
  });
}
