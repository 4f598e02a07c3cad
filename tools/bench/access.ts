/**
 * `node tools/bench/access.ts`: how long WhoCan and WhatCan take among 1,000 principals and 10,000
 * secrets, in memory on SQLite; the first answer after a change, and one after that.
 */
import { uuid } from '../../src/base/random.ts';
import { CreateRole, CreateUser, PutRolePolicy, PutUserPolicy } from '../../src/generated/iam.ts';
import { WhatCan, WhoCan } from '../../src/generated/lockstead.ts';
import { CreateSecret, PutResourcePolicy } from '../../src/generated/secretsmanager.ts';
import { ACCOUNT, house } from '../../test/house.ts';

const USERS = 900;
const ROLES = 100;
const SECRETS = 10_000;
const READ = 'secretsmanager:GetSecretValue';
const TEAMS = ['red', 'green', 'blue', 'pay', 'web'];

const h = await house();
const root = h.root();
const admin = await h.admin();
const team = (n: number) => TEAMS[n % TEAMS.length]!;
const may = (n: number) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
        Resource: `arn:aws:secretsmanager:*:*:secret:${team(n)}/*`,
        ...(n % 7 === 0 && { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }),
      },
      { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: `arn:aws:iam::*:role/role-${n % 50}` },
      {
        Effect: 'Deny',
        Action: 'secretsmanager:*',
        Resource: `*:secret:${team(n)}/private-*`.replace('*', 'arn:aws:secretsmanager:*:*'),
      },
    ],
  });

for (let n = 0; n < USERS; n++) {
  await h.ask(root, CreateUser, { UserName: `user-${n}` });
  await h.ask(root, PutUserPolicy, {
    UserName: `user-${n}`,
    PolicyName: 'p',
    PolicyDocument: may(n),
  });
}
for (let n = 0; n < ROLES; n++) {
  const Principal =
    n % 2
      ? { AWS: `arn:aws:iam::${ACCOUNT}:root` }
      : { AWS: `arn:aws:iam::${ACCOUNT}:user/user-${n}` };
  await h.ask(root, CreateRole, {
    RoleName: `role-${n}`,
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }],
    }),
  });
  await h.ask(root, PutRolePolicy, {
    RoleName: `role-${n}`,
    PolicyName: 'p',
    PolicyDocument: may(n + 1),
  });
}
let last = '';
for (let n = 0; n < SECRETS; n++) {
  const { ARN } = await h.ask(admin, CreateSecret, {
    Name: `${team(n)}/secret-${n}`,
    SecretString: 'x',
    Tags: [{ Key: 'team', Value: team(n) }],
    ClientRequestToken: uuid(h.random),
  });
  last = ARN!;
  if (n % 100 === 0) {
    await h.ask(admin, PutResourcePolicy, {
      SecretId: ARN!,
      ResourcePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/user-${n % USERS}` },
            Action: READ,
            Resource: '*',
          },
        ],
      }),
    });
  }
}

async function timed(what: string, work: () => Promise<number>): Promise<void> {
  for (const which of ['first', 'again']) {
    const began = performance.now();
    const cpu = process.cpuUsage();
    const found = await work();
    const { user, system } = process.cpuUsage(cpu);
    const millis = (performance.now() - began).toFixed(0);
    console.log(
      `${what}, ${which}: ${found} in ${millis} ms (CPU ${Math.round((user + system) / 1000)} ms)`,
    );
  }
}

await timed('who can read a secret', async () => {
  const { who } = await h.ask(admin, WhoCan, { action: READ, resource: last });
  return who.length;
});
for (const name of ['user-1', 'admin']) {
  await timed(`what ${name} can do`, async () => {
    const { what } = await h.ask(admin, WhatCan, {
      principal: `arn:aws:iam::${ACCOUNT}:user/${name}`,
    });
    return what.length;
  });
}
await h.close();
