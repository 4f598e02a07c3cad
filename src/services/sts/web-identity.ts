/** Who comes with a token of an OpenID Connect issuer. */
import { iamArn, parseArn } from '../../base/arn.ts';
import { MINUTE, SECOND } from '../../base/clock.ts';
import { type KeySet, readToken, SIGNATURES, verifyToken } from '../../crypto/jwt.ts';
import type {
  AssumeRoleWithWebIdentityErrors,
  AssumeRoleWithWebIdentityRequest,
} from '../../generated/sts.types.ts';
import type { Caller } from '../../operation/caller.ts';
import type { TokenIssuer } from '../../operation/identities.ts';
import type { Identifying } from '../../operation/operation.ts';
import { isRoleArn } from './assumable-role.ts';
import { type Claims, claimedKeys, readClaimed, stringsOf } from './claims.ts';
import type { NoKeys } from './issuer-keys.ts';
import type { OwnParts } from './parts.ts';
import { claimedTags, type SessionTags, type TagsInput } from './session-tags.ts';

/** What a token says that matters beyond the trust policy. */
export interface WebIdentity {
  readonly provider: string;
  readonly subject: string;
  readonly audience: string;
  readonly tags: TagsInput;
  /** The tags as the session will have them. */
  readonly session: SessionTags;
  readonly sourceIdentity: string | undefined;
}

type Asked = Identifying<
  OwnParts,
  AssumeRoleWithWebIdentityRequest,
  AssumeRoleWithWebIdentityErrors
>;
type Refuse = Asked['error'];

const identities = new WeakMap<Caller, WebIdentity>();

/** What the token said by which this caller was believed. */
export const webIdentityOf = (caller: Caller): WebIdentity => identities.get(caller)!;

/** The caller whom the token stands for: signed by an issuer of the role's account, for one of its clients, and now. */
export async function identifyByToken(asked: Asked): Promise<Caller> {
  const { input, error } = asked;
  if (!isRoleArn(input.RoleArn)) throw error('ValidationError', `${input.RoleArn} is invalid`);
  // These two give out access tokens of their own, and what we get is none of theirs.
  if (input.ProviderId !== undefined)
    throw error('InvalidIdentityToken', OAUTH_PROVIDERS[input.ProviderId] ?? UNKNOWN_PROVIDER);
  const token = readToken(input.WebIdentityToken);
  if (!token) throw error('InvalidIdentityToken', NO_TOKEN);
  const { claims, algorithm } = token;
  const url = requiredText(claims, 'iss', error);
  const issuer = await findIssuer(asked, url);
  if (!issuer) throw error('InvalidIdentityToken', noProvider(url));
  if (!(SIGNATURES as readonly string[]).includes(algorithm))
    throw error('InvalidIdentityToken', NO_SIGNATURE);
  await assertSigned(asked, url, issuer);

  const subject = requiredText(claims, 'sub', error);
  const { audience, original } = audienceOf(claims, issuer, error);
  assertInTime(claims, asked.parts.outbound.now(), error);
  const { tags, sourceIdentity } = readClaimed(claims, error);
  const session = claimedTags(tags, error);
  const caller: Caller = {
    kind: 'web-identity',
    account: '',
    arn: issuer.arn,
    userId: `${issuer.arn}:${audience}:${subject}`,
    userName: subject,
    federation: {
      provider: issuer.arn,
      keys: claimedKeys(issuer.url, claims, { aud: audience, sub: subject, oaud: original }),
    },
  };
  identities.set(caller, {
    provider: issuer.arn,
    subject,
    audience,
    tags,
    session,
    sourceIdentity,
  });
  return caller;
}

/** The account's provider for an issuer, which is known without its scheme, and often without its last slash. */
async function findIssuer(
  { input, store, parts }: Asked,
  url: string,
): Promise<TokenIssuer | undefined> {
  if (!url.startsWith('https://')) return undefined;
  const { account } = parseArn(input.RoleArn)!;
  const name = url.slice('https://'.length);
  const find = (one: string) =>
    parts.roles.findTokenIssuer(store, iamArn(account, `oidc-provider/${one}`));
  return (await find(name)) ?? (name.endsWith('/') ? find(name.slice(0, -1)) : undefined);
}

async function assertSigned(
  { input: { WebIdentityToken: token }, parts: { issuers }, error }: Asked,
  url: string,
  { thumbprints }: TokenIssuer,
): Promise<void> {
  const issuer = { url, thumbprints };
  const usable = (found: KeySet | NoKeys): KeySet => {
    if (typeof found !== 'string') return found;
    throw error(
      found === 'unreachable' ? 'IDPCommunicationError' : 'InvalidIdentityToken',
      WHY[found],
    );
  };
  let verdict = await verifyToken(token, usable(await issuers.of(issuer)));
  // The issuer may have changed its keys a moment ago.
  if (verdict === 'unknown-key')
    verdict = await verifyToken(token, usable(await issuers.of(issuer, { missing: true })));
  if (verdict === 'unknown-key') throw error('InvalidIdentityToken', WHY.unusable);
  if (verdict === 'forged') throw error('InvalidIdentityToken', NO_SIGNATURE);
}

/** For whom the token is meant. The party that it was issued to counts before those that it may be shown to. */
function audienceOf(
  claims: Claims,
  { clients }: TokenIssuer,
  error: Refuse,
): { readonly audience: string; readonly original: string | undefined } {
  const listed = stringsOf(claims['aud']);
  if (listed.length === 0) throw error('InvalidIdentityToken', missingClaim('aud'));
  const [party] = stringsOf(claims['azp']);
  const audience = (party === undefined ? listed : [party]).find((one) => clients.includes(one));
  if (audience === undefined) throw error('InvalidIdentityToken', WRONG_AUDIENCE);
  return { audience, original: party === undefined ? undefined : listed[0] };
}

/** AWS counts in whole seconds. Issuers whose clocks run ahead of ours are borne for a few minutes. */
function assertInTime(claims: Claims, now: number, error: Refuse): void {
  const seconds = Math.floor(now / SECOND);
  const expires = requiredNumber(claims, 'exp', error);
  if (seconds >= expires) throw error('ExpiredTokenException', expired(seconds, expires));
  const issued = requiredNumber(claims, 'iat', error);
  const begins = claims['nbf'] === undefined ? issued : requiredNumber(claims, 'nbf', error);
  if (Math.max(issued, begins) > seconds + SKEW / SECOND)
    throw error('InvalidIdentityToken', NOT_YET);
}

function requiredText(claims: Claims, name: string, error: Refuse): string {
  const value = claims[name];
  if (typeof value !== 'string' || value === '')
    throw error('InvalidIdentityToken', missingClaim(name));
  return value;
}

function requiredNumber(claims: Claims, name: string, error: Refuse): number {
  const value = claims[name];
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw error('InvalidIdentityToken', missingClaim(name));
  return value;
}

const SKEW = 5 * MINUTE;

const OAUTH_PROVIDERS: { readonly [id: string]: string } = {
  'www.amazon.com': 'Provided Token is not a Login With Amazon token',
  'graph.facebook.com': 'Provided Token is not a Facebook token',
};
const UNKNOWN_PROVIDER = 'Specified provider is not supported';
const NO_TOKEN =
  'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)';
const NO_SIGNATURE = 'Provided Token signature is invalid';
const WRONG_AUDIENCE = 'Incorrect token audience';
const NOT_YET = 'Provided Token is not valid yet';
const missingClaim = (name: string): string => `Missing a required claim: ${name}`;
const noProvider = (url: string): string =>
  `No OpenIDConnect provider found in your account for ${url.slice(0, 256)}`;
const expired = (now: number, expires: number): string =>
  // AWS's sentence, to the space that it lacks.
  `Token expired: current date/time ${now} must be before the expiration date/time${expires}`;

const NO_KEY =
  "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements";
const WHY: { readonly [why in NoKeys]: string } = {
  unreachable:
    'The identity provider could not be reached to verify the incoming identity token. Please try again.',
  unusable: NO_KEY,
  untrusted: "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint",
  'too-many': NO_KEY,
};
