import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, OTHER_ACCOUNT } from '../../../test/house.ts';
import { lambdaHouse } from '../../../test/lambda-house.ts';
import { utf8 } from '../../base/bytes.ts';
import {
  AddLayerVersionPermission,
  DeleteFunction,
  DeleteLayerVersion,
  GetFunctionConfiguration,
  GetLayerVersion,
  GetLayerVersionByArn,
  GetLayerVersionPolicy,
  ListLayers,
  ListLayerVersions,
  PublishLayerVersion,
  PublishVersion,
  RemoveLayerVersionPermission,
  UpdateFunctionConfiguration,
} from '../../generated/lambda.ts';
import type { Caller } from '../../operation/caller.ts';
import { statement } from '../../store/statement.ts';

const LAYER = `arn:aws:lambda:us-east-1:${ACCOUNT}:layer:tools`;
const NOT_THERE = {
  code: 'ResourceNotFoundException',
  message: 'The resource you requested does not exist.',
};
const codes = statement<{ zero: number }, { count: number }>(
  'select count(*) as count from lambda_code where size >= :zero',
);

async function withLayers() {
  const h = await lambdaHouse();
  const publish = (zip: string, more: object = {}, as?: Caller) =>
    h.call(
      PublishLayerVersion,
      { LayerName: 'tools', Content: { ZipFile: utf8(`PK ${zip}`) }, ...more },
      as,
    );
  const kept = async () => (await h.store.one(codes, { zero: 0 }))!.count;
  return { ...h, publish, kept };
}

test('versions of a layer are published, shown, listed and deleted; numbers are not given again', async () => {
  const { call, publish } = await withLayers();
  const one = await publish('one', { CompatibleRuntimes: ['python3.12'], Description: 'first' });
  assert.deepEqual(
    [one.LayerArn, one.LayerVersionArn, one.Version, one.Description, one.CompatibleRuntimes],
    [LAYER, `${LAYER}:1`, 1, 'first', ['python3.12']],
  );
  await publish('two', { CompatibleRuntimes: ['nodejs22.x'] });
  const asked = { LayerName: 'tools', VersionNumber: 1 };
  const { Content: _first, ...rest } = one;
  const { Content: _again, ...same } = await call(GetLayerVersion, asked);
  assert.deepEqual(same, rest);
  assert.equal((await call(GetLayerVersionByArn, { Arn: `${LAYER}:2` })).Version, 2);
  const versions = async (more: object = {}) =>
    (await call(ListLayerVersions, { LayerName: 'tools', ...more })).LayerVersions!.map(
      ({ Version }) => Version,
    );
  assert.deepEqual(await versions(), [2, 1]);
  assert.deepEqual(await versions({ CompatibleRuntime: 'python3.12' }), [1]);
  const { Layers } = await call(ListLayers, { CompatibleRuntime: 'python3.12' });
  assert.deepEqual(
    Layers!.map(({ LayerName, LatestMatchingVersion }) => [
      LayerName,
      LatestMatchingVersion!.Version,
    ]),
    [['tools', 1]],
  );
  await call(DeleteLayerVersion, { LayerName: 'tools', VersionNumber: 2 });
  await call(DeleteLayerVersion, { LayerName: 'tools', VersionNumber: 2 });
  await assert.rejects(call(GetLayerVersion, { ...asked, VersionNumber: 2 }), NOT_THERE);
  await assert.rejects(call(GetLayerVersionByArn, { Arn: `${LAYER}:2` }), NOT_THERE);
  assert.equal((await publish('three')).Version, 3);
});

test('a function has the layers that it names, in their order', async () => {
  const { call, create, publish, invoke, asked } = await withLayers();
  await publish('one');
  await publish('other', { LayerName: 'other' });
  await create('f1', { Layers: [LAYER.replace('tools', 'other:1'), `${LAYER}:1`] });
  await invoke('f1');
  assert.deepEqual(asked[0]!.zips.slice(1), ['PK other', 'PK one']);
  const layers = async () =>
    (await call(GetFunctionConfiguration, { FunctionName: 'f1' })).Layers?.map(({ Arn }) => Arn);
  assert.deepEqual(await layers(), [LAYER.replace('tools', 'other:1'), `${LAYER}:1`]);
  const update = (Layers: readonly string[]) =>
    call(UpdateFunctionConfiguration, { FunctionName: 'f1', Layers });
  await assert.rejects(update([`${LAYER}:9`]), {
    code: 'InvalidParameterValueException',
    message: `Layer version ${LAYER}:9 does not exist.`,
  });
  await publish('two');
  await assert.rejects(update([`${LAYER}:1`, `${LAYER}:2`]), {
    message:
      'Two different versions of the same layer are not allowed to be referenced in the same function.',
  });
  await update([]);
  assert.equal(await layers(), undefined);
});

test('a deleted layer goes on in the functions that have it, and goes with the last of them', async () => {
  const { call, create, publish, invoke, asked, kept } = await withLayers();
  await publish('one');
  const Layers = [`${LAYER}:1`];
  await create('f1', { Layers });
  await create('f2', { Layers });
  await call(PublishVersion, { FunctionName: 'f1' });
  await call(DeleteLayerVersion, { LayerName: 'tools', VersionNumber: 1 });
  await invoke('f1');
  assert.deepEqual(asked[0]!.zips.slice(1), ['PK one']);
  // Whoever has it keeps it, and nobody else can take it.
  await call(UpdateFunctionConfiguration, { FunctionName: 'f1', Layers, Timeout: 9 });
  await assert.rejects(create('f3', { Layers }), /does not exist/);
  assert.equal(await kept(), 3);
  await call(DeleteFunction, { FunctionName: 'f2' });
  assert.equal(await kept(), 2);
  await call(UpdateFunctionConfiguration, { FunctionName: 'f1', Layers: [] });
  assert.equal(await kept(), 2);
  await call(DeleteFunction, { FunctionName: 'f1', Qualifier: '1' });
  assert.equal(await kept(), 1);
});

test('another account uses a layer when the layer lets it', async () => {
  const { call, publish, admin } = await withLayers();
  await publish('one');
  const stranger = await admin(OTHER_ACCOUNT, 'stranger');
  const get = () => call(GetLayerVersionByArn, { Arn: `${LAYER}:1` }, stranger);
  await assert.rejects(get(), { code: 'AccessDeniedException' });
  const of = { LayerName: 'tools', VersionNumber: 1 };
  await assert.rejects(call(GetLayerVersionPolicy, of), NOT_THERE);
  const added = await call(AddLayerVersionPermission, {
    ...of,
    StatementId: 'all',
    Action: 'lambda:GetLayerVersion',
    Principal: OTHER_ACCOUNT,
  });
  assert.equal((await get()).Version, 1);
  const told = await call(GetLayerVersionPolicy, of);
  assert.equal(told.RevisionId, added.RevisionId);
  assert.deepEqual(JSON.parse(told.Policy!).Statement, [
    {
      Sid: 'all',
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:root` },
      Action: 'lambda:GetLayerVersion',
      Resource: `${LAYER}:1`,
    },
  ]);
  await call(RemoveLayerVersionPermission, { ...of, StatementId: 'all' });
  await assert.rejects(get(), { code: 'AccessDeniedException' });
});
