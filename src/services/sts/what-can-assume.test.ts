import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { standingClock } from '../../base/clock.ts';
import {
  CreateOpenIDConnectProvider,
  CreateRole,
  CreateSAMLProvider,
  DeleteAccessKey,
  DeleteUser,
  DeleteUserPolicy,
  EnableOrganizationsRootSessions,
  ListAccessKeys,
  PutRolePolicy,
} from '../../generated/iam.ts';
import {
  AcceptHandshake,
  CreateOrganization,
  EnableAWSServiceAccess,
  InviteAccountToOrganization,
} from '../../generated/organizations.ts';
import {
  AssumeRole,
  AssumeRoleWithSAML,
  AssumeRoleWithWebIdentity,
  AssumeRoot,
  GetFederationToken,
  GetSessionToken,
} from '../../generated/sts.ts';
import { type Caller, serviceCaller } from '../../operation/caller.ts';
import { createOutbound } from '../../server/outbound.ts';
import { parseAllowances } from '../../server/outbound-addresses.ts';
import { ACCOUNT, house, OTHER_ACCOUNT, START, type TestHouse } from '../../../test/house.ts';
import { type OidcIssuer, oidcIssuer } from '../../../test/oidc-issuer.ts';
import { CA } from '../../../test/own-ca.ts';
import { idpMetadata, samlResponse } from '../../../test/saml-idp.ts';

// What can assume a role: for each kind of principal one that may, and one that differs in one thing and may not.

const NOBODY: Caller = { kind: 'anonymous', account: '', arn: '', userId: '' };
const OIDC = 'AssumeRoleWithWebIdentity';
const SAML = `arn:aws:iam::${ACCOUNT}:saml-provider/Corp`;

interface World {
  readonly h: TestHouse;
  readonly issuer: OidcIssuer;
  readonly oidc: string;
  /** Makes a role in the first account; a second one of the same name takes its place. */
  readonly role: (principal: object, more?: object) => Promise<string>;
  readonly user: (name: string, account?: string, may?: readonly string[]) => Promise<Caller>;
  /** A session of a role that may do what is told. */
  readonly session: (name: string, account?: string, may?: readonly string[]) => Promise<Caller>;
  readonly assume: (who: Caller, RoleArn: string, more?: object) => Promise<unknown>;
  readonly byToken: (RoleArn: string, token: string) => Promise<unknown>;
  readonly byAssertion: (RoleArn: string, subject?: string) => Promise<unknown>;
}

async function world(t: TestContext): Promise<World> {
  const clock = standingClock(START);
  const issuer = await oidcIssuer(t, clock.now);
  const outbound = createOutbound({ clock, allow: parseAllowances(issuer.place), ca: [CA] });
  t.after(() => outbound.close());
  const h = await house({ outbound });
  const { OpenIDConnectProviderArn } = await h.ask(h.root(), CreateOpenIDConnectProvider, {
    Url: issuer.url,
    ClientIDList: ['sts.amazonaws.com'],
  });
  await h.ask(h.root(), CreateSAMLProvider, {
    Name: 'Corp',
    SAMLMetadataDocument: idpMetadata(),
  });
  let roles = 0;
  const role: World['role'] = async (Principal, more = {}) => {
    const { Role } = await h.ask(h.root(), CreateRole, {
      RoleName: `wanted-${roles++}`,
      AssumeRolePolicyDocument: trust(Principal, more),
    });
    return Role!.Arn;
  };
  const assume: World['assume'] = (who, RoleArn, more = {}) =>
    h.ask(who, AssumeRole, { RoleArn, RoleSessionName: 'it', ...more });
  return {
    h,
    issuer,
    oidc: OpenIDConnectProviderArn!,
    role,
    user: (name, account = ACCOUNT, may = []) => h.user(name, may, account),
    session: async (name, account = ACCOUNT, may = []) => {
      const maker = await h.admin(account, `maker-of-${name}`);
      const { Role } = await h.ask(maker, CreateRole, {
        RoleName: name,
        AssumeRolePolicyDocument: trust({ AWS: account }),
      });
      if (may.length > 0)
        await h.ask(maker, PutRolePolicy, {
          RoleName: name,
          PolicyName: 'may',
          PolicyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: { Effect: 'Allow', Action: may, Resource: '*' },
          }),
        });
      return h.assume(maker, Role!.Arn);
    },
    assume,
    byToken: (RoleArn, WebIdentityToken) =>
      h.ask(NOBODY, AssumeRoleWithWebIdentity, {
        RoleArn,
        RoleSessionName: 'it',
        WebIdentityToken,
      }),
    byAssertion: (RoleArn, subject = 'alice@example.com') =>
      h.ask(NOBODY, AssumeRoleWithSAML, {
        RoleArn,
        PrincipalArn: SAML,
        SAMLAssertion: samlResponse(START, { subject, roles: [`${RoleArn},${SAML}`] }),
      }),
  };
}

const trust = (Principal: object, more: object = {}): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...more },
  });

type Attempt = (w: World) => Promise<unknown>;

const ASSUME = ['sts:AssumeRole'];
const organized = async ({ h }: World) => {
  const admin = await h.admin();
  await h.ask(admin, CreateOrganization, {});
  await h.ask(admin, EnableAWSServiceAccess, { ServicePrincipal: 'iam.amazonaws.com' });
  await h.ask(admin, EnableOrganizationsRootSessions, {});
  return admin;
};
const assumeRoot = ({ h }: World, who: Caller) =>
  h.ask(who, AssumeRoot, {
    TargetPrincipal: OTHER_ACCOUNT,
    TaskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials' },
  });

const TABLE: { readonly [who: string]: { readonly may: Attempt; readonly mayNot: Attempt } } = {
  'a user of the account whom the trust policy names': {
    may: async (w) => {
      const ann = await w.user('ann');
      return w.assume(ann, await w.role({ AWS: ann.arn }));
    },
    mayNot: async (w) => {
      const ann = await w.user('ann');
      return w.assume(await w.user('bob'), await w.role({ AWS: ann.arn }));
    },
  },
  'a user whose account is trusted and whose own policy lets him': {
    may: async (w) =>
      w.assume(await w.user('ann', ACCOUNT, ASSUME), await w.role({ AWS: ACCOUNT })),
    mayNot: async (w) => w.assume(await w.user('ann'), await w.role({ AWS: ACCOUNT })),
  },
  'a user with every right, of an account that is trusted': {
    may: async (w) => w.assume(await w.h.admin(), await w.role({ AWS: ACCOUNT })),
    mayNot: async (w) => w.assume(await w.h.admin(), await w.role({ AWS: OTHER_ACCOUNT })),
  },
  'a user who was there when he was trusted, and not who has his name now': {
    may: async (w) => {
      const ann = await w.user('ann');
      return w.assume(ann, await w.role({ AWS: ann.arn }));
    },
    mayNot: async (w) => {
      const { h } = w;
      const ann = await w.user('ann', ACCOUNT, ASSUME);
      const wanted = await w.role({ AWS: ann.arn });
      const UserName = 'ann';
      const { AccessKeyMetadata } = await h.ask(h.root(), ListAccessKeys, { UserName });
      for (const { AccessKeyId } of AccessKeyMetadata)
        await h.ask(h.root(), DeleteAccessKey, { UserName, AccessKeyId: AccessKeyId! });
      await h.ask(h.root(), DeleteUserPolicy, { UserName, PolicyName: 'may' });
      await h.ask(h.root(), DeleteUser, { UserName });
      const again = await w.user('ann', ACCOUNT, ASSUME);
      assert.equal(again.arn, ann.arn);
      return w.assume(again, wanted);
    },
  },
  'a role of the account': {
    may: async (w) => {
      const job = await w.session('job');
      return w.assume(job, await w.role({ AWS: job.role!.arn }));
    },
    mayNot: async (w) => {
      const job = await w.session('job');
      return w.assume(await w.session('other'), await w.role({ AWS: job.role!.arn }));
    },
  },
  'one session of a role, by its name': {
    may: async (w) => {
      const job = await w.session('job');
      return w.assume(job, await w.role({ AWS: job.arn }));
    },
    mayNot: async (w) => {
      const job = await w.session('job');
      return w.assume(job, await w.role({ AWS: job.arn.replace(/[^/]+$/, 'else') }));
    },
  },
  'a role for an hour in a chain, and no longer': {
    may: async (w) => {
      const job = await w.session('job');
      return w.assume(job, await w.role({ AWS: job.role!.arn }), { DurationSeconds: 3600 });
    },
    mayNot: async (w) => {
      const job = await w.session('job');
      return w.assume(job, await w.role({ AWS: job.role!.arn }), { DurationSeconds: 3601 });
    },
  },
  'a user of another account, when both sides let him': {
    may: async (w) =>
      w.assume(await w.user('bob', OTHER_ACCOUNT, ASSUME), await w.role({ AWS: OTHER_ACCOUNT })),
    mayNot: async (w) =>
      w.assume(await w.user('bob', OTHER_ACCOUNT), await w.role({ AWS: OTHER_ACCOUNT })),
  },
  'another account, when the trust policy lets it': {
    may: async (w) =>
      w.assume(await w.user('bob', OTHER_ACCOUNT, ASSUME), await w.role({ AWS: OTHER_ACCOUNT })),
    mayNot: async (w) =>
      w.assume(await w.user('bob', OTHER_ACCOUNT, ASSUME), await w.role({ AWS: ACCOUNT })),
  },
  'a vendor with the external id that was agreed': {
    may: async (w) => {
      const Condition = { StringEquals: { 'sts:ExternalId': 'agreed' } };
      const vendor = await w.user('vendor', OTHER_ACCOUNT, ASSUME);
      const wanted = await w.role({ AWS: OTHER_ACCOUNT }, { Condition });
      return w.assume(vendor, wanted, { ExternalId: 'agreed' });
    },
    mayNot: async (w) => {
      const Condition = { StringEquals: { 'sts:ExternalId': 'agreed' } };
      const vendor = await w.user('vendor', OTHER_ACCOUNT, ASSUME);
      const wanted = await w.role({ AWS: OTHER_ACCOUNT }, { Condition });
      return w.assume(vendor, wanted);
    },
  },
  'a role of another account': {
    may: async (w) => {
      const job = await w.session('job', OTHER_ACCOUNT, ASSUME);
      return w.assume(job, await w.role({ AWS: job.role!.arn }));
    },
    mayNot: async (w) => {
      const job = await w.session('job', OTHER_ACCOUNT);
      return w.assume(job, await w.role({ AWS: job.role!.arn }));
    },
  },
  'everybody of an organization': {
    may: async (w) => {
      const admin = await organized(w);
      const { Handshake } = await w.h.ask(admin, InviteAccountToOrganization, {
        Target: { Id: OTHER_ACCOUNT, Type: 'ACCOUNT' },
      });
      await w.h.ask(w.h.root(OTHER_ACCOUNT), AcceptHandshake, { HandshakeId: Handshake!.Id! });
      const [id] = /o-[a-z0-9]{10}/.exec(Handshake!.Arn!)!;
      const Condition = { StringEquals: { 'aws:PrincipalOrgID': id } };
      const bob = await w.user('bob', OTHER_ACCOUNT, ASSUME);
      return w.assume(bob, await w.role({ AWS: '*' }, { Condition }));
    },
    mayNot: async (w) => {
      await organized(w);
      const Condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-somewhere1' } };
      const bob = await w.user('bob', OTHER_ACCOUNT, ASSUME);
      return w.assume(bob, await w.role({ AWS: '*' }, { Condition }));
    },
  },
  'a service': {
    may: async (w) =>
      w.assume(
        serviceCaller('lambda.amazonaws.com'),
        await w.role({ Service: 'lambda.amazonaws.com' }),
      ),
    mayNot: async (w) =>
      w.assume(
        serviceCaller('ec2.amazonaws.com'),
        await w.role({ Service: 'lambda.amazonaws.com' }),
      ),
  },
  'a service for the account that the trust policy says': {
    may: async (w) => {
      const Condition = { StringEquals: { 'aws:SourceAccount': ACCOUNT } };
      const source = { arn: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:f`, account: ACCOUNT };
      const wanted = await w.role({ Service: 'lambda.amazonaws.com' }, { Condition });
      return w.assume(serviceCaller('lambda.amazonaws.com', source), wanted);
    },
    mayNot: async (w) => {
      const Condition = { StringEquals: { 'aws:SourceAccount': ACCOUNT } };
      const account = OTHER_ACCOUNT;
      const source = { arn: `arn:aws:lambda:us-east-1:${account}:function:f`, account };
      const wanted = await w.role({ Service: 'lambda.amazonaws.com' }, { Condition });
      return w.assume(serviceCaller('lambda.amazonaws.com', source), wanted);
    },
  },
  "a cluster's service account": {
    may: async (w) => {
      const more = {
        Action: `sts:${OIDC}`,
        Condition: {
          StringEquals: { [`${w.issuer.name}:sub`]: 'system:serviceaccount:shop:till' },
        },
      };
      return w.byToken(await w.role({ Federated: w.oidc }, more), w.issuer.token());
    },
    mayNot: async (w) => {
      const more = {
        Action: `sts:${OIDC}`,
        Condition: {
          StringEquals: { [`${w.issuer.name}:sub`]: 'system:serviceaccount:shop:till' },
        },
      };
      const token = w.issuer.token({ sub: 'system:serviceaccount:shop:other' });
      return w.byToken(await w.role({ Federated: w.oidc }, more), token);
    },
  },
  'a workflow of one repository and branch': {
    may: async (w) => w.byToken(await w.role(...workflow(w)), w.issuer.token(RELEASE)),
    mayNot: async (w) => {
      const sub = 'repo:acme/shop:pull_request';
      return w.byToken(await w.role(...workflow(w)), w.issuer.token({ ...RELEASE, sub }));
    },
  },
  'a web identity, by its provider and not by everyone': {
    may: async (w) =>
      w.byToken(await w.role({ Federated: w.oidc }, { Action: `sts:${OIDC}` }), w.issuer.token()),
    mayNot: async (w) =>
      w.byToken(await w.role({ AWS: '*' }, { Action: `sts:${OIDC}` }), w.issuer.token()),
  },
  'somebody whom a SAML provider vouches for': {
    may: async (w) =>
      w.byAssertion(await w.role({ Federated: SAML }, { Action: 'sts:AssumeRoleWithSAML' })),
    mayNot: async (w) => {
      const other = SAML.replace('Corp', 'Other');
      return w.byAssertion(
        await w.role({ Federated: other }, { Action: 'sts:AssumeRoleWithSAML' }),
      );
    },
  },
  'a SAML subject that the trust policy takes': {
    may: async (w) => w.byAssertion(await w.role({ Federated: SAML }, STAFF), 'ann@example.com'),
    mayNot: async (w) => w.byAssertion(await w.role({ Federated: SAML }, STAFF), 'ann@else.com'),
  },
  'who is in an account, and never its root user': {
    may: async (w) => w.assume(await w.h.admin(), await w.role({ AWS: ACCOUNT })),
    mayNot: async (w) => w.assume(w.h.root(), await w.role({ AWS: ACCOUNT })),
  },
  'a user with exchanged keys, and no federated user': {
    may: async (w) => {
      const ann = await w.user('ann', ACCOUNT, ASSUME);
      const { Credentials } = await w.h.ask(ann, GetSessionToken, {});
      const { AccessKeyId, SessionToken } = Credentials!;
      const wanted = await w.role({ AWS: ACCOUNT });
      return w.assume(await w.h.callerOf(AccessKeyId, SessionToken), wanted);
    },
    mayNot: async (w) => {
      const ann = await w.user('ann', ACCOUNT, ['sts:*']);
      const Policy = JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
      });
      const { Credentials } = await w.h.ask(ann, GetFederationToken, { Name: 'guest', Policy });
      const { AccessKeyId, SessionToken } = Credentials!;
      const wanted = await w.role({ AWS: '*' });
      return w.assume(await w.h.callerOf(AccessKeyId, SessionToken), wanted);
    },
  },
  'the management account, for a root user below it': {
    may: async (w) => {
      const admin = await organized(w);
      const { Handshake } = await w.h.ask(admin, InviteAccountToOrganization, {
        Target: { Id: OTHER_ACCOUNT, Type: 'ACCOUNT' },
      });
      await w.h.ask(w.h.root(OTHER_ACCOUNT), AcceptHandshake, { HandshakeId: Handshake!.Id! });
      return assumeRoot(w, admin);
    },
    mayNot: async (w) => assumeRoot(w, await organized(w)),
  },
};

const RELEASE = {
  sub: 'repo:acme/shop:ref:refs/heads/main',
  repository: 'acme/shop',
  ref: 'refs/heads/main',
};
const workflow = ({ issuer, oidc }: World): [object, object] => [
  { Federated: oidc },
  {
    Action: `sts:${OIDC}`,
    Condition: {
      StringEquals: { [`${issuer.name}:aud`]: 'sts.amazonaws.com' },
      StringLike: { [`${issuer.name}:sub`]: 'repo:acme/shop:ref:refs/heads/*' },
    },
  },
];
const STAFF = {
  Action: 'sts:AssumeRoleWithSAML',
  Condition: { StringLike: { 'SAML:sub': '*@example.com' } },
};

for (const [who, { may, mayNot }] of Object.entries(TABLE)) {
  test(`what can assume a role: ${who}`, async (t) => {
    await may(await world(t));
    await assert.rejects(mayNot(await world(t)), ({ code }: { code: string }) =>
      ['AccessDenied', 'ValidationError'].includes(code),
    );
  });
}
