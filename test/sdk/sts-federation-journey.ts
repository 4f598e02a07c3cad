import assert from 'node:assert/strict';
import type { OidcIssuer } from '../oidc-issuer.ts';
import { idpMetadata, samlResponse } from '../saml-idp.ts';
import { type Client, refused, type Told } from './client.ts';

/** The operations of STS for those who come from outside. */
export async function stsFederationJourney(
  { ask }: Client,
  { issuer }: { readonly issuer: OidcIssuer },
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
}
