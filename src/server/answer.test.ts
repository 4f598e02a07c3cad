import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../base/random.ts';
import { catalogue } from '../generated/catalogue.ts';
import type { AnswerParts } from './answer.ts';
import { createAnswer } from './answer.ts';

test('when the store is away, each protocol hears so in its own words', async () => {
  const outcomes: string[] = [];
  const logged: object[] = [];
  const answer = createAnswer({
    random: seededRandom('answer'),
    catalogue,
    authenticate: () => Promise.reject(new Error('the store is away')),
    gate: {} as AnswerParts['gate'],
    regions: [],
    log: { debug: () => {}, error: (facts: object) => logged.push(facts) } as never,
    metrics: { answered: (...told: readonly unknown[]) => outcomes.push(told.join(' ')) } as never,
  });
  const ask = async (url: string, headers: { readonly [name: string]: string }, body = '') => {
    const request = { method: 'POST', url, headers, body: Buffer.from(body) };
    const { status, body: told } = await answer({ ...request, sourceIp: '::1', secure: false });
    assert.equal(status, 500);
    return String(told);
  };
  assert.match(
    await ask('/', { 'x-amz-target': 'secretsmanager.GetSecretValue' }),
    /^{"__type":"InternalFailure"/,
  );
  assert.match(
    await ask('/', {}, 'Action=GetCallerIdentity&Version=2011-06-15'),
    /^<ErrorResponse xmlns="https:\/\/sts.*<Type>Receiver<\/Type><Code>InternalFailure</,
  );
  assert.match(
    await ask('/', {}, 'Action=DescribeVpcs&Version=2016-11-15'),
    /^<Response><Errors><Error><Code>InternalFailure</,
  );
  assert.match(await ask('/2015-03-31/functions/f', {}), /^{"message":/);
  assert.equal(logged.length, 4);
  assert.match(outcomes[0]!, /^none none InternalFailure /);
});
