/** The guides of docs/sharing-roles, typed as they stand, down to everything that they say is refused. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptServer } from '../kept-server.ts';
import { missing } from '../process.ts';
import { withoutId } from '../refusal.ts';
import { blocksOf, typePages } from './shell-guide.ts';

const FOLDER = 'docs/sharing-roles';
const START = `${FOLDER}/README.md`;

/** What the blocks print, one line each, and what is refused, in the page's order. Account numbers are left out. */
interface Guide {
  readonly says: string;
  readonly prints: readonly string[];
  readonly refusals: readonly string[];
}

const user = (name: string) => `arn:aws:iam::#:user/${name}`;
const role = (name: string) => `arn:aws:iam::#:role/${name}`;
const inRole = (name: string, session = 'guide') =>
  `arn:aws:sts::#:assumed-role/${name}/${session}`;
const secret = (name: string) => `arn:aws:secretsmanager:us-east-1:#:secret:${name}-?`;

const refused = (code: string, operation: string, message: string): string =>
  `An error occurred (${code}) when calling the ${operation} operation: ${message}`;
/** Of a role STS says no more: a reason would tell of another account's policies. */
const keptOut = (who: string, name: string): string =>
  refused(
    'AccessDenied',
    'AssumeRole',
    `User: ${who} is not authorized to perform: sts:AssumeRole on resource: ${role(name)}`,
  );
const unauthorized = (who: string, action: string, resource: string, why: string): string => {
  const [service, operation] = action.split(':');
  return refused(
    service === 'iam' ? 'AccessDenied' : 'AccessDeniedException',
    operation!,
    `User: ${who} is not authorized to perform: ${action} on resource: ${resource} ${why}`,
  );
};
const lacking = (who: string, action: string, resource: string): string =>
  unauthorized(
    who,
    action,
    resource,
    `because no identity-based policy allows the ${action} action`,
  );

const BY_IDENTITY = 'with an explicit deny in an identity-based policy';
const BY_GUARD =
  'with an explicit deny in a service control policy: arn:aws:organizations::#:policy/o-?/service_control_policy/p-?';
const GET = 'secretsmanager:GetSecretValue';
const VOID = 'The security token included in the request is invalid.';
const MFA = 'MultiFactorAuthentication failed';
const UNKNOWN_DEVICE = `${MFA}, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user`;
const WRONG_CODE = `${MFA} with invalid MFA one time pass code`;

const GUIDES: { readonly [page: string]: Guide } = {
  'audit-account': {
    says: 'auditors read everything but values, and nobody of the audited account locks them out',
    prints: [
      'db',
      role('auditor'),
      'r-?',
      'arn:aws:iam::#:group/auditors',
      `${inRole('auditor')} db mallory`,
      'db',
    ],
    refusals: [
      unauthorized(
        inRole('OrganizationAccountAccessRole'),
        'iam:DeleteRole',
        'role auditor',
        BY_GUARD,
      ),
      lacking(inRole('auditor'), GET, secret('db')),
      lacking(inRole('auditor'), 'iam:CreateUser', user('eve')),
      keptOut(user('bob'), 'auditor'),
      keptOut(user('mallory'), 'auditor'),
      keptOut(user('alice'), 'auditor'),
      lacking(inRole('auditor'), 'secretsmanager:DescribeSecret', secret('db')),
    ],
  },
  'deployment-account': {
    says: 'a pipeline deploys within its bounds, under the name of its build, for an hour at most',
    prints: [
      role('pipeline'),
      inRole('pipeline'),
      role('deploy'),
      `${inRole('deploy', 'build-4711')} app/db ${role('app/web')}`,
      'app/db',
      role('pipeline'),
    ],
    refusals: [
      keptOut(user('other'), 'pipeline'),
      lacking(inRole('deploy', 'build-4711'), 'secretsmanager:CreateSecret', 'other/db'),
      lacking(inRole('deploy', 'build-4711'), 'iam:CreateRole', role('app/root')),
      lacking(inRole('deploy', 'build-4711'), GET, secret('app/db')),
      keptOut(inRole('pipeline'), 'deploy'),
      refused(
        'ValidationError',
        'AssumeRole',
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
      ),
      keptOut(user('runner'), 'deploy'),
      unauthorized(
        inRole('deploy', 'build-4711'),
        'secretsmanager:PutSecretValue',
        secret('app/db'),
        BY_IDENTITY,
      ),
      refused('InvalidClientTokenId', 'AssumeRole', VOID),
      keptOut(inRole('pipeline'), 'deploy'),
    ],
  },
  vendor: {
    says: 'a vendor reads one secret, with the external id, from his account alone',
    prints: [`prod/db ${role('monitor')}`, 't0k3n', 't0k3n'],
    refusals: [
      lacking(inRole('monitor'), GET, secret('prod/db')),
      keptOut(user('software'), 'monitor'),
      keptOut(user('software'), 'monitor'),
      keptOut(user('stranger'), 'monitor'),
      keptOut(user('software'), 'monitor-of-nobody'),
      keptOut(user('software'), 'monitor'),
      lacking(inRole('monitor'), GET, secret('monitoring/token')),
      refused('InvalidClientTokenId', 'GetCallerIdentity', VOID),
    ],
  },
  'break-glass': {
    says: 'the glass is broken by a second factor that is shown once, and mended at once',
    prints: [`${role('break-glass')} prod/db`, `${inRole('break-glass')} hunter2`],
    refusals: [
      refused(
        'InvalidAuthenticationCode',
        'EnableMFADevice',
        'Authentication code for device is not valid.',
      ),
      keptOut(user('alice'), 'break-glass'),
      refused('AccessDenied', 'AssumeRole', WRONG_CODE),
      refused('AccessDenied', 'AssumeRole', UNKNOWN_DEVICE),
      keptOut(inRole('OrganizationAccountAccessRole'), 'break-glass'),
      refused(
        'ValidationError',
        'AssumeRole',
        'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
      ),
      unauthorized(inRole('break-glass'), GET, secret('prod/db'), BY_IDENTITY),
      refused('AccessDenied', 'AssumeRole', UNKNOWN_DEVICE),
    ],
  },
};

for (const [page, { says, prints, refusals }] of Object.entries(GUIDES)) {
  test(`${page}.md: ${says}`, { skip: missing('aws') }, async (t) => {
    const server = await keptServer(t);
    const { printed, complaints } = typePages(server, START, `${FOLDER}/${page}.md`);
    const here = printed.slice(blocksOf(START).length).map(({ text }) => plain(text));
    assert.deepEqual(
      here.map((text) => text.trim().replaceAll(/\s+/g, ' ')).filter((text) => text !== ''),
      prints,
    );
    const lines = complaints.split('\n').filter((line) => line.trim() !== '');
    assert.deepEqual(
      lines.map((line) =>
        plain(withoutId(line))
          .replace(/^aws: \[ERROR\]: /, '')
          .trimEnd(),
      ),
      refusals.map((line) => line.trimEnd()),
    );
  });
}

/** A text without what is another at every run. */
const plain = (text: string): string =>
  text
    .replaceAll(/\b\d{12}\b/g, '#')
    .replaceAll(/(:secret:[\w/]+-)\w{6}/g, '$1?')
    .replaceAll(/\b([opr]-)[a-z0-9]{4,}\b/g, '$1?');
