import assert from 'node:assert/strict';
import { test } from 'node:test';

import { utf8 } from '../base/bytes.ts';
import { stopwatch } from '../base/clock.ts';
import * as iam from '../generated/iam.ts';
import { AssumeRole } from '../generated/sts.ts';
import { type AnyOperationModel, AwsError, type Structure } from '../model/model.ts';
import { query } from './query.ts';

const request = (body: string, method = 'POST', url = '') => ({
  method,
  path: '/',
  query: url,
  headers: {},
  body: utf8(body),
});
const read = (model: AnyOperationModel, body: string): any => query.read(model, request(body));
const refused = (model: AnyOperationModel, body: string): string => {
  try {
    read(model, body);
  } catch (error) {
    assert.ok(error instanceof AwsError);
    return `${error.code}: ${error.message}`;
  }
  return assert.fail('it was read');
};

/** Every kind of shape in one model. */
const all: Structure = {
  kind: 'structure',
  members: {
    Text: { shape: { kind: 'string' } },
    Count: { shape: { kind: 'integer' } },
    Long: { shape: { kind: 'long' } },
    Share: { shape: { kind: 'double' } },
    Flag: { shape: { kind: 'boolean' } },
    Bytes: { shape: { kind: 'blob' } },
    At: { shape: { kind: 'timestamp' } },
    Named: { shape: { kind: 'list', member: { kind: 'string' }, memberName: 'Name' } },
    Flat: { shape: { kind: 'list', member: { kind: 'string' }, flattened: true } },
    Map: { shape: { kind: 'map', key: { kind: 'string' }, value: { kind: 'string' } } },
    FlatMap: {
      shape: {
        kind: 'map',
        key: { kind: 'string' },
        value: { kind: 'integer' },
        flattened: true,
        keyName: 'K',
        valueName: 'V',
      },
    },
    get Self() {
      return { shape: all };
    },
  },
};
const model: AnyOperationModel = {
  ...iam.GetUser,
  name: 'All',
  input: all,
  output: all,
  resultWrapper: 'AllResult',
};

test('form fields are read by their shapes', () => {
  const form = [
    'Action=All&Version=1&Text=a+b%2B%C3%BC&Count=-3&Long=9007199254740991&Share=1.5e3&Flag=true&Bytes=aGk%3D&At=2026-08-01T12:00:00Z',
    'Named.Name.1=x&Flat.1=y&Map.entry.1.key=k&Map.entry.1.value=v&FlatMap.1.K=k&FlatMap.1.V=7&Self.Self.Text=deep',
  ];
  assert.deepEqual(read(model, form.join('&')), {
    Text: 'a b+ü',
    Count: -3,
    Long: 9007199254740991,
    Share: 1500,
    Flag: true,
    Bytes: Buffer.from('hi'),
    At: Date.parse('2026-08-01T12:00:00Z'),
    Named: ['x'],
    Flat: ['y'],
    Map: { k: 'v' },
    FlatMap: { k: 7 },
    Self: { Self: { Text: 'deep' } },
  });
});

test('fields of the URL count too, and the body goes before them', () => {
  assert.deepEqual(query.read(model, request('', 'GET', 'Text=a')), { Text: 'a' });
  assert.deepEqual(query.read(model, request('Text=b', 'POST', 'Text=a&Count=1')), {
    Text: 'b',
    Count: 1,
  });
});

test('lists may have gaps and any order, and an empty name is an empty list', () => {
  const tags = (body: string) => read(iam.TagRole, body).Tags;
  assert.deepEqual(
    tags(
      'Tags.member.900000000.Key=c&Tags.member.2.Key=b&Tags.member.10.Key=x&Tags.member.2.Value=',
    ),
    [{ Key: 'b', Value: '' }, { Key: 'x' }, { Key: 'c' }],
  );
  assert.deepEqual(tags('Tags='), []);
  assert.equal(tags('Tags.1.Key=a&Tags.member.x.Key=b&RoleName=r'), undefined);
  assert.deepEqual(read(AssumeRole, 'PolicyArns.member.1.arn=a').PolicyArns, [{ arn: 'a' }]);
});

test('text that is not of its kind is refused, and the refusal does not repeat it', () => {
  assert.equal(
    refused(model, 'Count=canary'),
    'MalformedInput: The value of Count can not be converted to an Integer',
  );
  assert.equal(
    refused(model, 'Self.Self.Count=2147483648'),
    'MalformedInput: The value of Self.Self.Count can not be converted to an Integer',
  );
  assert.equal(
    refused(model, 'Flag=constructor'),
    'MalformedInput: The value of Flag can not be converted to a Boolean',
  );
  assert.equal(
    refused(model, 'At=tomorrow'),
    'MalformedInput: The value of At can not be converted to a Timestamp',
  );
  assert.equal(
    refused(model, 'Bytes=%21'),
    'MalformedInput: The value of Bytes can not be converted to a Blob',
  );
  assert.equal(
    refused(model, 'Text=%ff'),
    'MalformedQueryString: A field of the request is not correctly percent-encoded.',
  );
  assert.equal(
    refused(model, 'Text=%'),
    'MalformedQueryString: A field of the request is not correctly percent-encoded.',
  );
});

test('no field reaches a prototype', () => {
  const input = read(
    model,
    '__proto__.Text=a&Map.entry.1.key=__proto__&Map.entry.1.value=own&Self.constructor.prototype.Text=b',
  );
  assert.deepEqual(Object.keys(input), ['Map', 'Self']);
  assert.deepEqual(Object.entries(input.Map), [['__proto__', 'own']]);
  assert.equal(({} as { Text?: string }).Text, undefined);
});

test('a hostile form is refused or read in linear time', () => {
  const elapsed = stopwatch();
  assert.match(
    refused(model, 'a&'.repeat(20_001)),
    /^MalformedQueryString: The request has too many fields/,
  );
  assert.match(
    refused(model, `${'a'.repeat(1025)}=1`),
    /^MalformedQueryString: The name of a field is too long/,
  );
  const many = (count: number) => Array.from({ length: count }, (_, i) => `Flat.${i}=`).join('&');
  assert.match(
    refused(model, many(10_001)),
    /^MalformedInput: The value of Flat can not be converted to a list of this length/,
  );
  assert.equal(read(model, many(10_000)).Flat.length, 10_000);
  assert.deepEqual(read(model, `${'Self.'.repeat(200)}Text=x&Text=y`), { Text: 'y' });
  assert.deepEqual(read(model, `${'.'.repeat(1000)}=x&Text=y`), { Text: 'y' });
  assert.ok(elapsed() < 1000);
});

test('an output is an element in two envelopes', () => {
  const output = {
    Text: '<&>"\r\n\u0000😀',
    Count: 0,
    Flag: false,
    Bytes: utf8('hi'),
    At: 1_000,
    Named: ['x', 'y'],
    Flat: ['a', 'b'],
    Map: { k: 'v' },
    FlatMap: { k: 7 },
  };
  assert.deepEqual(query.write(model, output, 'r-1'), {
    status: 200,
    headers: { 'x-amzn-RequestId': 'r-1', 'Content-Type': 'text/xml' },
    body:
      '<AllResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><AllResult>' +
      '<Text>&lt;&amp;&gt;&quot;&#xD;\n\ufffd😀</Text><Count>0</Count><Flag>false</Flag><Bytes>aGk=</Bytes><At>1970-01-01T00:00:01Z</At>' +
      '<Named><Name>x</Name><Name>y</Name></Named><Flat>a</Flat><Flat>b</Flat><Map><entry><key>k</key><value>v</value></entry></Map><FlatMap><K>k</K><V>7</V></FlatMap>' +
      '</AllResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></AllResponse>',
  });
  assert.equal(
    query.write(iam.TagRole, undefined, 'r').body,
    '<TagRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></TagRoleResponse>',
  );
});

test('an error says whose fault it is', () => {
  const { status, body } = query.writeError(
    iam.service,
    new AwsError('NoSuchEntity', 'no <user>', 404),
    'r',
  );
  assert.equal(status, 404);
  assert.equal(
    body,
    '<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>no &lt;user&gt;</Message></Error><RequestId>r</RequestId></ErrorResponse>',
  );
  const failure = query.writeError(iam.service, new AwsError('InternalFailure', '', 500), 'r').body;
  assert.match(
    String(failure),
    /<Error><Type>Receiver<\/Type><Code>InternalFailure<\/Code><\/Error>/,
  );
});
