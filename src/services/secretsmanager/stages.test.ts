import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  labelNew,
  labelsOf,
  moveLabels,
  relabelled,
  type Stages,
  versionsToStages,
} from './stages.ts';

const stages = (labels: { [label: string]: string }): Stages => new Map(Object.entries(labels));

test('who loses AWSCURRENT becomes AWSPREVIOUS, and who was that is nothing', () => {
  const moved = moveLabels(stages({ AWSCURRENT: '2', AWSPREVIOUS: '1' }), ['AWSCURRENT'], '3');
  assert.deepEqual(versionsToStages(moved), { 3: ['AWSCURRENT'], 2: ['AWSPREVIOUS'] });
});

test('AWSCURRENT that stays where it is changes nothing', () => {
  const before = stages({ AWSCURRENT: '2', AWSPREVIOUS: '1' });
  assert.deepEqual(moveLabels(before, ['AWSCURRENT'], '2'), before);
});

test('going back to the previous version swaps the two', () => {
  const moved = moveLabels(stages({ AWSCURRENT: '2', AWSPREVIOUS: '1' }), ['AWSCURRENT'], '1');
  assert.deepEqual(versionsToStages(moved), { 1: ['AWSCURRENT'], 2: ['AWSPREVIOUS'] });
});

test('a label is on one version at a time', () => {
  const moved = moveLabels(stages({ AWSCURRENT: '1', blue: '1' }), ['blue', 'green'], '2');
  assert.deepEqual(labelsOf(moved, '1'), ['AWSCURRENT']);
  assert.deepEqual(labelsOf(moved, '2'), ['blue', 'green']);
});

test('a new current version ends the pending state of the old one, and leaves another that is pending', () => {
  const finished = labelNew(
    stages({ AWSCURRENT: '2', AWSPENDING: '2', AWSPREVIOUS: '1' }),
    ['AWSCURRENT'],
    '3',
  );
  assert.deepEqual(versionsToStages(finished), { 3: ['AWSCURRENT'], 2: ['AWSPREVIOUS'] });
  const rotating = labelNew(stages({ AWSCURRENT: '1', AWSPENDING: '2' }), ['AWSCURRENT'], '3');
  assert.deepEqual(labelsOf(rotating, '2'), ['AWSPENDING']);
});

test('versions that lost their last label are known, and those that gained their first', () => {
  const before = stages({ AWSCURRENT: '2', AWSPREVIOUS: '1' });
  const after = moveLabels(before, ['AWSCURRENT'], '3');
  assert.deepEqual(relabelled(before, after), { lost: ['1'], gained: ['3'] });
});

test('without labels there is no map of them', () => {
  assert.equal(versionsToStages(stages({})), undefined);
});
