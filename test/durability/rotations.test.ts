import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import {
  CreateKeyCommand,
  DecryptCommand,
  type DecryptCommandOutput,
  EncryptCommand,
  type KMSClient,
  ListKeyRotationsCommand,
  RotateKeyOnDemandCommand,
} from '@aws-sdk/client-kms';
import { DAY, standingClock } from '../../src/base/clock.ts';
import { uuid } from '../../src/base/random.ts';
import { COMMERCIAL_REGIONS } from '../../src/base/regions.ts';
import {
  CreateKey,
  Decrypt,
  EnableKeyRotation,
  Encrypt,
  ListKeyRotations,
} from '../../src/generated/kms.ts';
import { buildHouse, migrationsOf, servicesOf } from '../../src/house.ts';
import type { OperationModel } from '../../src/model/model.ts';
import { nowhere } from '../../src/operation/outbound.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { clients } from '../clients.ts';
import { command, type KeptServer, keptServer } from '../kept-server.ts';
import { house, REGION, START, type TestHouse } from '../house.ts';
import { missing, scratch } from '../process.ts';
import { postgresStore } from './postgres.ts';

const ROTATIONS = 25;
/** `npm run prove` keeps all of them. */
const CIPHERTEXTS = process.env['LOCKSTEAD_PROVE'] ? 1000 : 104;

/** As many as the client has sockets for. */
const AT_ONCE = 40;

interface Sealed {
  readonly blob: Uint8Array;
  readonly text: string;
}

const kmsOf = ({ url, administrator }: KeptServer): KMSClient =>
  clients(administrator, { endpoint: url }).kms;

const contextOf = (text: string) => ({ of: text });

/** A key that was rotated as often as it may be, and what it sealed before, between and after. */
async function rotatedKey(kms: KMSClient) {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const KeyId = KeyMetadata!.KeyId!;
  const sealed: Sealed[] = [];
  for (let rotation = 0; rotation <= ROTATIONS; rotation++) {
    if (rotation > 0) await kms.send(new RotateKeyOnDemandCommand({ KeyId }));
    const until = Math.round(((rotation + 1) * CIPHERTEXTS) / (ROTATIONS + 1));
    const texts = Array.from({ length: until - sealed.length }, (_, i) => `${rotation}-${i}`);
    const blobs = await Promise.all(texts.map((text) => seal(kms, KeyId, text)));
    sealed.push(...blobs);
  }
  return { KeyId, sealed };
}

async function seal(kms: KMSClient, KeyId: string, text: string): Promise<Sealed> {
  const { CiphertextBlob } = await kms.send(
    new EncryptCommand({
      KeyId,
      Plaintext: Buffer.from(text),
      EncryptionContext: contextOf(text),
    }),
  );
  return { blob: CiphertextBlob!, text };
}

const open = (kms: KMSClient, { blob, text }: Sealed): Promise<DecryptCommandOutput> =>
  kms.send(new DecryptCommand({ CiphertextBlob: blob, EncryptionContext: contextOf(text) }));

/** Every ciphertext opens, and names the material of its time. */
async function assertOpens(
  server: KeptServer,
  { KeyId, sealed }: { readonly KeyId: string; readonly sealed: readonly Sealed[] },
): Promise<void> {
  const kms = kmsOf(server);
  const { Rotations } = await kms.send(
    new ListKeyRotationsCommand({ KeyId, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' }),
  );
  const materials = Rotations!.map(({ KeyMaterialId }) => KeyMaterialId);
  assert.equal(new Set(materials).size, ROTATIONS + 1);
  const opened: DecryptCommandOutput[] = [];
  while (opened.length < sealed.length) {
    const few = sealed.slice(opened.length, opened.length + AT_ONCE);
    opened.push(...(await Promise.all(few.map((each) => open(kms, each)))));
  }
  for (const [i, { Plaintext, KeyMaterialId }] of opened.entries()) {
    const { text } = sealed[i]!;
    assert.equal(Buffer.from(Plaintext!).toString(), text);
    assert.equal(KeyMaterialId, materials[Number(text.split('-')[0])], text);
  }
}

async function rotateAndComeBack(t: TestContext, store?: string): Promise<void> {
  const server = await keptServer(t, store === undefined ? {} : { store });
  const key = await rotatedKey(kmsOf(server));
  t.diagnostic(`${key.sealed.length} ciphertexts under ${ROTATIONS + 1} materials`);
  await server.kill();
  await server.start();
  await assertOpens(server, key);

  const file = join(server.folder, 'backup.gz');
  const where = store === undefined ? [] : ['--store', store];
  const backup = await command(['backup', file, '--data', server.data, ...where]);
  assert.equal(backup.code, 0, backup.err);
  const restored = await keptServer(t, {
    administrator: server.administrator,
    flags: ['--root-key', `file:${join(server.folder, 'lockstead-root.key')}`],
    prepare: async (data) => {
      const { code, err } = await command(['restore', file, '--data', data]);
      assert.equal(code, 0, err);
    },
  });
  await assertOpens(restored, key);
}

test('what was sealed before each of 25 rotations opens after a crash and from a backup: SQLite', (t) =>
  rotateAndComeBack(t));

test(
  'what was sealed before each of 25 rotations opens after a crash and from a backup: PostgreSQL',
  {
    skip: missing('postgresql'),
  },
  async (t) => rotateAndComeBack(t, await postgresStore('rotated')),
);

test('a rotation that fell due while nobody served comes when somebody does again', async (t) => {
  const place = scratch();
  t.after(place.remove);
  const path = join(place.path, 'lockstead.db');
  const before = await house({ open: (migrations) => openSqlite({ path, migrations }) });
  const me = before.root();
  const { KeyMetadata } = await before.ask(me, CreateKey, {});
  const key = { KeyId: KeyMetadata!.KeyId };
  await before.ask(me, EnableKeyRotation, { ...key, RotationPeriodInDays: 90 });
  const Plaintext = Buffer.from('old');
  const { CiphertextBlob } = await before.ask(me, Encrypt, { ...key, Plaintext });
  await before.close();

  const after = await anotherHouse(path, before, START + 200 * DAY);
  t.after(after.close);
  await after.tick();
  const { Rotations } = await after.ask(ListKeyRotations, key);
  assert.deepEqual(
    Rotations!.map(({ RotationDate }) => RotationDate),
    [START + 90 * DAY, START + 180 * DAY],
  );
  const opened = await after.ask(Decrypt, { CiphertextBlob: CiphertextBlob! });
  assert.equal(Buffer.from(opened.Plaintext!).toString(), 'old');
});

/** The same store in another process, at another time. */
async function anotherHouse(path: string, { keyring, random, root }: TestHouse, now: number) {
  const store = await openSqlite({ path, migrations: migrationsOf(servicesOf(keyring)) });
  const clock = standingClock(now);
  const { gate, runner } = buildHouse({
    clock,
    signatureClock: clock,
    random,
    store,
    keyring,
    regions: COMMERCIAL_REGIONS,
    outbound: nowhere,
    report: (cause) => assert.fail(String(cause)),
    trailRetentionDays: 90,
  });
  const facts = {
    id: uuid(random),
    region: REGION,
    sourceIp: '192.0.2.1',
    userAgent: 'test',
    secureTransport: true,
  };
  return {
    tick: () => runner.tick(),
    ask: <I, O, E extends string>(model: OperationModel<I, O, E>, input: I): Promise<O> =>
      gate.perform(root(), facts, model, input),
    close: async () => {
      await runner.stop();
      await store.close();
    },
  };
}
