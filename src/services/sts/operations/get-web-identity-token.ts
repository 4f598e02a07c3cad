import { SECOND, isoSeconds } from '../../../base/clock.ts';
import { uuid } from '../../../base/random.ts';
import { signToken } from '../../../crypto/jwt.ts';
import { GetWebIdentityToken } from '../../../generated/sts.ts';
import type { GetWebIdentityTokenRequest } from '../../../generated/sts.types.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { unlessExchanged } from '../exchanged-session.ts';
import { operation } from '../parts.ts';
import { ALGORITHMS, openKey, signingKey } from '../token-keys.ts';

const asked = {
  on: unlessExchanged('GetWebIdentityToken'),
  keys: ({ Audience, DurationSeconds, SigningAlgorithm, Tags }: GetWebIdentityTokenRequest) => ({
    ...requestTagKeys(Tags),
    'sts:IdentityTokenAudience': Audience,
    'sts:DurationSeconds': String(DurationSeconds ?? USUAL_SECONDS),
    'sts:SigningAlgorithm': SigningAlgorithm,
  }),
};

export const getWebIdentityToken = operation(GetWebIdentityToken)
  .access({ action: 'sts:GetWebIdentityToken', ...asked })
  .also('tags', {
    action: 'sts:TagGetWebIdentityToken',
    ...asked,
    when: ({ Tags }) => (Tags?.length ?? 0) > 0,
  })
  .handle(async (call) => {
    const { input, caller, request, store, parts, random, now, error } = call;
    const { account, session, role } = caller;
    const { Audience, SigningAlgorithm: algorithm, Tags = [] } = input;
    if (!ALGORITHMS.includes(algorithm))
      throw error('ValidationError', `${algorithm} is not a supported signing algorithm.`);
    const request_tags = Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
    if (Object.keys(request_tags).length < Tags.length)
      throw error('ValidationError', DUPLICATE_KEYS);
    const issuer = await parts.roles.issuerOf(store, account);
    if (issuer === undefined)
      throw error('OutboundWebIdentityFederationDisabledException', DISABLED);

    const issuedAt = Math.floor(now / SECOND);
    const expires = issuedAt + (input.DurationSeconds ?? USUAL_SECONDS);
    // A token that outlives its session would be a way to make the session longer.
    if (session && expires * SECOND > session.expiresAt)
      throw error('SessionDurationEscalationException', TOO_LONG);
    const organization = await parts.organized.membership(store, account);
    const principal_tags = await parts.roles.tagsOf(store, caller);
    const claims = {
      iss: issuer,
      aud: Audience.length === 1 ? Audience[0] : Audience,
      sub: role?.arn ?? caller.arn,
      iat: issuedAt,
      exp: expires,
      jti: uuid(random),
      'https://sts.amazonaws.com/': {
        aws_account: account,
        source_region: request.region,
        ...(organization && {
          org_id: organization.organizationId,
          ou_path: organization.path,
        }),
        ...(Object.keys(principal_tags).length > 0 && { principal_tags }),
        ...(session && { original_session_exp: isoSeconds(session.expiresAt) }),
        ...(session?.federation && { federated_provider: session.federation.provider }),
        ...(Tags.length > 0 && { request_tags }),
      },
    };
    if (JSON.stringify(claims).length > PAYLOAD_MOST)
      throw error('JWTPayloadSizeExceededException', TOO_LARGE);
    const { row, changes } = await signingKey({ account, store, parts, random }, algorithm);
    const privateKey = openKey(parts.keyring, row);
    const WebIdentityToken = await signToken(claims, { privateKey, keyId: row.id, algorithm });
    privateKey.fill(0);
    return { output: { WebIdentityToken, Expiration: expires * SECOND }, changes };
  });

const USUAL_SECONDS = 300;
/** AWS has a bound that it does not tell; this one leaves room for twenty long tags and a long path. */
const PAYLOAD_MOST = 8192;

const DUPLICATE_KEYS = 'Duplicate tag keys found. Please note that Tag keys are case insensitive.';
const DISABLED =
  'The outbound web identity federation feature is not enabled for this account. To use this feature, you must first enable it through the Amazon Web Services Management Console or API.';
const TOO_LONG =
  'The requested token duration would extend the session beyond its original expiration time. You cannot use this operation to extend the lifetime of a session beyond what was granted when the session was originally created.';
const TOO_LARGE =
  'The requested token payload size exceeds the maximum allowed size. Reduce the number of request tags included in the GetWebIdentityToken API call to reduce the token payload size.';
