import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answering, lambdaHouse } from '../../../test/lambda-house.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../base/clock.ts';
import {
  CreateAlias,
  DeleteFunction,
  DeleteFunctionEventInvokeConfig,
  GetFunctionEventInvokeConfig,
  Invoke,
  ListFunctionEventInvokeConfigs,
  PublishVersion,
  PutFunctionConcurrency,
  PutFunctionEventInvokeConfig,
  UpdateAlias,
  UpdateFunctionEventInvokeConfig,
} from '../../generated/lambda.ts';

const FAILS = { payload: answering({ errorType: 'E' }), functionError: 'Unhandled' } as const;

async function withEvents() {
  const h = await lambdaHouse();
  const arn = await h.create('f1');
  const send = async (event: unknown = {}, FunctionName = 'f1') => {
    const told = await h.call(Invoke, {
      FunctionName,
      InvocationType: 'Event',
      Payload: answering(event),
    });
    assert.equal(told.StatusCode, 202);
    assert.equal(told.Payload!.length, 0);
  };
  /** When the function was asked, in minutes since the start, as the clock is moved on in these steps. */
  const watch = async (span: number, step: number) => {
    const start = h.clock.now();
    const at: number[] = [];
    for (;;) {
      const before = h.asked.length;
      await h.tick();
      for (let i = before; i < h.asked.length; i++) at.push((h.clock.now() - start) / MINUTE);
      if (h.clock.now() - start >= span) return at;
      h.clock.advance(step);
    }
  };
  return { ...h, arn, send, watch };
}

test('an event is given to its function once, behind the answer', async () => {
  const { send, asked, tick } = await withEvents();
  await send({ a: 1 });
  assert.equal(asked.length, 0);
  await tick();
  assert.deepEqual(
    asked.map(({ event }) => event),
    [{ a: 1 }],
  );
  assert.equal(await tick(), 0);
});

test('an event that its function fails on is tried after one minute and two more, and given up', async () => {
  const { send, watch, does, asked } = await withEvents();
  does(() => FAILS);
  await send();
  assert.deepEqual(await watch(HOUR, 30 * SECOND), [0, 1, 3]);
  assert.equal(new Set(asked.map(({ requestId }) => requestId)).size, 1);
});

test('how often and how long is set for each qualifier', async () => {
  const { call, send, watch, does, arn } = await withEvents();
  const FunctionName = 'f1';
  await assert.rejects(call(GetFunctionEventInvokeConfig, { FunctionName }), {
    code: 'ResourceNotFoundException',
    message: `The function ${arn}:$LATEST doesn't have an EventInvokeConfig`,
  });
  await assert.rejects(call(PutFunctionEventInvokeConfig, { FunctionName }), {
    message: 'You must specify at least one of error handling or destination setting.',
  });
  const put = await call(PutFunctionEventInvokeConfig, { FunctionName, MaximumRetryAttempts: 0 });
  assert.equal(put.FunctionArn, `${arn}:$LATEST`);
  does(() => FAILS);
  await send();
  assert.deepEqual(await watch(10 * MINUTE, 30 * SECOND), [0]);

  await call(UpdateFunctionEventInvokeConfig, {
    FunctionName,
    MaximumRetryAttempts: 2,
    MaximumEventAgeInSeconds: 60,
  });
  await send();
  assert.deepEqual(await watch(10 * MINUTE, 30 * SECOND), [0, 1]);
  const told = await call(GetFunctionEventInvokeConfig, { FunctionName });
  assert.deepEqual([told.MaximumRetryAttempts, told.MaximumEventAgeInSeconds], [2, 60]);

  await call(PublishVersion, { FunctionName });
  await call(CreateAlias, { FunctionName, Name: 'live', FunctionVersion: '1' });
  await call(PutFunctionEventInvokeConfig, {
    FunctionName,
    Qualifier: 'live',
    MaximumRetryAttempts: 1,
  });
  const { FunctionEventInvokeConfigs: all } = await call(ListFunctionEventInvokeConfigs, {
    FunctionName,
  });
  assert.deepEqual(
    all!.map(({ FunctionArn }) => FunctionArn),
    [`${arn}:$LATEST`, `${arn}:live`],
  );
  await send({}, 'f1:live');
  assert.deepEqual(await watch(10 * MINUTE, 30 * SECOND), [0, 1]);
  await assert.rejects(
    call(PutFunctionEventInvokeConfig, {
      FunctionName,
      DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:us-east-1:111111111111:q' } },
    }),
    /no destinations/,
  );
  await call(DeleteFunctionEventInvokeConfig, { FunctionName });
  await assert.rejects(call(DeleteFunctionEventInvokeConfig, { FunctionName }), {
    code: 'ResourceNotFoundException',
  });
});

test('an event goes where its alias leads when its time has come', async () => {
  const { call, send, asked, tick } = await withEvents();
  await call(PublishVersion, { FunctionName: 'f1' });
  await call(CreateAlias, { FunctionName: 'f1', Name: 'live', FunctionVersion: '$LATEST' });
  await send({}, 'f1:live');
  await call(UpdateAlias, { FunctionName: 'f1', Name: 'live', FunctionVersion: '1' });
  await tick();
  assert.equal(asked[0]!.version, '1');
});

test('an event waits while its function has no room, and no longer than six hours', async () => {
  const { call, send, watch, asked } = await withEvents();
  const room = (ReservedConcurrentExecutions: number) =>
    call(PutFunctionConcurrency, { FunctionName: 'f1', ReservedConcurrentExecutions });
  await room(0);
  await send('patient');
  assert.deepEqual(await watch(HOUR, MINUTE), []);
  await room(5);
  const [at, ...more] = await watch(10 * MINUTE, MINUTE);
  assert.ok(at! <= 5, 'it is asked at least every five minutes');
  assert.deepEqual(more, []);
  await room(0);
  await send('late');
  await watch(7 * HOUR, 5 * MINUTE);
  await room(5);
  assert.deepEqual(await watch(DAY, HOUR), []);
  assert.equal(asked.length, 1);
});

test('events of a function that is gone are forgotten', async () => {
  const { call, send, tick, asked } = await withEvents();
  await send();
  await call(DeleteFunction, { FunctionName: 'f1' });
  assert.equal(await tick(), 1);
  assert.equal(await tick(), 0);
  assert.deepEqual(asked, []);
});
