import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { MINUTE, SECOND } from '../../../base/clock.ts';
import {
  CreateRole,
  DisableOutboundWebIdentityFederation,
  EnableOutboundWebIdentityFederation,
  PutRolePolicy,
  TagUser,
} from '../../../generated/iam.ts';
import { GetSessionToken, GetWebIdentityToken } from '../../../generated/sts.ts';
import { ACCOUNT, house, START } from '../../../../test/house.ts';
import { publishedKeys } from '../token-keys.ts';

async function world() {
  const h = await house();
  const { IssuerIdentifier } = await h.ask(h.root(), EnableOutboundWebIdentityFederation, {});
  const issuer = IssuerIdentifier!;
  const keys = async () => createLocalJWKSet((await publishedKeys(h.store, ACCOUNT)) as never);
  return { h, issuer, keys };
}
const wanted = { Audience: ['https://api.example.com'], SigningAlgorithm: 'ES384' };

test('a caller gets a token that the published keys of his account verify', async () => {
  const { h, issuer, keys } = await world();
  const alice = await h.admin(ACCOUNT, 'alice');
  await h.ask(alice, TagUser, { UserName: 'alice', Tags: [{ Key: 'team', Value: 'shop' }] });
  for (const SigningAlgorithm of ['RS256', 'ES384']) {
    const { WebIdentityToken, Expiration } = await h.ask(alice, GetWebIdentityToken, {
      ...wanted,
      SigningAlgorithm,
      DurationSeconds: 900,
      Tags: [{ Key: 'job', Value: '7' }],
    });
    assert.equal(Expiration, START + 900 * SECOND);
    const { payload, protectedHeader } = await jwtVerify(WebIdentityToken!, await keys(), {
      issuer,
      audience: 'https://api.example.com',
      currentDate: new Date(START),
    });
    assert.equal(protectedHeader.alg, SigningAlgorithm);
    const { jti, ...claims } = payload;
    assert.match(jti!, /^[0-9a-f-]{36}$/);
    assert.deepEqual(claims, {
      iss: issuer,
      aud: 'https://api.example.com',
      sub: `arn:aws:iam::${ACCOUNT}:user/alice`,
      iat: START / SECOND,
      exp: START / SECOND + 900,
      'https://sts.amazonaws.com/': {
        aws_account: ACCOUNT,
        source_region: 'us-east-1',
        principal_tags: { team: 'shop' },
        request_tags: { job: '7' },
      },
    });
  }
  assert.doesNotMatch(JSON.stringify(await h.events()), /eyJ/, 'the token is a secret');
});

test('a session gets no token that outlives it', async () => {
  const { h } = await world();
  const alice = await h.admin();
  const { Role } = await h.ask(h.root(), CreateRole, {
    RoleName: 'job',
    Path: '/team/',
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole' },
    }),
  });
  await h.ask(h.root(), PutRolePolicy, {
    RoleName: 'job',
    PolicyName: 'tokens',
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Action: 'sts:GetWebIdentityToken',
        Resource: '*',
        Condition: {
          'ForAllValues:StringEquals': { 'sts:IdentityTokenAudience': wanted.Audience },
          NumericLessThanEquals: { 'sts:DurationSeconds': 600 },
          StringEquals: { 'sts:SigningAlgorithm': 'ES384' },
        },
      },
    }),
  });
  const session = await h.assume(alice, Role!.Arn);
  const ask = (more: object = {}) => h.ask(session, GetWebIdentityToken, { ...wanted, ...more });
  const claims = decodeJwt((await ask()).WebIdentityToken!);
  assert.equal(claims.sub, Role!.Arn);
  assert.equal(claims.exp! - claims.iat!, 300);
  for (const more of [
    { DurationSeconds: 601 },
    { Audience: ['https://else.example'] },
    { SigningAlgorithm: 'RS256' },
    { Tags: [{ Key: 'a', Value: 'b' }] },
  ])
    await assert.rejects(ask(more), { code: 'AccessDenied' });
  h.clock.advance(55 * MINUTE);
  await ask();
  h.clock.advance(1 * SECOND);
  await assert.rejects(ask(), { code: 'SessionDurationEscalationException', status: 403 });
});

test('an account that is no issuer gives no tokens, and exchanged credentials get none', async () => {
  const { h } = await world();
  const alice = await h.admin();
  await assert.rejects(
    h.ask(alice, GetWebIdentityToken, { ...wanted, SigningAlgorithm: 'HS256' }),
    { code: 'ValidationError' },
  );
  const Tags = Array.from({ length: 40 }, (_, i) => ({ Key: `k${i}`, Value: 'v'.repeat(250) }));
  await assert.rejects(h.ask(alice, GetWebIdentityToken, { ...wanted, Tags }), {
    code: 'JWTPayloadSizeExceededException',
  });
  const { Credentials } = await h.ask(alice, GetSessionToken, {});
  const exchanged = await h.callerOf(Credentials!.AccessKeyId, Credentials!.SessionToken);
  await assert.rejects(h.ask(exchanged, GetWebIdentityToken, wanted), { code: 'AccessDenied' });
  await h.ask(h.root(), DisableOutboundWebIdentityFederation, {});
  await assert.rejects(h.ask(alice, GetWebIdentityToken, wanted), {
    code: 'OutboundWebIdentityFederationDisabledException',
    status: 403,
  });
});
