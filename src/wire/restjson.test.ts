import assert from 'node:assert/strict';
import { test } from 'node:test';

import { utf8 } from '../base/bytes.ts';
import * as lambda from '../generated/lambda.ts';
import * as ram from '../generated/ram.ts';
import { type AnyOperationModel, AwsError, type Structure } from '../model/model.ts';
import { restjson } from './restjson.ts';

const text = { kind: 'string' } as const;

const model = (input: Structure, output: Structure = input): AnyOperationModel => ({
  service: { ...ram.service, name: 'lambda' },
  name: 'Invoke',
  http: { method: 'POST', uri: '/functions/{FunctionName}/invocations', status: 202 },
  input,
  output,
  errors: {
    TooManyRequestsException: {
      fault: 'client',
      status: 429,
      messageMember: 'message',
      members: {
        retryAfterSeconds: { shape: text, location: 'header', wireName: 'Retry-After' },
        Type: { shape: text },
      },
    },
  },
});

const placed: Structure = {
  kind: 'structure',
  members: {
    FunctionName: { shape: text, location: 'uri', wireName: 'FunctionName' },
    Count: { shape: { kind: 'integer' }, location: 'querystring', wireName: 'n' },
    Keys: { shape: { kind: 'list', member: text }, location: 'querystring', wireName: 'keys' },
    At: { shape: { kind: 'timestamp' }, location: 'header', wireName: 'X-At' },
    Meta: {
      shape: { kind: 'map', key: text, value: text },
      location: 'headers',
      wireName: 'X-Meta-',
    },
    Body: { shape: text },
  },
};

const invocation: Structure = {
  kind: 'structure',
  payload: 'Payload',
  members: {
    StatusCode: { shape: { kind: 'integer' }, location: 'statusCode' },
    FunctionError: { shape: text, location: 'header', wireName: 'X-Amz-Function-Error' },
    Payload: { shape: { kind: 'blob' } },
  },
};

const request = (body: string, more: object = {}) => ({
  method: 'POST',
  path: '/',
  query: '',
  headers: {},
  body: utf8(body),
  ...more,
});

test('members are read from path, query, headers and body', () => {
  const input = restjson.read(
    model(placed),
    request('{"Body":"b","FunctionName":"ignored"}', {
      pathParams: { FunctionName: 'f:1' },
      query: 'n=5&keys=a%20b&keys=c',
      headers: {
        'x-at': 'Sat, 01 Aug 2026 12:00:00 GMT',
        'x-meta-a': '1',
        'x-meta-__proto__': '2',
      },
    }),
  ) as { Meta: object };
  assert.deepEqual(Object.entries(input.Meta), [
    ['a', '1'],
    ['__proto__', '2'],
  ]);
  assert.deepEqual(
    { ...input, Meta: 0 },
    {
      Body: 'b',
      FunctionName: 'f:1',
      Count: 5,
      Keys: ['a b', 'c'],
      At: Date.parse('2026-08-01T12:00:00Z'),
      Meta: 0,
    },
  );
  assert.throws(() => restjson.read(model(placed), request('', { query: 'n=x' })), {
    code: 'SerializationException',
  });
  assert.deepEqual(restjson.read(ram.GetResourceShares, request('{"resourceOwner":"SELF"}')), {
    resourceOwner: 'SELF',
  });
});

test('a payload is the whole body', () => {
  assert.deepEqual(restjson.read(model(invocation), request('\u0000not json')), {
    Payload: new Uint8Array(utf8('\u0000not json')),
  });
  assert.deepEqual(
    restjson.write(
      model(invocation),
      { StatusCode: 200, FunctionError: 'Unhandled\r\nX: y', Payload: utf8('{}') },
      'r',
    ),
    {
      status: 200,
      headers: {
        'x-amzn-RequestId': 'r',
        'X-Amz-Function-Error': 'Unhandled  X: y',
        'Content-Type': 'application/octet-stream',
      },
      body: utf8('{}'),
    },
  );
});

test('an output is written where its members belong', () => {
  const { status, headers, body } = restjson.write(
    model(placed),
    { Body: 'b', At: 0, Meta: { a: '1' } },
    'r',
  );
  assert.equal(status, 202);
  assert.deepEqual(headers, {
    'x-amzn-RequestId': 'r',
    'X-At': 'Thu, 01 Jan 1970 00:00:00 GMT',
    'X-Meta-a': '1',
    'Content-Type': 'application/json',
  });
  assert.equal(body, '{"Body":"b"}');
});

test('an error has its name in a header', () => {
  const error = new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429, {
    retryAfterSeconds: '1',
    Type: 'User',
  });
  assert.deepEqual(restjson.writeError(ram.service, error, 'r', model(placed)), {
    status: 429,
    headers: {
      'x-amzn-RequestId': 'r',
      'x-amzn-ErrorType': 'TooManyRequestsException',
      'Content-Type': 'application/json',
      'Retry-After': '1',
    },
    body: '{"Type":"User","message":"Rate Exceeded."}',
  });
});

test("Lambda's errors say whose fault they are", () => {
  const written = (code: keyof typeof lambda.GetFunction.errors, status: number) =>
    JSON.parse(
      String(
        restjson.writeError(
          lambda.service,
          new AwsError(code, 'So it is.', status),
          'r',
          lambda.GetFunction,
        ).body,
      ),
    );
  const Message = 'So it is.';
  assert.deepEqual(written('ResourceNotFoundException', 404), { Type: 'User', Message });
  assert.deepEqual(written('ServiceException', 500), { Type: 'Server', Message });
  assert.deepEqual(written('AccessDeniedException', 403), { Message });
});
