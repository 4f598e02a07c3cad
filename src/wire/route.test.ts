import assert from 'node:assert/strict';
import { test } from 'node:test';

import { utf8 } from '../base/bytes.ts';
import { catalogue } from '../generated/catalogue.ts';
import { service as kms } from '../generated/kms.ts';
import type { CatalogueEntry } from '../model/model.ts';
import { authError } from './auth-errors.ts';
import type { WireRequest } from './codec.ts';
import { isRouted, notServed, route } from './route.ts';

const request = (given: Partial<WireRequest> & { form?: string }): WireRequest => ({
  method: 'POST',
  path: '/',
  query: '',
  headers: {},
  body: utf8(given.form ?? ''),
  ...given,
});

function found(
  given: Partial<WireRequest> & { form?: string },
  service?: string,
  among: readonly CatalogueEntry[] = catalogue,
) {
  const way = route(request(given), among, service === undefined ? undefined : { service });
  if (isRouted(way))
    return `${way.service.name}:${way.operation}${Object.keys(way.pathParams).length ? ` ${JSON.stringify(way.pathParams)}` : ''}`;
  return `${way.protocol} ${way.error.status} ${way.error.code}${way.error.message && `: ${way.error.message}`}`;
}

const target = (name: string) => ({ headers: { 'x-amz-target': name } });

test('a JSON service is named by its target', () => {
  assert.equal(
    found(target('secretsmanager.GetSecretValue'), 'secretsmanager'),
    'secretsmanager:GetSecretValue',
  );
  assert.equal(found(target('TrentService.Decrypt'), 'kms'), 'kms:Decrypt');
  assert.equal(found(target('TrentService.Decrypt')), 'kms:Decrypt');
  assert.equal(
    found(
      target('com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents'),
      'cloudtrail',
    ),
    'cloudtrail:LookupEvents',
  );
});

test('what a signature was made for decides before anything else', () => {
  assert.equal(
    found(target('TrentService.Decrypt'), 'secretsmanager'),
    'awsJson1.1 400 UnknownOperationException',
  );
  assert.equal(
    found({ form: 'Action=ListUsers&Version=2010-05-08' }, 'sts'),
    'awsQuery 400 InvalidAction: Could not find operation ListUsers for version 2010-05-08',
  );
  assert.equal(
    found(target('TrentService.Decrypt'), 'unheard'),
    'awsJson1.1 400 UnknownOperationException',
  );
});

test('a query service is named by version and action, in the body or in the URL', () => {
  assert.equal(
    found({ form: 'Action=GetCallerIdentity&Version=2011-06-15' }, 'sts'),
    'sts:GetCallerIdentity',
  );
  assert.equal(
    found({ method: 'GET', query: 'Action=GetCallerIdentity&Version=2011-06-15' }, 'sts'),
    'sts:GetCallerIdentity',
  );
  assert.equal(
    found({ form: 'Action=AssumeRoleWithWebIdentity&Version=2011-06-15' }),
    'sts:AssumeRoleWithWebIdentity',
  );
  assert.equal(
    found({ form: 'Action=DescribeVpcs&Version=2016-11-15' }, 'ec2'),
    'ec2:DescribeVpcs',
  );
});

test('an operation that does not exist is told in the way of its protocol', () => {
  assert.equal(
    found(target('secretsmanager.Nothing'), 'secretsmanager'),
    'awsJson1.1 400 UnknownOperationException',
  );
  assert.equal(
    found(target('constructor'), 'secretsmanager'),
    'awsJson1.1 400 UnknownOperationException',
  );
  assert.equal(
    found({ form: 'Action=Nothing' }, 'iam'),
    'awsQuery 400 InvalidAction: Could not find operation Nothing for version NO_VERSION_SPECIFIED',
  );
  assert.equal(
    found({ form: 'Version=2010-05-08' }, 'iam'),
    'awsQuery 400 MissingAction: The request must contain the parameter Action.',
  );
  assert.equal(
    found({ form: 'Action=Nothing&Version=2016-11-15' }, 'ec2'),
    'ec2Query 400 InvalidAction: The action Nothing is not valid for this web service.',
  );
  assert.equal(found({ path: '/nothing' }, 'ram'), 'restJson1 404 UnknownOperationException');
  assert.equal(
    found({ form: 'Action=%ff' }, 'iam'),
    'awsQuery 400 MalformedQueryString: A field of the request is not correctly percent-encoded.',
  );
  assert.equal(found({}, 'secretsmanager'), 'awsJson1.1 400 UnknownOperationException');
});

test('a REST service is named by method and path', () => {
  const rest: CatalogueEntry[] = [
    {
      service: {
        name: 'rest',
        signingName: 'rest',
        protocol: 'restJson1',
        apiVersion: '1',
        eventSource: 'rest',
      },
      operations: [
        ['Get', 'GET', '/functions/{Name}'],
        ['Special', 'GET', '/functions/special'],
        ['Invoke', 'POST', '/functions/{Function}/invocations'],
        ['List', 'GET', '/functions/'],
        ['Tags', 'GET', '/tags/{Arn+}'],
      ],
    },
  ];
  const get = (path: string, method = 'GET') => found({ path, method }, 'rest', rest);
  assert.equal(get('/functions'), 'rest:List');
  assert.equal(get('/functions/'), 'rest:List');
  assert.equal(get('/functions/special'), 'rest:Special');
  assert.equal(get('/functions/a%2Fb%3A1'), 'rest:Get {"Name":"a/b:1"}');
  assert.equal(get('/functions/f/invocations', 'POST'), 'rest:Invoke {"Function":"f"}');
  assert.equal(get('/functions/special/invocations', 'POST'), 'rest:Invoke {"Function":"special"}');
  assert.equal(get('/tags/a/b/c'), 'rest:Tags {"Arn":"a/b/c"}');
  for (const path of [
    '/functions/.',
    '/functions/..',
    '/functions//invocations',
    '/tags/a/../b',
    '/functions/%',
    '/other',
    '/functions/f/invocations',
  ]) {
    assert.equal(get(path), 'restJson1 404 UnknownOperationException', path);
  }
  assert.equal(found({ path: '/createresourceshare' }, 'ram'), 'ram:CreateResourceShare');
});

test('every operation of the catalogue is found', () => {
  for (const { service, operations } of catalogue) {
    for (const [name, method, uri] of operations) {
      const [template, field = ''] = uri.split('?');
      const path = template!.replaceAll(/\{[^}]+\}/g, 'x');
      const form = `Action=${name}&Version=${service.apiVersion}`;
      const headers =
        service.protocol === 'awsJson1.1'
          ? { 'x-amz-target': `${service.targetPrefix}.${name}` }
          : {};
      const way = route(request({ method, path, query: field, form, headers }), catalogue, {
        service: service.signingName,
      });
      assert.ok(isRouted(way) && way.operation === name, `${service.name}:${name}`);
    }
  }
});

test('an operation that is not served yet is refused for good', () => {
  const { code, status, message } = notServed(kms, 'CreateCustomKeyStore');
  assert.deepEqual([code, status], ['UnsupportedOperationException', 400]);
  assert.equal(
    message,
    'Lockstead does not serve kms:CreateCustomKeyStore yet. See docs/compatibility.md.',
  );
});

test('a caller who is not believed hears it in the words of his protocol', () => {
  const told = (
    ...[protocol, refused, message]: [
      Parameters<typeof authError>[0],
      Parameters<typeof authError>[1]['refused'],
      string?,
    ]
  ) => {
    const { code, status, message: sentence } = authError(protocol, { refused, message });
    return [code, status, sentence];
  };
  assert.deepEqual(told('awsJson1.1', 'mismatch', 'why'), [
    'InvalidSignatureException',
    400,
    'why',
  ]);
  assert.deepEqual(told('awsQuery', 'time', 'Signature expired: …'), [
    'SignatureDoesNotMatch',
    403,
    'Signature expired: …',
  ]);
  assert.deepEqual(told('awsQuery', 'unknown-access-key'), [
    'InvalidClientTokenId',
    403,
    'The security token included in the request is invalid.',
  ]);
  assert.deepEqual(told('restJson1', 'expired-token'), [
    'ExpiredTokenException',
    403,
    'The security token included in the request is expired',
  ]);
  assert.deepEqual(told('ec2Query', 'mismatch', 'why'), [
    'AuthFailure',
    401,
    'AWS was not able to validate the provided access credentials',
  ]);
});
