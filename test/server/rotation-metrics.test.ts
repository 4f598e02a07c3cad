import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MINUTE } from '../../src/base/clock.ts';
import {
  CancelRotateSecret,
  DeleteSecret,
  PutSecretValue,
} from '../../src/generated/secretsmanager.ts';
import { createMetrics } from '../../src/server/metrics.ts';
import { longestOverdue } from '../../src/services/secretsmanager/overdue.ts';
import { failing, rotationHouse } from '../rotation-house.ts';

/** A house whose figures are read as a scraper reads them. */
async function counted() {
  const h = await rotationHouse();
  const overdue = async () => longestOverdue(await h.store.fresh(), h.clock.now());
  let seen = 0;
  const metrics = createMetrics();
  metrics.overdue(overdue);
  const figures = async () => {
    for (const event of h.heard.slice(seen)) metrics.heard(event);
    seen = h.heard.length;
    const printed = await metrics.print();
    const of = (line: RegExp) => Number(line.exec(printed)?.[1]);
    const count = (kind: string, outcome: string) =>
      of(
        new RegExp(`^lockstead_rotations_total{kind="${kind}",outcome="${outcome}"} (\\S+)$`, 'm'),
      );
    return {
      rotations: ['succeeded', 'failed', 'abandoned'].map((outcome) => count('rotation', outcome)),
      tests: ['succeeded', 'failed'].map((outcome) => count('test', outcome)),
      overdue: of(/^lockstead_rotation_overdue_seconds (\S+)$/m),
    };
  };
  return { ...h, figures };
}

const RotationRules = { AutomaticallyAfterDays: 1 };

test('rotations are counted by what became of them, each once and when it is written', async () => {
  const h = await counted();
  assert.deepEqual(await h.figures(), { rotations: [0, 0, 0], tests: [0, 0], overdue: 0 });
  await h.secret('good');
  await h.rotate('good', { RotationLambdaARN: h.rotator, RotationRules });
  await h.tick();
  assert.deepEqual((await h.figures()).rotations, [1, 0, 0]);

  await h.secret('bad');
  h.meddle(() => failing());
  await h.rotate('bad', { RotationLambdaARN: h.rotator, RotationRules });
  await h.tick();
  h.clock.advance(MINUTE);
  await h.tick();
  assert.deepEqual((await h.figures()).rotations, [1, 2, 0]);
  await h.sm(PutSecretValue, { SecretId: 'bad', SecretString: 'by hand' });
  assert.deepEqual((await h.figures()).rotations, [1, 2, 1]);

  await h.rotate('good', { RotateImmediately: false });
  await h.tick();
  h.meddle(() => {});
  await h.rotate('good', { RotateImmediately: false });
  await h.tick();
  assert.deepEqual(await h.figures(), { rotations: [1, 2, 1], tests: [1, 1], overdue: 0 });
});

test('a secret is overdue from the end of its window on, until it is rotated, called off or deleted', async () => {
  const h = await counted();
  for (const name of ['a', 'b', 'c']) {
    await h.secret(name);
    await h.rotate(name, { RotationLambdaARN: h.rotator, RotationRules });
  }
  await h.tick();
  const { NextRotationDate } = await h.describe('a');
  h.meddle(() => failing());
  h.clock.advance(NextRotationDate! - h.clock.now());
  await h.tick();
  assert.equal((await h.figures()).overdue, 0);
  h.clock.advance(2 * HOUR);
  assert.equal((await h.figures()).overdue, 7200);
  await h.sm(CancelRotateSecret, { SecretId: 'a' });
  await h.sm(DeleteSecret, { SecretId: 'b' });
  assert.equal((await h.figures()).overdue, 7200);
  h.meddle(() => {});
  await h.tick();
  assert.equal((await h.figures()).overdue, 0);
});

test('where the store cannot be read the other figures are told all the same', async () => {
  const metrics = createMetrics();
  metrics.overdue(() => Promise.reject(new Error('the store is gone')));
  const printed = await metrics.print();
  assert.match(printed, /^lockstead_rotation_overdue_seconds Nan$/m);
  assert.match(printed, /^lockstead_rotations_total/m);
});
