/**
 * `node tools/bench/judge.ts`: decisions a second on one core, of the compiled judge alone.
 *
 * Typical: a role with three policies, a boundary, one resource policy, two levels of service control policies.
 * Heavy: ten managed policies of 6 KB besides. Questions go round over actions, resources and addresses; as many are
 * allowed as denied, and no decision is remembered.
 */
import { contextFrom } from '../../src/policy/context.ts';
import { decide } from '../../src/policy/decide.ts';
import { type DocumentKind, parseDocument } from '../../src/policy/document.ts';
import type { Policy, PolicyStack, PolicyType, Question } from '../../src/policy/policy.ts';

const ACCOUNT = '111122223333';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/app/reader`;

/** What `npm run bench` prints of the judge. */
export function benchJudge(): void {
  console.log('\n| judge | decisions per s | µs | allowed |\n|---|---|---|---|');
  for (const [name, stack] of [
    ['typical', typical()],
    ['heavy', heavy()],
  ] as const) {
    const { perSecond, allowed } = measured(stack, questions());
    const cells = [name, perSecond.toFixed(0), (1e6 / perSecond).toFixed(2), `${allowed} %`];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

function measured(stack: PolicyStack, asked: readonly Question[]) {
  const round = () => asked.reduce((sum, one) => sum + Number(decide(one, stack).allowed), 0);
  for (const until = performance.now() + 500; performance.now() < until; ) round();
  let rounds = 0;
  let allowed = 0;
  const cpu = process.cpuUsage();
  const began = performance.now();
  while (performance.now() - began < 2000) {
    allowed += round();
    rounds++;
  }
  const { user, system } = process.cpuUsage(cpu);
  const decisions = rounds * asked.length;
  return {
    perSecond: decisions / ((user + system) / 1e6),
    allowed: Math.round((100 * allowed) / decisions),
  };
}

function questions(): readonly Question[] {
  const actions = ['GetSecretValue', 'DescribeSecret', 'PutSecretValue', 'DeleteSecret'];
  return Array.from({ length: 64 }, (_, n) => ({
    principal: {
      kind: 'role-session',
      account: ACCOUNT,
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/reader/s${n}`,
      roleArn: ROLE,
      uniqueIds: ['AROAREADERREADERREADER', `AROAREADERREADERREADER:s${n}`],
    },
    action: `secretsmanager:${actions[n % 4]}`,
    resource: `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:team-${n % 8}/db-AbCdEf`,
    resourceAccount: ACCOUNT,
    context: contextFrom([
      ['aws:SourceIp', n % 3 ? '10.1.2.3' : '203.0.113.9'],
      ['aws:PrincipalArn', ROLE],
      ['aws:PrincipalTag/team', `team-${n % 2}`],
      ['aws:SecureTransport', 'true'],
      ['aws:RequestedRegion', 'us-east-1'],
    ]),
  }));
}

function typical(): PolicyStack {
  const secrets = (name: string) => `arn:aws:secretsmanager:*:${ACCOUNT}:secret:${name}`;
  return {
    identity: [
      policy('identity', [
        { Action: ['s3:GetObject', 's3:ListBucket'], Resource: 'arn:aws:s3:::app-*' },
        { Action: 'kms:Decrypt', Resource: `arn:aws:kms:*:${ACCOUNT}:key/*` },
      ]),
      policy('identity', [
        {
          Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
          Resource: secrets('${aws:PrincipalTag/team}/*'),
        },
        {
          Action: 'secretsmanager:DescribeSecret',
          Resource: '*',
          Condition: { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '192.168.0.0/16'] } },
        },
      ]),
      policy('identity', [
        { Action: 'secretsmanager:Put*', Resource: [secrets('team-1/*'), secrets('team-3/*')] },
        {
          Effect: 'Deny',
          Action: 'secretsmanager:*',
          Resource: '*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ]),
    ],
    boundary: policy('boundary', [
      { Action: ['secretsmanager:*', 's3:*', 'kms:*'], Resource: '*' },
    ]),
    scps: [
      [policy('scp', [{ Action: '*', Resource: '*' }])],
      [
        policy('scp', [{ Action: '*', Resource: '*' }]),
        policy('scp', [
          {
            Effect: 'Deny',
            NotAction: ['iam:*', 'sts:*'],
            Resource: '*',
            Condition: { StringNotEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] } },
          },
        ]),
      ],
    ],
    rcps: [],
    resource: {
      weight: 'sufficient',
      policy: policy('resource', [
        {
          Principal: { AWS: ROLE },
          Action: 'secretsmanager:GetSecretValue',
          Resource: secrets('team-5/*'),
        },
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 'secretsmanager:DeleteSecret',
          Resource: '*',
          Condition: { ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/admin/*` } },
        },
      ]),
    },
  };
}

function heavy(): PolicyStack {
  const stack = typical();
  const services = ['ec2', 's3', 'dynamodb', 'sqs', 'sns', 'logs', 'rds', 'ecs', 'lambda', 'glue'];
  const managed = services.map((service, i) => {
    const statements: object[] = [];
    const text = () => JSON.stringify({ Version: '2012-10-17', Statement: statements });
    for (let n = 0; ; n++) {
      statements.push({
        Effect: n % 9 === 8 ? 'Deny' : 'Allow',
        Action:
          n % 4
            ? [`${service}:Get*`, `${service}:List*`]
            : ['secretsmanager:List*', `${service}:*`],
        Resource: [`arn:aws:${service}:*:${ACCOUNT}:thing/app-${i}-${n}/*`],
        Condition: { StringEquals: { 'aws:PrincipalTag/team': `team-${n}` } },
      });
      if (text().length > 6144) break;
    }
    return policy('identity', statements.slice(0, -1) as Statement[]);
  });
  return { ...stack, identity: [...managed, ...stack.identity] };
}

type Statement = {
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource: unknown;
};

function policy(
  type: PolicyType,
  statements: readonly (Statement & { readonly [element: string]: unknown })[],
): Policy {
  const text = JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((one) => ({ Effect: 'Allow', ...one })),
  });
  const parsed = parseDocument(text, type as DocumentKind);
  if (!('document' in parsed)) throw new Error(parsed.malformed);
  return { type, label: type, document: parsed.document };
}

if (import.meta.main) benchJudge();
