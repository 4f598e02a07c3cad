import assert from 'node:assert/strict';
import { test } from 'node:test';
import { insertEvent, migrations as audit, selectEvents } from '../audit/tables.ts';
import { recordOf } from '../audit/record.ts';
import { standingClock } from '../base/clock.ts';
import { seededRandom } from '../base/random.ts';
import { keyring } from '../crypto/keyring.ts';
import {
  AwsError,
  type AnyOperationModel,
  type OperationModel,
  type ServiceModel,
} from '../model/model.ts';
import type { Caller, RequestFacts } from '../operation/caller.ts';
import { anything, type Operation, operationsOf, type Resource } from '../operation/operation.ts';
import type { Service } from '../operation/service.ts';
import { compile } from '../policy/compile.ts';
import { type Change, change, statement } from '../store/statement.ts';
import { Conflict, type Store } from '../store/store.ts';
import { openSqlite } from '../store/sqlite.ts';
import { createGate } from './gate.ts';

const ACCOUNT = '111111111111';
const alice: Caller = {
  kind: 'user',
  account: ACCOUNT,
  arn: `arn:aws:iam::${ACCOUNT}:user/alice`,
  userId: 'AIDAALICE',
  userName: 'alice',
};
const request: RequestFacts = {
  id: 'r-1',
  region: 'us-east-1',
  sourceIp: '192.0.2.1',
  userAgent: 'test',
  secureTransport: true,
};

const insertBook = statement<{ title: string }>('insert into book (title) values (:title)');
const selectBook = statement<{ title: string }, { title: string }>(
  'select title from book where title = :title',
);
const BOOKS = {
  owner: 'library',
  steps: ['create table book (title text not null primary key) strict'],
};

const serviceNamed = (name: string): ServiceModel => ({
  name,
  signingName: name,
  protocol: 'awsJson1.1',
  apiVersion: '1',
  eventSource: `${name}.amazonaws.com`,
});
type Model = OperationModel<
  { readonly Title: string },
  { readonly Title?: string },
  'NotThere' | 'Taken'
>;
const modelOf = (service: ServiceModel, name: string): Model => ({
  service,
  name,
  http: { method: 'POST', uri: '/' },
  input: {
    kind: 'structure',
    members: {
      Title: { shape: { kind: 'string', min: 1, max: 64 }, required: true },
      Secret: { shape: { kind: 'string', sensitive: true } },
    },
  },
  output: { kind: 'structure', members: {} },
  errors: { NotThere: { fault: 'client', status: 404 }, Taken: { fault: 'client', status: 409 } },
});
const [library, bindery] = [serviceNamed('library'), serviceNamed('bindery')];
const PutBook = modelOf(library, 'PutBook');
const GetBook = modelOf(library, 'GetBook');
const BindBook = modelOf(bindery, 'BindBook');
const operation = operationsOf<{}>()('library');
const binderyOperation = operationsOf<{}>()('bindery');
const bookOf = (title: string): Resource => ({
  arn: `arn:aws:library:us-east-1:${ACCOUNT}:book/${title}`,
  account: ACCOUNT,
  type: 'AWS::Library::Book',
});

/** A gate over these operations, before a caller who may do what `may` lists. */
async function gate(
  operations: readonly Operation[],
  may: readonly string[] = ['*'],
  wrap: (store: Store) => Store = (s) => s,
) {
  const clock = standingClock(Date.UTC(2026, 0, 1));
  const random = seededRandom('gate');
  const plain = await openSqlite({ path: ':memory:', migrations: [audit, BOOKS] });
  const store = wrap(plain);
  const reports: unknown[] = [];
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: may.length
      ? [{ Effect: 'Allow', Action: may, Resource: '*' }]
      : [{ Effect: 'Deny', Action: 'none:*', Resource: '*' }],
  });
  const service = (model: ServiceModel): Service => ({
    model,
    parts: {},
    operations: operations.filter((o) => o.model.service === model),
    jobs: [],
    migrations: BOOKS,
  });
  const { perform } = createGate({
    clock,
    random,
    store,
    keyring: keyring(new Map([[1, random.bytes(32)]]), random),
    identities: {
      credential: async () => 'unknown-access-key',
      principals: () => ({
        idsOf: async () => new Map(),
        arnsOf: async () => new Map(),
        accountExists: async () => true,
      }),
    },
    policies: {
      of: async () => ({
        identity: [{ type: 'identity', label: 'may', document: compile(policy, 'identity') }],
        tags: {},
      }),
      membership: async () => undefined,
      isClosed: async () => false,
    },
    services: [service(library), service(bindery)],
    report: (cause) => reports.push(cause),
  });
  return {
    reports,
    store: plain,
    ask: (model: AnyOperationModel, input: object) => perform(alice, request, model, input),
    trail: async () =>
      (
        await plain.all(selectEvents, {
          account: ACCOUNT,
          from: 0,
          until: clock.now() + 1,
          count: 100,
        })
      )
        .map((row): any => recordOf(row))
        .reverse(),
    has: async (title: string) => (await plain.one(selectBook, { title })) !== undefined,
  };
}

const putBook = operation(PutBook)
  .access({ action: 'library:PutBook', on: ({ Title }) => bookOf(Title) })
  .handle(async ({ input: { Title } }) => ({
    output: { Title },
    changes: [change(insertBook, { title: Title })],
  }));

test('what an operation returns is committed with its event, and the answer comes after', async () => {
  const { ask, trail, has } = await gate([putBook]);
  assert.deepEqual(await ask(PutBook, { Title: 'Emma' }), { Title: 'Emma' });
  assert.equal(await has('Emma'), true);
  const [event] = await trail();
  assert.equal(event.eventName, 'PutBook');
  assert.deepEqual(event.resources, [
    { accountId: ACCOUNT, type: 'AWS::Library::Book', ARN: bookOf('Emma').arn },
  ]);
  assert.equal(event.userIdentity.userName, 'alice');
});

test('a sensitive member never reaches the trail', async () => {
  const { ask, trail } = await gate([putBook]);
  await ask(PutBook, { Title: 'Emma', Secret: 'canary-4711' });
  assert.doesNotMatch(JSON.stringify(await trail()), /canary/);
});

test('a refusal is on the trail, and nothing is written', async () => {
  const { ask, trail, has } = await gate([putBook], []);
  await assert.rejects(ask(PutBook, { Title: 'Emma' }), {
    code: 'AccessDeniedException',
    message: `User: ${alice.arn} is not authorized to perform: library:PutBook on resource: ${bookOf('Emma').arn} because no identity-based policy allows the library:PutBook action`,
  });
  assert.equal(await has('Emma'), false);
  assert.equal((await trail())[0].errorCode, 'AccessDeniedException');
});

test('input that its model does not allow is refused before anything is looked up', async () => {
  const { ask, trail } = await gate([putBook]);
  await assert.rejects(ask(PutBook, { Title: '' }), { code: 'ValidationException' });
  assert.equal((await trail())[0].errorCode, 'ValidationException');
});

test('what is missing is told only to those who may ask', async () => {
  const getBook = operation(GetBook)
    .access({
      action: 'library:GetBook',
      on: ({ Title }) => ({
        missing: bookOf(Title).arn,
        error: 'NotThere',
        message: 'No such book.',
      }),
    })
    .handle(async () => ({ output: {} }));
  const friend = await gate([getBook]);
  await assert.rejects(friend.ask(GetBook, { Title: 'x' }), {
    code: 'NotThere',
    status: 404,
    message: 'No such book.',
  });
  const stranger = await gate([getBook], []);
  await assert.rejects(stranger.ask(GetBook, { Title: 'x' }), { code: 'AccessDeniedException' });
});

test('who is second runs again on what is there now', async () => {
  let runs = 0;
  const late = operation(PutBook)
    .access({ action: 'library:PutBook', on: anything })
    .handle(async ({ input: { Title }, store, error }) => {
      runs++;
      if (runs > 1 && (await store.one(selectBook, { title: Title })))
        throw error('Taken', 'The book is there already.');
      return { output: {}, changes: [change(insertBook, { title: Title })] };
    });
  const { ask, trail } = await gate([late]);
  const outcomes = await Promise.allSettled([
    ask(PutBook, { Title: 'Emma' }),
    ask(PutBook, { Title: 'Emma' }),
  ]);
  assert.deepEqual(outcomes.map((o) => o.status).sort(), ['fulfilled', 'rejected']);
  assert.equal(runs, 3);
  assert.deepEqual((await trail()).map((e) => e.errorCode ?? 'Success').sort(), [
    'Success',
    'Taken',
  ]);
});

test('an operation with an effect outside the store is not run twice', async () => {
  let runs = 0;
  const once = operation(PutBook)
    .access({ action: 'library:PutBook', on: anything })
    .handleOnce(async () => {
      runs++;
      return {
        output: {},
        changes: [change(insertBook, { title: 'same' }), change(insertBook, { title: 'same' })],
      };
    });
  const { ask, trail, reports } = await gate([once]);
  await assert.rejects(ask(PutBook, { Title: 'x' }), { code: 'InternalFailure' });
  assert.equal(runs, 1);
  assert.ok(reports[0] instanceof Conflict);
  const [event, ...more] = await trail();
  assert.equal(event.errorCode, 'InternalFailure');
  assert.equal(event.responseElements, null);
  assert.deepEqual(more, []);
});

test('however many want to change the same thing at once, each has his turn', async () => {
  const { ask, trail } = await gate([
    operation(PutBook)
      .access({ action: 'library:PutBook', on: anything })
      .handle(async ({ store }) => {
        // The shelf has as many books as its last one says: who is late has counted wrong.
        let count = 0;
        while (await store.one(selectBook, { title: `book ${count}` })) count++;
        return { output: {}, changes: [change(insertBook, { title: `book ${count}` })] };
      }),
  ]);
  const all = Array.from({ length: 50 }, (_, i) => ask(PutBook, { Title: `${i}` }));
  await Promise.all(all);
  const events = await trail();
  assert.equal(events.length, 50);
  assert.ok(events.every(({ errorCode }) => errorCode === undefined));
});

test('of a bug the caller learns nothing but that there was one', async () => {
  const broken = operation(PutBook)
    .access({ action: 'library:PutBook', on: anything })
    .handle(async () => {
      throw new Error('the password is swordfish');
    });
  const { ask, trail, reports } = await gate([broken]);
  await assert.rejects(
    ask(PutBook, { Title: 'x' }),
    (error: AwsError) =>
      error.code === 'InternalFailure' &&
      error.status === 500 &&
      !error.message.includes('swordfish'),
  );
  assert.equal(reports.length, 1);
  const [event] = await trail();
  assert.equal(event.errorCode, 'InternalFailure');
  assert.doesNotMatch(JSON.stringify(event), /swordfish/);
});

test('an answer without its trail does not leave', async () => {
  const isEvent = ({ statement: s }: Change) => s === insertEvent;
  const full = (store: Store): Store => ({
    ...store,
    commit: (changes) =>
      changes.some(isEvent) ? Promise.reject(new Error('the disk is full')) : store.commit(changes),
  });
  const { ask, has } = await gate([putBook], ['*'], full);
  await assert.rejects(ask(PutBook, { Title: 'Emma' }), /disk is full/);
  assert.equal(await has('Emma'), false);
});

const bind = (fails: boolean) =>
  binderyOperation(BindBook)
    .access({ action: 'bindery:BindBook', on: anything })
    .handle(async ({ ask, input, error }) => {
      await ask(PutBook, input);
      if (fails) throw error('NotThere', 'There is no leather.');
      return { output: {} };
    });

test('a service that asks another does so as the caller, with a trail entry of its own', async () => {
  const { ask, trail, has } = await gate([putBook, bind(false)]);
  await ask(BindBook, { Title: 'Emma' });
  assert.equal(await has('Emma'), true);
  const [inner, outer] = await trail();
  assert.equal(inner.eventName, 'PutBook');
  assert.equal(inner.userIdentity.invokedBy, 'bindery.amazonaws.com');
  assert.equal(inner.userIdentity.userName, 'alice');
  assert.equal(outer.eventName, 'BindBook');
});

test('the caller, not the service, must be allowed what the service asks for him', async () => {
  const { ask, trail } = await gate([putBook, bind(false)], ['bindery:*']);
  await assert.rejects(ask(BindBook, { Title: 'Emma' }), {
    code: 'AccessDeniedException',
    message: /library:PutBook/,
  });
  assert.deepEqual(
    (await trail()).map((e) => [e.eventName, e.errorCode]),
    [
      ['PutBook', 'AccessDeniedException'],
      ['BindBook', 'AccessDeniedException'],
    ],
  );
});

test('a nested success is undone with the request that failed, and the trail says so', async () => {
  const { ask, trail, has } = await gate([putBook, bind(true)]);
  await assert.rejects(ask(BindBook, { Title: 'Emma' }), { code: 'NotThere' });
  assert.equal(await has('Emma'), false);
  const [inner, outer] = await trail();
  assert.equal(inner.additionalEventData.undone, true);
  assert.equal(outer.errorCode, 'NotThere');
});

test('a further access is asked for only by requests that need it', async () => {
  const tagged = operation(PutBook)
    .access({ action: 'library:PutBook', on: anything })
    .also('tags', {
      action: 'library:TagBook',
      on: anything,
      when: ({ Title }) => Title.startsWith('#'),
    })
    .handle(async () => ({ output: {} }));
  const { ask } = await gate([tagged], ['library:PutBook']);
  await ask(PutBook, { Title: 'plain' });
  await assert.rejects(ask(PutBook, { Title: '#tagged' }), { message: /library:TagBook/ });
});
