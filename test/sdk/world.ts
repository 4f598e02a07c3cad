/** A fresh Lockstead with an administrator and the two roles that the journeys ask for. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import {
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
} from '@aws-sdk/client-iam';
import { clients, pointAt, sessionOf } from '../clients.ts';
import type { Credentials } from '../kept-server.ts';
import { CA } from '../own-ca.ts';
import { freePort, lockstead, scratch } from '../process.ts';
import { type XksTestProxy, xksProxy } from '../xks-proxy.ts';

export interface World {
  readonly url: string;
  readonly administrator: Credentials;
  /** A key store that is elsewhere. */
  readonly proxy: XksTestProxy;
  /** Lets a second pass, and the work that is due be done. */
  readonly tick: () => Promise<void>;
}

export const ACCOUNT = '123456789012';

const ROOT_USER: Credentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};

export async function world(
  t: TestContext,
  { allow = [] }: { readonly allow?: readonly string[] } = {},
): Promise<World> {
  const port = await freePort();
  const proxy = await xksProxy(t);
  const place = scratch();
  t.after(place.remove);
  const ca = join(place.path, 'ca.pem');
  writeFileSync(ca, CA);
  const way = ['--allow-outbound', [proxy.place, ...allow].join(), '--outbound-ca', ca];
  const server = await lockstead(['dev', '--port', String(port), ...way], { port });
  t.after(() => server.end('SIGKILL'));
  pointAt(server.url);
  const { iam } = clients(ROOT_USER);
  const UserName = 'administrator';
  const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  await iam.send(new CreateUserCommand({ UserName }));
  await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
  for (const [RoleName, trusted] of [
    ['reader', ACCOUNT],
    ['locked', undefined],
  ] as const) {
    const Principal = trusted ? { AWS: trusted } : { Service: 'lambda.amazonaws.com' };
    const AssumeRolePolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }],
    });
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  }
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  return {
    url: server.url,
    proxy,
    administrator: sessionOf(AccessKey!),
    tick: async () => {
      const body = '{"advance":"PT1S"}';
      await fetch(`${server.url}/_lockstead/clock`, { method: 'POST', body });
    },
  };
}
