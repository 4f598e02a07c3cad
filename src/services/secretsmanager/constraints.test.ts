/** Each constraint of the model at its edge and one past it, and what many writers at once make of a secret. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OperationModel } from '../../model/model.ts';
import {
  BatchGetSecretValue,
  CreateSecret,
  DescribeSecret,
  GetSecretValue,
  ListSecrets,
  ListSecretVersionIds,
  PutSecretValue,
  TagResource,
  UpdateSecret,
  UpdateSecretVersionStage,
} from '../../generated/secretsmanager.ts';
import { type SecretsHouse, secretsHouse } from '../../../test/secrets-house.ts';

const x = (length: number) => 'x'.repeat(length);
const token = (length: number) => 't'.repeat(length);

type Edge = readonly [
  model: OperationModel<any, any, any>,
  member: string,
  input: (n: number) => object,
  edges: { readonly least?: number; readonly most?: number },
];

const secret = { SecretId: 'there' };
const value = { SecretString: 'v' };
const EDGES: readonly Edge[] = [
  [CreateSecret, 'name', (n) => ({ Name: x(n) }), { least: 1, most: 512 }],
  [
    CreateSecret,
    'clientRequestToken',
    (n) => ({ Name: `token-${n}`, ClientRequestToken: token(n), ...value }),
    { least: 32, most: 64 },
  ],
  [CreateSecret, 'description', (n) => ({ Name: `d${n}`, Description: x(n) }), { most: 2048 }],
  [
    CreateSecret,
    'secretString',
    (n) => ({ Name: `s${n}`, SecretString: x(n) }),
    { least: 1, most: 65_536 },
  ],
  [
    CreateSecret,
    'secretBinary',
    (n) => ({ Name: `b${n}`, SecretBinary: new Uint8Array(n) }),
    { least: 1, most: 65_536 },
  ],
  [
    PutSecretValue,
    'secretString',
    (n) => ({ ...secret, SecretString: x(n) }),
    { least: 1, most: 65_536 },
  ],
  [
    PutSecretValue,
    'versionStages',
    (n) => ({
      SecretId: `empty${n}`,
      ...value,
      VersionStages: Array.from({ length: n }, (_, i) => (i === 0 ? 'AWSCURRENT' : `l${i}`)),
    }),
    { least: 1, most: 20 },
  ],
  [UpdateSecret, 'description', (n) => ({ ...secret, Description: x(n) }), { most: 2048 }],
  [GetSecretValue, 'secretId', (n) => ({ SecretId: n === 5 ? 'there' : x(n) }), { least: 1 }],
  [ListSecrets, 'maxResults', (n) => ({ MaxResults: n }), { least: 1, most: 100 }],
  [
    ListSecrets,
    'filters',
    (n) => ({ Filters: Array.from({ length: n }, () => ({ Key: 'name', Values: ['a'] })) }),
    { most: 10 },
  ],
  [
    ListSecrets,
    'values',
    (n) => ({ Filters: [{ Key: 'name', Values: Array.from({ length: n }, () => 'a') }] }),
    { least: 1, most: 10 },
  ],
  [ListSecrets, 'values', (n) => ({ Filters: [{ Key: 'name', Values: [x(n)] }] }), { most: 512 }],
  [
    ListSecretVersionIds,
    'maxResults',
    (n) => ({ ...secret, MaxResults: n }),
    { least: 1, most: 100 },
  ],
  [
    BatchGetSecretValue,
    'secretIdList',
    (n) => ({ SecretIdList: Array.from({ length: n }, () => 'there') }),
    { least: 1, most: 20 },
  ],
  [
    BatchGetSecretValue,
    'maxResults',
    (n) => ({ Filters: [{ Key: 'name', Values: ['there'] }], MaxResults: n }),
    { least: 1, most: 20 },
  ],
  [
    TagResource,
    'tags',
    (n) => ({ ...secret, Tags: [{ Key: x(n), Value: '' }] }),
    { least: 1, most: 128 },
  ],
  [TagResource, 'tags', (n) => ({ ...secret, Tags: [{ Key: 'k', Value: x(n) }] }), { most: 256 }],
];

const codeOf = async (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );

test('each constraint of the model is met at its edge and refused one past it', async () => {
  const h = await secretsHouse();
  await h.create('there');
  for (const n of [0, 1, 20, 21]) await h.call(CreateSecret, { Name: `empty${n}` });
  for (const [model, member, input, { least, most }] of EDGES) {
    const ask = (n: number) => codeOf(h.call(model, input(n)));
    const of = `${model.name} ${member}`;
    if (least !== undefined) {
      assert.notEqual(await ask(least), 'ValidationException', `${of} of ${least}`);
      assert.equal(await ask(least - 1), 'ValidationException', `${of} of ${least - 1}`);
    }
    if (most !== undefined) {
      assert.equal(await ask(most), 'done', `${of} of ${most}`);
      assert.equal(await ask(most + 1), 'ValidationException', `${of} of ${most + 1}`);
    }
  }
  await h.close();
});

test('a value of 65,536 bytes comes back byte for byte, and one of a byte more is nowhere', async () => {
  const h = await secretsHouse();
  const SecretBinary = h.random.bytes(65_536);
  await h.create('big', { SecretBinary });
  const read = await h.call(GetSecretValue, { SecretId: 'big' });
  assert.deepEqual(Buffer.from(read.SecretBinary!), Buffer.from(SecretBinary));
  await assert.rejects(h.create('bigger', { SecretBinary: new Uint8Array(65_537) }), {
    code: 'ValidationException',
  });
  await assert.rejects(h.read('bigger'), { code: 'ResourceNotFoundException' });
  await h.close();
});

async function settled(writes: readonly Promise<unknown>[]) {
  const outcomes = await Promise.all(writes.map(codeOf));
  const count = (code: string) => outcomes.filter((outcome) => outcome === code).length;
  return { count, outcomes };
}

const versionsOf = async (h: SecretsHouse) => {
  const asked = { SecretId: 'x', IncludeDeprecated: true };
  return (await h.call(ListSecretVersionIds, asked)).Versions!;
};

test('writers with tokens of their own all succeed, each with a version, and one is current', async () => {
  const h = await secretsHouse();
  await h.create('x');
  const writes = Array.from({ length: 12 }, (_, i) => h.put('x', `value ${i}`));
  const ids = await Promise.all(writes);
  assert.equal(new Set(ids).size, 12);
  const versions = await versionsOf(h);
  assert.equal(versions.length, 13);
  const { VersionIdsToStages } = await h.call(DescribeSecret, { SecretId: 'x' });
  assert.deepEqual(Object.values(VersionIdsToStages!).sort(), [['AWSCURRENT'], ['AWSPREVIOUS']]);
  for (const [i, id] of ids.entries()) {
    const { SecretString } = await h.call(GetSecretValue, { SecretId: 'x', VersionId: id });
    assert.equal(SecretString, `value ${i}`);
  }
  await h.close();
});

test('of writers with one token and different values one succeeds; with one value all do, and once', async () => {
  const h = await secretsHouse();
  await h.create('x');
  const put = (ClientRequestToken: string, SecretString: string) =>
    h.call(PutSecretValue, { SecretId: 'x', ClientRequestToken, SecretString });
  const different = await settled(
    Array.from({ length: 8 }, (_, i) => put(token(40), `value ${i}`)),
  );
  assert.equal(different.count('done'), 1, different.outcomes.join());
  assert.equal(different.count('ResourceExistsException'), 7, different.outcomes.join());
  const same = await settled(Array.from({ length: 8 }, () => put(token(41), 'same')));
  assert.equal(same.count('done'), 8, same.outcomes.join());
  assert.equal((await versionsOf(h)).length, 3);

  const create = (i: number, ClientRequestToken: string) =>
    h.call(CreateSecret, { Name: 'new', ClientRequestToken, SecretString: `value ${i}` });
  const made = await settled(Array.from({ length: 6 }, (_, i) => create(i, token(50))));
  assert.equal(made.count('done'), 1, made.outcomes.join());
  assert.equal(made.count('ResourceExistsException'), 5, made.outcomes.join());
  await h.close();
});

test('of those who move one label at once from the same version, one does', async () => {
  const h = await secretsHouse();
  const { VersionId } = await h.create('x');
  const others = [await h.put('x', 'a', ['A']), await h.put('x', 'b', ['B'])];
  const moves = others.map((MoveToVersionId) =>
    h.call(UpdateSecretVersionStage, {
      SecretId: 'x',
      VersionStage: 'AWSCURRENT',
      MoveToVersionId,
      RemoveFromVersionId: VersionId,
    }),
  );
  const { count, outcomes } = await settled(moves);
  assert.equal(count('done'), 1, outcomes.join());
  assert.equal(count('InvalidParameterException'), 1, outcomes.join());
  await h.close();
});
