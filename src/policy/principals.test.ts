import assert from 'node:assert/strict';
import { test } from 'node:test';

import { parseDocument } from './document.ts';
import { principalsOf, rewritePrincipals } from './principals.ts';
import { policySize } from './size.ts';

const ALICE = 'arn:aws:iam::111122223333:user/alice';
const ALICE_ID = 'AIDAEXAMPLEEXAMPLE123';

const TEXT = `{
  "Version" : "2012-10-17",
  "Statement": [
    {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": ["111122223333", "${ALICE}"], "Service": "ec2.amazonaws.com"},
     "Condition": {"StringEquals": {"aws:PrincipalArn": "${ALICE}"}}},
    {"Effect": "Allow", "Action": "sts:TagSession", "Principal": {"AWS": "arn:aws:iam::111122223333:user\\/alice"}}
  ]
}`;

test('the principals of a document, once each', () => {
  const parsed = parseDocument(TEXT, 'trust');
  assert.ok('document' in parsed);
  assert.deepEqual(principalsOf(parsed.document), [
    { type: 'AWS', value: '111122223333' },
    { type: 'AWS', value: ALICE },
    { type: 'Service', value: 'ec2.amazonaws.com' },
  ]);
});

test('users and roles are bound to ids, and everything else of the text stays', () => {
  const bound = rewritePrincipals(
    TEXT,
    new Map([
      [ALICE, ALICE_ID],
      ['ec2.amazonaws.com', 'x'],
      ['111122223333', 'x'],
    ]),
  );
  const expected = TEXT.replace(`"${ALICE}"], `, `"${ALICE_ID}"], `).replace(
    '"arn:aws:iam::111122223333:user\\/alice"',
    `"${ALICE_ID}"`,
  );
  assert.equal(bound, expected);
});

test('ids are shown as ARNs again, and as themselves where nobody bears them any more', () => {
  const bound = rewritePrincipals(TEXT, new Map([[ALICE, ALICE_ID]]));
  assert.ok(
    rewritePrincipals(bound, new Map([[ALICE_ID, ALICE]])).includes(`["111122223333", "${ALICE}"]`),
  );
  assert.equal(rewritePrincipals(bound, new Map()), bound);
});

test('white space between the elements of a policy does not count, within texts it does', () => {
  assert.equal(policySize('{ "Sid" :\n\t"a b\\" c" }'), '{"Sid":"a b\\" c"}'.length);
});
