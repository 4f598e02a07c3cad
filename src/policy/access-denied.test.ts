import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Denial, deniedMessage } from './access-denied.ts';
import { contextFrom } from './context.ts';
import { parseDocument } from './document.ts';
import type { Policy, PolicyType, Question } from './policy.ts';

const JOHN = 'arn:aws:iam::111122223333:user/John';
const SECRET = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf';
const ACTION = 'secretsmanager:GetSecretValue';

const question: Question = {
  principal: { kind: 'user', account: '111122223333', arn: JOHN, uniqueIds: [] },
  action: ACTION,
  resource: SECRET,
  resourceAccount: '111122223333',
  context: contextFrom([]),
};

function denial(type: PolicyType, arn?: string) {
  const parsed = parseDocument(
    '{"Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}}',
    'identity',
  );
  assert.ok('document' in parsed);
  const policy: Policy = {
    type,
    label: type,
    document: parsed.document,
    ...(arn !== undefined && { arn }),
  };
  return { allowed: false, kind: 'explicit', because: { policy, statement: 0 } } as const;
}

const REFUSED = `User: ${JOHN} is not authorized to perform: ${ACTION} on resource: ${SECRET}`;

test('an implicit deny names the kind of policy that is missing', () => {
  const told = (lacking: PolicyType) =>
    deniedMessage(question, { allowed: false, kind: 'implicit', lacking });
  assert.equal(
    told('identity'),
    `${REFUSED} because no identity-based policy allows the ${ACTION} action`,
  );
  assert.equal(
    told('resource'),
    `${REFUSED} because no resource-based policy allows the ${ACTION} action`,
  );
  assert.equal(
    told('boundary'),
    `${REFUSED} because no permissions boundary allows the ${ACTION} action`,
  );
  assert.equal(told('session'), `${REFUSED} because no session policy allows the ${ACTION} action`);
  assert.equal(
    told('scp'),
    `${REFUSED} because no service control policy allows the ${ACTION} action`,
  );
});

test('an explicit deny names the kind of policy that denies', () => {
  const told = (type: PolicyType) => deniedMessage(question, denial(type));
  assert.equal(told('identity'), `${REFUSED} with an explicit deny in an identity-based policy`);
  assert.equal(told('resource'), `${REFUSED} with an explicit deny in a resource-based policy`);
  assert.equal(told('boundary'), `${REFUSED} with an explicit deny in a permissions boundary`);
  assert.equal(told('session'), `${REFUSED} with an explicit deny in a session policy`);
  assert.equal(told('scp'), `${REFUSED} with an explicit deny in a service control policy`);
  assert.equal(told('rcp'), `${REFUSED} with an explicit deny in a resource control policy`);
});

test('the ARN of the policy is told at home and within the organisation, and to nobody else', () => {
  const arn = 'arn:aws:iam::111122223333:policy/No';
  assert.equal(
    deniedMessage(question, denial('identity', arn)),
    `${REFUSED} with an explicit deny in an identity-based policy: ${arn}`,
  );
  const abroad = { ...question, resourceAccount: '444455556666' };
  assert.equal(
    deniedMessage(abroad, denial('identity', arn)),
    `${REFUSED} with an explicit deny in an identity-based policy`,
  );
  const related = {
    ...abroad,
    context: contextFrom([
      ['aws:PrincipalOrgID', 'o-1'],
      ['aws:ResourceOrgID', 'o-1'],
    ]),
  };
  assert.equal(
    deniedMessage(related, denial('identity', arn)),
    `${REFUSED} with an explicit deny in an identity-based policy: ${arn}`,
  );
});

test('a resource that the caller did not name stays unnamed, and so does what keeps him out of it', () => {
  const veiled = 'the resource associated with this ciphertext';
  const refused = REFUSED.replace(`resource: ${SECRET}`, veiled);
  const told = (decision: Denial) => deniedMessage(question, decision, veiled);
  assert.equal(
    told({ allowed: false, kind: 'implicit', lacking: 'identity' }),
    `${refused} because no identity-based policy allows the ${ACTION} action`,
  );
  assert.equal(told(denial('scp')), `${refused} with an explicit deny in a service control policy`);
  for (const decision of [
    { allowed: false, kind: 'implicit', lacking: 'resource' } as const,
    denial('resource'),
  ]) {
    assert.equal(
      told(decision),
      `${refused} because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
    );
  }
});

test('who comes from outside is told the action alone', () => {
  const stranger = {
    ...question,
    principal: { kind: 'web-identity', account: '', arn: '', uniqueIds: [] },
    action: 'sts:AssumeRoleWithWebIdentity',
  } as const;
  assert.equal(
    deniedMessage(stranger, { allowed: false, kind: 'implicit', lacking: 'resource' }),
    'Not authorized to perform sts:AssumeRoleWithWebIdentity',
  );
});
