import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lambdaHouse } from '../../../test/lambda-house.ts';
import { utf8 } from '../../base/bytes.ts';
import {
  CreateAlias,
  DeleteAlias,
  DeleteFunction,
  GetAlias,
  ListAliases,
  PublishVersion,
  UpdateAlias,
  UpdateFunctionCode,
} from '../../generated/lambda.ts';

async function withVersions() {
  const h = await lambdaHouse();
  const arn = await h.create('f1');
  await h.call(PublishVersion, { FunctionName: 'f1' });
  await h.call(UpdateFunctionCode, { FunctionName: 'f1', ZipFile: utf8('PK two') });
  await h.call(PublishVersion, { FunctionName: 'f1' });
  return { ...h, arn };
}
const FunctionName = 'f1';

test('an alias leads to a version, to another, and away', async () => {
  const { call, arn } = await withVersions();
  const made = await call(CreateAlias, { FunctionName, Name: 'live', FunctionVersion: '1' });
  const { RevisionId, ...shown } = made;
  assert.deepEqual(shown, {
    AliasArn: `${arn}:live`,
    Name: 'live',
    FunctionVersion: '1',
    Description: '',
  });
  await assert.rejects(call(CreateAlias, { FunctionName, Name: 'live', FunctionVersion: '2' }), {
    code: 'ResourceConflictException',
    message: `Alias already exists: ${arn}:live`,
    status: 409,
  });
  const updated = await call(UpdateAlias, {
    FunctionName,
    Name: 'live',
    FunctionVersion: '2',
    RoutingConfig: { AdditionalVersionWeights: { '1': 0.1 } },
    RevisionId,
  });
  assert.deepEqual(updated.RoutingConfig, { AdditionalVersionWeights: { '1': 0.1 } });
  await assert.rejects(call(UpdateAlias, { FunctionName, Name: 'live', RevisionId }), {
    code: 'PreconditionFailedException',
  });
  assert.deepEqual(await call(GetAlias, { FunctionName, Name: 'live' }), updated);
  for (const Qualifier of ['1', '2'])
    await assert.rejects(call(DeleteFunction, { FunctionName, Qualifier }), {
      code: 'ResourceConflictException',
      message: 'Unable to delete version because the following aliases reference it: [live]',
    });
  await call(UpdateAlias, { FunctionName, Name: 'live', RoutingConfig: {} });
  await call(DeleteFunction, { FunctionName, Qualifier: '1' });
  await call(DeleteAlias, { FunctionName, Name: 'live' });
  await call(DeleteAlias, { FunctionName, Name: 'live' });
  await assert.rejects(call(GetAlias, { FunctionName, Name: 'live' }), {
    code: 'ResourceNotFoundException',
    message: `Cannot find alias arn: ${arn}:live`,
  });
});

test('an alias that leads nowhere, or in two ways at once, is refused', async () => {
  const { call, arn } = await withVersions();
  const make = (FunctionVersion: string, weights?: { readonly [version: string]: number }) =>
    call(CreateAlias, {
      FunctionName,
      Name: 'bad',
      FunctionVersion,
      ...(weights && { RoutingConfig: { AdditionalVersionWeights: weights } }),
    });
  const refusals = [
    [() => make('9'), `Function not found: ${arn}:9`],
    [() => make('1', { '9': 0.5 }), `Function not found: ${arn}:9`],
    [
      () => make('1', { '1': 0.5 }),
      'Invalid function version 1. Function version 1 is already included in routing configuration.',
    ],
    [
      () => make('$LATEST', { '1': 0.5 }),
      '$LATEST is not supported for an alias pointing to more than 1 version',
    ],
    [
      () => make('1', { '2': 0.5, '9': 0.1 }),
      'Number of items in AdditionalVersionWeights cannot be greater than 1',
    ],
  ] as const;
  for (const [refused, message] of refusals) await assert.rejects(refused, { message });
  // A number is a version's name.
  await assert.rejects(call(CreateAlias, { FunctionName, Name: '7', FunctionVersion: '1' }), {
    code: 'ValidationException',
  });
});

test('aliases are listed by name, all of them or those of a version', async () => {
  const { call } = await withVersions();
  for (const [Name, FunctionVersion] of [
    ['b', '1'],
    ['a', '2'],
    ['c', '1'],
  ] as const)
    await call(CreateAlias, { FunctionName, Name, FunctionVersion });
  const names = async (more: object = {}) =>
    (await call(ListAliases, { FunctionName, ...more })).Aliases!.map(({ Name }) => Name);
  assert.deepEqual(await names(), ['a', 'b', 'c']);
  assert.deepEqual(await names({ FunctionVersion: '1' }), ['b', 'c']);
  const { NextMarker: Marker } = await call(ListAliases, { FunctionName, MaxItems: 2 });
  assert.deepEqual(await names({ Marker }), ['c']);
});
