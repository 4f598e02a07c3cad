import assert from 'node:assert/strict';
import { createLocalJWKSet, jwtVerify } from 'jose';
import type { OidcIssuer } from '../oidc-issuer.ts';
import { idpMetadata, samlResponse } from '../saml-idp.ts';
import { type Client, refused, type Told } from './client.ts';

/** The operations of STS for those who come from outside. */
export async function stsFederationJourney(
  { ask, knows }: Client,
  { issuer, url }: { readonly issuer: OidcIssuer; readonly url: string },
): Promise<void> {
  const sts = (operation: string, input: object = {}): Promise<Told> =>
    ask('sts', operation, input);
  const { Account } = await sts('GetCallerIdentity');
  const { OpenIDConnectProviderArn: Federated } = await ask('iam', 'CreateOpenIDConnectProvider', {
    Url: issuer.url,
    ClientIDList: ['sts.amazonaws.com'],
  });
  const trust = (Action: string, Principal: object, Condition: object = {}) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal, Action, Condition }],
    });
  await ask('iam', 'CreateRole', {
    RoleName: 'pod',
    AssumeRolePolicyDocument: trust(
      'sts:AssumeRoleWithWebIdentity',
      { Federated },
      { StringLike: { [`${issuer.name}:sub`]: 'system:serviceaccount:shop:*' } },
    ),
  });
  const pod = {
    RoleArn: `arn:aws:iam::${Account}:role/pod`,
    RoleSessionName: 'pod-1',
    WebIdentityToken: issuer.token(),
  };
  const assumed = await sts('AssumeRoleWithWebIdentity', pod);
  assert.equal(assumed.Provider, Federated);
  assert.equal(assumed.Audience, 'sts.amazonaws.com');
  assert.equal(assumed.AssumedRoleUser.Arn, `arn:aws:sts::${Account}:assumed-role/pod/pod-1`);
  await refused(
    sts('AssumeRoleWithWebIdentity', { ...pod, WebIdentityToken: issuer.token({ sub: 'else' }) }),
    'AccessDenied',
    'Not authorized to perform sts:AssumeRoleWithWebIdentity',
    403,
  );
  await refused(
    sts('AssumeRoleWithWebIdentity', {
      ...pod,
      WebIdentityToken: issuer.token({}, { tamper: true }),
    }),
    'InvalidIdentityToken',
    'Provided Token signature is invalid',
  );

  const { SAMLProviderArn } = await ask('iam', 'CreateSAMLProvider', {
    Name: 'Staff',
    SAMLMetadataDocument: idpMetadata(),
  });
  await ask('iam', 'CreateRole', {
    RoleName: 'staff',
    AssumeRolePolicyDocument: trust(
      'sts:AssumeRoleWithSAML',
      { Federated: SAMLProviderArn },
      { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
    ),
  });
  const staff = { RoleArn: `arn:aws:iam::${Account}:role/staff`, PrincipalArn: SAMLProviderArn };
  const roles = [`${staff.RoleArn},${SAMLProviderArn}`];
  const SAMLAssertion = samlResponse(Date.now(), { roles });
  const signedIn = await sts('AssumeRoleWithSAML', { ...staff, SAMLAssertion });
  assert.equal(signedIn.Subject, 'alice@example.com');
  assert.equal(signedIn.AssumedRoleUser.Arn, `arn:aws:sts::${Account}:assumed-role/staff/alice`);
  await refused(
    sts('AssumeRoleWithSAML', { ...staff, SAMLAssertion }),
    'InvalidIdentityToken',
    'Response has already been used',
  );

  const { Arn } = await sts('GetCallerIdentity');
  const task = { arn: 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials' };
  await refused(
    sts('AssumeRoot', { TargetPrincipal: '999999999999', TaskPolicyArn: task }),
    'AccessDenied',
    `User: ${Arn} is not authorized to perform: sts:AssumeRoot on resource: arn:aws:iam::999999999999:root`,
    403,
  );
  if (await knows('sts', 'GetDelegatedAccessToken')) {
    await refused(
      sts('GetDelegatedAccessToken', { TradeInToken: 'made up' }),
      'ValidationError',
      'The trade-in token is not valid.',
    );
  }
  if (await knows('sts', 'GetWebIdentityToken')) await tokenForOthers(sts, ask, url);
}

/** A token that somebody else verifies who knows nothing but its issuer. */
async function tokenForOthers(
  sts: (operation: string, input?: object) => Promise<Told>,
  ask: Client['ask'],
  url: string,
): Promise<void> {
  const wanted = { Audience: ['https://api.example.com'], SigningAlgorithm: 'RS256' };
  const { IssuerIdentifier } = await ask('iam', 'EnableOutboundWebIdentityFederation');
  const { WebIdentityToken } = await sts('GetWebIdentityToken', wanted);
  const [, id] = /^https:\/\/([0-9a-f-]{36})\./.exec(IssuerIdentifier)!;
  const published = async (document: string) =>
    (await fetch(`${url}/${id}/.well-known/${document}`)).json() as Promise<any>;
  const discovered = await published('openid-configuration');
  assert.equal(discovered.issuer, IssuerIdentifier);
  const keys = createLocalJWKSet(await published('jwks.json'));
  const { payload } = await jwtVerify(WebIdentityToken, keys, {
    issuer: IssuerIdentifier,
    audience: 'https://api.example.com',
  });
  assert.match(payload.sub!, /:user\/administrator$/);
  await ask('iam', 'DisableOutboundWebIdentityFederation');
  assert.equal((await fetch(`${url}/${id}/.well-known/jwks.json`)).status, 404);
  await refused(
    sts('GetWebIdentityToken', wanted),
    'OutboundWebIdentityFederationDisabledException',
    /^The outbound web identity federation feature is not enabled for this account/,
    403,
  );
}
