import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type DocumentKind, parseDocument } from './document.ts';

const STATEMENT = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const TRUST = {
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal: { Service: 'ec2.amazonaws.com' },
};
const KEY = { Effect: 'Allow', Action: 'kms:*', Principal: { AWS: '111122223333' }, Resource: '*' };

const of = (...statements: readonly object[]) => ({ Version: '2012-10-17', Statement: statements });
const read = (kind: DocumentKind, document: unknown) =>
  parseDocument(typeof document === 'string' ? document : JSON.stringify(document), kind);
const sentence = (kind: DocumentKind, document: unknown) => {
  const result = read(kind, document);
  return 'malformed' in result ? result.malformed : 'fine';
};

const REFUSED: readonly (readonly [string, DocumentKind, unknown])[] = [
  ['Syntax errors in policy.', 'identity', '{"Version": "2012-10-17", '],
  ['Syntax errors in policy.', 'identity', 'null'],
  ['Syntax errors in policy.', 'identity', '[]'],
  ['Syntax errors in policy.', 'identity', {}],
  ['Syntax errors in policy.', 'identity', of()],
  ['Syntax errors in policy.', 'identity', { ...of(STATEMENT), Extra: 1 }],
  ['Syntax errors in policy.', 'identity', of({ ...STATEMENT, Extra: 1 })],
  ['Syntax errors in policy.', 'identity', of({ ...STATEMENT, Effect: 'allow' })],
  ['Syntax errors in policy.', 'identity', of({ ...STATEMENT, NotAction: 's3:PutObject' })],
  ['Syntax errors in policy.', 'identity', of({ ...STATEMENT, Action: { Ref: 'x' } })],
  [
    'Syntax errors in policy.',
    'identity',
    of({ ...STATEMENT, Condition: { StringEqual: { 'a:b': 'c' } } }),
  ],
  [
    'Syntax errors in policy.',
    'identity',
    of({ ...STATEMENT, Condition: { NullIfExists: { 'a:b': 'true' } } }),
  ],
  [
    'Syntax errors in policy.',
    'identity',
    of({ ...STATEMENT, Condition: { StringEquals: { 'a:b': null } } }),
  ],
  [
    'Syntax errors in policy.',
    'identity',
    `{"Version": "2012-10-17", "Statement": ${'['.repeat(40)}${']'.repeat(40)}}`,
  ],
  [
    'Syntax errors in policy.',
    'identity',
    '{"Statement": {"Effect": "Deny", "Effect": "Allow", "Action": "*", "Resource": "*"}}',
  ],
  ['JSON strings must not have leading spaces', 'identity', ` ${JSON.stringify(of(STATEMENT))}`],
  ['Policy document must be version 2012-10-17 or greater.', 'managed', { Statement: STATEMENT }],
  [
    'Policy document must be version 2012-10-17 or greater.',
    'managed',
    { Version: '2008-10-17', Statement: STATEMENT },
  ],
  [
    'Policy document must be version 2012-10-17 or greater.',
    'identity',
    { Version: '2019-01-01', Statement: STATEMENT },
  ],
  [
    'Policy document should not specify a principal.',
    'identity',
    of({ ...STATEMENT, Principal: '*' }),
  ],
  [
    'Policy document should not specify a principal.',
    'session',
    of({ ...STATEMENT, NotPrincipal: '*' }),
  ],
  ['Policy statement must contain actions.', 'identity', of({ Effect: 'Allow', Resource: '*' })],
  ['Policy statement must contain actions.', 'identity', of({ ...STATEMENT, Action: [] })],
  ['Policy statement must contain resources.', 'identity', of({ Effect: 'Allow', Action: 's3:*' })],
  [
    'Statement IDs (SID) in a single policy must be unique.',
    'identity',
    of({ ...STATEMENT, Sid: 'a' }, { ...STATEMENT, Sid: 'a' }),
  ],
  [
    'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
    'identity',
    of({ ...STATEMENT, Sid: 'a b' }),
  ],
  [
    'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
    'identity',
    of({ ...STATEMENT, Action: 'GetObject' }),
  ],
  [
    'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
    'identity',
    of({ ...STATEMENT, Condition: { StringEquals: { SourceIp: 'x' } } }),
  ],
  [
    'Actions/Condition can contain only one colon.',
    'identity',
    of({ ...STATEMENT, Action: 's3:a:b' }),
  ],
  ['Vendor s_3 is not valid', 'identity', of({ ...STATEMENT, Action: 's_3:a' })],
  [
    'Resource photos must be in ARN format or "*".',
    'identity',
    of({ ...STATEMENT, Resource: 'photos' }),
  ],
  [
    'Partition "aw" is not valid for resource "arn:aw:s3:::x".',
    'identity',
    of({ ...STATEMENT, Resource: 'arn:aw:s3:::x' }),
  ],
  ['The policy failed legacy parsing', 'identity', of({ ...STATEMENT, Resource: 'arn:aws:s3:x' })],
  [
    'The policy failed legacy parsing',
    'identity',
    of({ ...STATEMENT, Condition: { DateLessThan: { 'aws:CurrentTime': 'tomorrow' } } }),
  ],
  ['This policy contains invalid Json', 'trust', '{'],
  ['Has prohibited field Resource', 'trust', of({ ...TRUST, Resource: '*' })],
  ['Unknown field Principals', 'trust', of({ ...TRUST, Principals: {} })],
  ['Missing required field Principal', 'trust', of({ Effect: 'Allow', Action: 'sts:AssumeRole' })],
  [
    'Missing required field Action',
    'trust',
    of({ Effect: 'Allow', Principal: { AWS: '111122223333' } }),
  ],
  [
    'AssumeRole policy may only specify STS AssumeRole actions.',
    'trust',
    of({ ...TRUST, Action: 's3:GetObject' }),
  ],
  [
    'AssumeRole policy may only specify STS AssumeRole actions.',
    'trust',
    of({ ...TRUST, Action: '*' }),
  ],
  [
    'AssumeRole policy must not contain NotPrincipal field.',
    'trust',
    of({ Effect: 'Deny', Action: 'sts:AssumeRole', NotPrincipal: '*' }),
  ],
  [
    'Invalid principal in policy: "AWS":"alice"',
    'trust',
    of({ ...TRUST, Principal: { AWS: 'alice' } }),
  ],
  [
    'Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:user/*"',
    'trust',
    of({ ...TRUST, Principal: { AWS: 'arn:aws:iam::111122223333:user/*' } }),
  ],
  [
    'Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:group/g"',
    'trust',
    of({ ...TRUST, Principal: { AWS: 'arn:aws:iam::111122223333:group/g' } }),
  ],
  [
    'Policy contains a statement with one or more invalid principals.',
    'resource',
    of({ ...KEY, Principal: { AWS: 'alice' } }),
  ],
  ['Policy contains a statement with one or more invalid principals.', 'resource', of(STATEMENT)],
  ['This policy has invalid syntax.', 'resource', '{'],
  [
    'The provided policy document does not meet the requirements of the specified policy type.',
    'scp',
    of({ ...STATEMENT, Principal: '*' }),
  ],
  [
    'The provided policy document does not meet the requirements of the specified policy type.',
    'rcp',
    of({ ...STATEMENT, Principal: '*' }),
  ],
  [
    'The provided policy document does not meet the requirements of the specified policy type.',
    'rcp',
    of({ ...STATEMENT, Effect: 'Deny', Principal: { AWS: '111122223333' } }),
  ],
];

for (const [expected, kind, document] of REFUSED) {
  const shown = typeof document === 'string' ? document.slice(0, 60) : JSON.stringify(document);
  test(`as ${kind}, ${shown} is refused: ${expected}`, () =>
    assert.equal(sentence(kind, document), expected));
}

const ACCEPTED: readonly (readonly [string, DocumentKind, unknown])[] = [
  [
    'a single statement without its list',
    'managed',
    { Version: '2012-10-17', Statement: STATEMENT },
  ],
  ['an inline policy of the old version', 'identity', { Statement: [STATEMENT] }],
  [
    'numbers and booleans in conditions',
    'identity',
    of({ ...STATEMENT, Condition: { Bool: { 'a:b': true }, NumericEquals: { 'a:c': [1, '2'] } } }),
  ],
  [
    'operators in any case, as old documents have them',
    'identity',
    of({ ...STATEMENT, Condition: { 'ForAnyValue:stringLike': { 'a:b': '*' } } }),
  ],
  [
    'a variable with colons in a resource',
    'identity',
    of({ ...STATEMENT, Resource: 'arn:aws:s3:::b/${aws:username}/*' }),
  ],
  [
    'spaces in the name of a key policy statement',
    'resource',
    of({ ...KEY, Sid: 'Enable IAM User Permissions' }),
  ],
  [
    'a key policy statement without Resource or Action',
    'resource',
    of({ Effect: 'Allow', Principal: '*' }, KEY),
  ],
  [
    'every way to be trusted',
    'trust',
    of(
      {
        ...TRUST,
        Principal: {
          AWS: ['111122223333', 'arn:aws:iam::111122223333:role/a/b', 'AROAEXAMPLEEXAMPLE12'],
        },
      },
      {
        ...TRUST,
        Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
        Principal: {
          Federated: [
            'cognito-identity.amazonaws.com',
            'arn:aws:iam::111122223333:oidc-provider/token.example.com/a',
          ],
        },
      },
    ),
  ],
  [
    'a service control policy with all of the language',
    'scp',
    of({
      Effect: 'Allow',
      NotAction: 'iam:*',
      Resource: 'arn:aws:s3:::x',
      Condition: { Bool: { 'a:b': 'true' } },
    }),
  ],
  [
    'a resource control policy',
    'rcp',
    of({ Effect: 'Deny', Action: ['s3:*'], NotResource: 'arn:aws:s3:::x', Principal: '*' }),
  ],
  [
    'the full-access resource control policy',
    'rcp',
    of({ Effect: 'Allow', Action: '*', Resource: '*', Principal: '*' }),
  ],
];

for (const [what, kind, document] of ACCEPTED) {
  test(`as ${kind}, ${what} is accepted`, () => assert.equal(sentence(kind, document), 'fine'));
}
