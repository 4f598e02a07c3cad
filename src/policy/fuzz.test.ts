/** No text makes the parser fail otherwise than by saying what is wrong, or take more than its time. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { stopwatch } from '../base/clock.ts';
import { contextFrom } from './context.ts';
import { decide } from './decide.ts';
import { type DocumentKind, parseDocument } from './document.ts';
import { principalsOf, rewritePrincipals } from './principals.ts';
import { publicStatements } from './public.ts';
import { contextKeys } from './simulate.ts';
import { policySize } from './size.ts';

const numRuns = process.env['LOCKSTEAD_PROVE'] === undefined ? 500 : 100_000;

const KINDS: readonly DocumentKind[] = [
  'identity',
  'managed',
  'boundary',
  'session',
  'resource',
  'trust',
  'scp',
  'rcp',
];
const NAMING: ReadonlySet<DocumentKind> = new Set(['resource', 'trust', 'rcp']);
const kind = fc.constantFrom(...KINDS);

const QUESTION = {
  principal: {
    kind: 'user',
    account: '111122223333',
    arn: 'arn:aws:iam::111122223333:user/alice',
    uniqueIds: ['AIDAALICEALICEALICE'],
  },
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::a/b',
  resourceAccount: '111122223333',
  context: contextFrom([
    ['aws:username', 'alice'],
    ['aws:SourceIp', '10.0.0.1'],
    ['aws:TagKeys', ['a', 'b']],
  ]),
} as const;

/** Reads a text and does with it all that is done with documents; what is refused has a sentence. */
function handle(text: string, as: DocumentKind): boolean {
  const parsed = parseDocument(text, as);
  rewritePrincipals(
    text,
    new Map([['arn:aws:iam::111122223333:user/alice', 'AIDAALICEALICEALICE']]),
  );
  policySize(text);
  if (!('document' in parsed)) {
    assert.equal(typeof parsed.malformed, 'string');
    return false;
  }
  const { document } = parsed;
  principalsOf(document);
  contextKeys(document);
  publicStatements(document, ['s3:GetObject']);
  const policy = { type: 'identity', label: 'p', document } as const;
  const resource = { weight: 'sufficient', policy: { ...policy, type: 'resource' } } as const;
  decide(QUESTION, { identity: [policy], scps: [], rcps: [], resource });
  // What was taken once is taken again, and means the same.
  const again = parseDocument(document.text, as);
  assert.ok('document' in again);
  assert.equal(again.document.statements.length, document.statements.length);
  return true;
}

const WORDS = [
  'Version',
  'Id',
  'Statement',
  'Sid',
  'Effect',
  'Allow',
  'Deny',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
  'AWS',
  'Service',
  'Federated',
  '2012-10-17',
  '2008-10-17',
  '*',
  's3:*',
  's3:GetObject',
  'sts:AssumeRole',
  'arn:aws:s3:::*',
  'arn:aws:s3:::${aws:username}/*',
  'arn:aws:iam::111122223333:root',
  'StringEquals',
  'ForAllValues:StringLike',
  'IpAddress',
  'NumericLessThanIfExists',
  'Null',
  'DateGreaterThan',
  'Bool',
  'ArnLike',
  'BinaryEquals',
  'aws:SourceIp',
  'aws:TagKeys',
  '10.0.0.0/8',
  'true',
  "${a, 'b'}",
  '${',
  '__proto__',
  '',
];
const word = fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 8 }));

/** JSON made of the words of policies, in all the wrong places. */
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 6, depthIdentifier: 'json' },
    word,
    fc.boolean(),
    fc.constant(null),
    fc.double(),
    fc.array(tie('json'), { maxLength: 4, depthIdentifier: 'json' }),
    fc
      .array(fc.tuple(word, tie('json')), { maxLength: 5, depthIdentifier: 'json' })
      .map((entries) => Object.fromEntries(entries as [string, unknown][])),
  ),
}));

const mostly = (arbitrary: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 15, arbitrary }, { weight: 1, arbitrary: json });

const one = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof(arbitrary, fc.array(arbitrary, { maxLength: 3 }));

/** Nearly a policy: each element may be what it should be, or anything. */
const nearly = fc.record(
  {
    Version: mostly(fc.constant('2012-10-17')),
    Statement: one(
      fc.record(
        {
          Sid: mostly(word),
          Effect: mostly(fc.constantFrom('Allow', 'Deny')),
          Principal: mostly(fc.constantFrom('*', { AWS: '*' }, { AWS: '111122223333' })),
          Action: mostly(one(fc.constantFrom('s3:*', 's3:Get?bject', '*', 'sts:AssumeRole'))),
          Resource: mostly(one(fc.constantFrom('*', 'arn:aws:s3:::${aws:username}/*'))),
          Condition: mostly(
            fc.constantFrom({}, { StringLike: { 'aws:username': ['${', '${a}', '*?*'] } }),
          ),
        },
        { requiredKeys: ['Effect', 'Action'] },
      ),
    ),
  },
  { requiredKeys: ['Statement'] },
);

test('any text is read or refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), kind, (text, as) => {
      handle(text, as);
    }),
    { numRuns },
  );
});

test('the words of policies in all the wrong places are read or refused', () => {
  fc.assert(
    fc.property(json, kind, (value, as) => {
      handle(JSON.stringify(value) ?? '', as);
    }),
    { numRuns },
  );
});

test('what is nearly a policy is read or refused, and both happen', () => {
  let read = 0;
  let all = 0;
  fc.assert(
    fc.property(nearly, kind, fc.integer({ min: 0, max: 9 }), (value, as, strange) => {
      // Some kinds name nobody, and mostly these do not either.
      if (!NAMING.has(as) && strange > 0) {
        for (const statement of [value.Statement].flat()) delete statement.Principal;
      }
      all++;
      if (handle(JSON.stringify(value), as)) read++;
    }),
    { numRuns },
  );
  assert.ok(read > all / 50 && read < all * 0.9, `${read} of ${all}`);
});

test('a policy with a few characters changed is read or refused', () => {
  const text = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'One',
        Effect: 'Allow',
        Principal: { AWS: ['arn:aws:iam::111122223333:user/alice', '111122223333'] },
        Action: ['s3:Get*'],
        Resource: 'arn:aws:s3:::a/${aws:username}/*',
        Condition: { 'ForAnyValue:StringLike': { 'aws:TagKeys': ['a*', "${x, 'y'}"] } },
      },
    ],
  });
  const change = fc.tuple(
    fc.nat(text.length),
    fc.nat(3),
    fc.string({ unit: 'binary', maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), kind, (changes, as) => {
      let changed = text;
      for (const [at, length, put] of changes)
        changed = changed.slice(0, at) + put + changed.slice(at + length);
      handle(changed, as);
    }),
    { numRuns },
  );
});

test('texts that are made to be hard take no more than their time', () => {
  const statement = (rest: string) =>
    `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*",${rest}}}`;
  const long = 100_000;
  const hard = [
    '['.repeat(long),
    '{"a":'.repeat(long / 5),
    `[${'[],'.repeat(long / 3)}[]]`,
    `{"Statement":[${'{},'.repeat(long / 3)}{}]}`,
    `"${'\\u0041'.repeat(long / 6)}"`,
    `{${Array.from({ length: long / 12 }, (_, i) => `"k${i}":1`).join()}}`,
    statement(`"Resource":"arn:aws:s3:::${'${'.repeat(long / 2)}"`),
    statement(`"Resource":"arn:aws:s3:::${'*?'.repeat(long / 2)}"`),
    statement(`"Resource":"arn:aws:s3:::${'*a'.repeat(long / 2)}"`),
    statement(`"Resource":[${'"arn:aws:s3:::*a*b*c*d",'.repeat(long / 25)}"*"]`),
    statement(
      `"Resource":"*","Condition":{"StringLike":{"aws:username":"${'a*'.repeat(long / 2)}b"}}`,
    ),
    statement(`"Resource":"*","Condition":{"ArnLike":{"aws:username":"${'*:'.repeat(long / 2)}"}}`),
    statement(`"Resource":"*","Condition":{"DateLessThan":{"aws:username":"${'1'.repeat(long)}"}}`),
    statement(
      `"Resource":"*","Condition":{"NumericLessThan":{"aws:username":"${'1'.repeat(long)}"}}`,
    ),
    statement(
      `"Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":[${'"10.0.0.0/8",'.repeat(long / 14)}"::/0"]}}`,
    ),
    statement(
      `"Resource":"*","Condition":{"${'ForAllValues:'.repeat(long / 13)}Null":{"a:b":"c"}}`,
    ),
    statement(
      `"Resource":"*","Condition":{"StringLike":{"aws:username":"${"${a, '".repeat(long / 6)}"}}`,
    ),
    statement(`"Principal":{"AWS":[${'"111122223333",'.repeat(long / 15)}"*"]},"Resource":"*"`),
    statement(
      `"Principal":{"AWS":"arn:aws:iam::111122223333:user/${'a/'.repeat(long / 2)}"},"Resource":"*"`,
    ),
    statement(`"Sid":"${'a'.repeat(long)}","Resource":"*"`),
  ];
  for (const [i, text] of hard.entries()) {
    for (const as of KINDS) {
      const elapsed = stopwatch();
      handle(text, as);
      // Generous: they take some ten milliseconds; what grows by the square takes minutes.
      assert.ok(elapsed() < 3000, `text ${i} as ${as}: ${elapsed()} ms`);
    }
  }
});
