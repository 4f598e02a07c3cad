import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BUILT_IN_NAMES } from '../operation/built-in-functions.ts';
import { nowhere } from '../operation/outbound.ts';
import { builtInFunctions } from './built-in-functions.ts';

test('every name that nobody else may have is that of a function', () => {
  const unreached = () => Promise.reject(new Error('nobody is reached here'));
  const { find } = builtInFunctions({
    databases: { connect: unreached },
    reach: { locate: unreached, authorities: [] },
    outbound: nowhere,
  });
  for (const name of BUILT_IN_NAMES) assert.ok(find(name), name);
  assert.equal(find('toString'), undefined);
});
