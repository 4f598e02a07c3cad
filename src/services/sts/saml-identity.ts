/** Who comes with a SAML assertion of an identity provider. */
import { parseArn } from '../../base/arn.ts';
import { fromBase64, strictText } from '../../base/bytes.ts';
import { type Instant, MINUTE, SECOND } from '../../base/clock.ts';
import { sha256Hex } from '../../crypto/hash.ts';
import { type SamlFailure, signedAssertion } from '../../crypto/saml-response.ts';
import type {
  AssumeRoleWithSAMLErrors,
  AssumeRoleWithSAMLRequest,
} from '../../generated/sts.types.ts';
import type { Caller } from '../../operation/caller.ts';
import type { AssertionIssuer } from '../../operation/identities.ts';
import type { Identifying } from '../../operation/operation.ts';
import { type Change, change } from '../../store/statement.ts';
import { type Assertion, readAssertion } from './assertion.ts';
import { assertionKeys, lastingKeys, nameQualifier } from './assertion-keys.ts';
import { isRoleArn } from './assumable-role.ts';
import { assertSourceIdentity, assertTags } from './claims.ts';
import type { OwnParts } from './parts.ts';
import { claimedTags, type SessionTags, type TagsInput } from './session-tags.ts';
import { deleteUsedAssertions, insertUsedAssertion, selectUsedAssertion } from './tables.ts';

/** What an assertion says that matters beyond the trust policy. */
export interface SamlIdentity {
  readonly assertion: Assertion;
  readonly recipient: string;
  readonly nameQualifier: string;
  readonly lasting: ReturnType<typeof lastingKeys>;
  readonly sessionName: string;
  /** The longest session that the assertion lets be made, in seconds. */
  readonly mostSeconds: number | undefined;
  /** How long a session lasts where the request does not say. */
  readonly usualSeconds: number | undefined;
  readonly tags: TagsInput;
  readonly session: SessionTags;
  readonly sourceIdentity: string | undefined;
  /** What must be written so that it is used once. */
  readonly used: readonly Change[];
}

type Asked = Identifying<OwnParts, AssumeRoleWithSAMLRequest, AssumeRoleWithSAMLErrors>;
type Refuse = Asked['error'];

const identities = new WeakMap<Caller, SamlIdentity>();

/** What the assertion said by which this caller was believed. */
export const samlIdentityOf = (caller: Caller): SamlIdentity => identities.get(caller)!;

/** The caller whom the assertion is about: signed by the provider, for this role, once and now. */
export async function identifyByAssertion(asked: Asked): Promise<Caller> {
  const { input, store, parts, error } = asked;
  const { RoleArn, PrincipalArn } = input;
  if (!isRoleArn(RoleArn)) throw error('ValidationError', `${RoleArn} is invalid`);
  if (!isProviderArn(PrincipalArn)) throw error('ValidationError', `${PrincipalArn} is invalid`);
  const bytes = fromBase64(input.SAMLAssertion.replace(/\s+/g, ''));
  const text = bytes && strictText(bytes);
  if (text === undefined) throw error('InvalidIdentityToken', NO_BASE64);
  const issuer = await parts.roles.findAssertionIssuer(store, PrincipalArn);
  if (!issuer) throw error('InvalidIdentityToken', NO_PROVIDER);
  const now = parts.outbound.now();
  if (now >= issuer.validUntil) throw error('InvalidIdentityToken', OLD_PROVIDER);
  const keys = { certificates: issuer.certificates, privateKeys: issuer.privateKeys() };
  const signed = await signedAssertion(text, keys, issuer.mustEncrypt);
  if (typeof signed === 'string') throw error(...REFUSALS[signed]);
  const assertion = readAssertion(signed);
  if (!assertion) throw error('InvalidIdentityToken', INVALID);
  return callerOf(asked, issuer, assertion, now);
}

async function callerOf(
  { input, store, error }: Asked,
  issuer: AssertionIssuer,
  assertion: Assertion,
  now: Instant,
): Promise<Caller> {
  if (assertion.issuer !== issuer.entityId) throw error('InvalidIdentityToken', WRONG_ISSUER);
  assertInTime(assertion, now, error);
  const { recipient } = bearerOf(assertion, now, error);
  if (!assertion.audiences.some(isAudience)) throw error('InvalidIdentityToken', WRONG_AUDIENCE);
  // An account believes its own providers, and no other account's.
  const isOurs = parseArn(input.RoleArn)!.account === issuer.account;
  if (!isOurs || !names(assertion, input)) throw error('AccessDenied', NOT_AUTHORIZED);
  const id = sha256Hex(`${issuer.arn} ${assertion.id}`);
  if (await store.one(selectUsedAssertion, { id })) throw error('InvalidIdentityToken', USED);
  const asks = sessionAsked(assertion, error);
  const qualifier = nameQualifier(issuer);
  const caller: Caller = {
    kind: 'saml',
    account: '',
    arn: issuer.arn,
    userId: `${qualifier}:${assertion.subject}`,
    userName: assertion.subject,
    federation: {
      provider: issuer.arn,
      keys: assertionKeys(issuer, assertion, recipient),
    },
  };
  const left = assertion.sessionEnds;
  const until = assertion.issuedAt + FRESH + SKEW;
  identities.set(caller, {
    ...asks,
    assertion,
    recipient,
    nameQualifier: qualifier,
    lasting: lastingKeys(issuer, assertion),
    mostSeconds: left === undefined ? undefined : Math.floor((left - now) / SECOND),
    used: [
      change(deleteUsedAssertions, { now }, 'any'),
      change(insertUsedAssertion, { id, until }),
    ],
  });
  return caller;
}

/** AWS takes an assertion within five minutes, and so does its own end bind it. */
function assertInTime(
  { issuedAt, notBefore, notOnOrAfter, sessionEnds }: Assertion,
  now: Instant,
  error: Refuse,
): void {
  if (now >= issuedAt + FRESH) throw error('ExpiredTokenException', NOT_FRESH);
  const ends = Math.min(notOnOrAfter ?? Infinity, sessionEnds ?? Infinity);
  if (now >= ends) throw error('ExpiredTokenException', EXPIRED);
  if (Math.max(issuedAt, notBefore ?? 0) > now + SKEW) throw error('InvalidIdentityToken', NOT_YET);
}

function bearerOf({ bearers }: Assertion, now: Instant, error: Refuse) {
  const [bearer] = bearers.filter(({ recipient }) => isRecipient(recipient));
  if (!bearer) throw error('InvalidIdentityToken', WRONG_RECIPIENT);
  if (now >= bearer.until) throw error('ExpiredTokenException', EXPIRED);
  return bearer;
}

/** Whether the identity provider offers this role by this provider: the pair stands in either order. */
function names({ attributes }: Assertion, asked: AssumeRoleWithSAMLRequest): boolean {
  const pairs = attributes.get(`${AWS}Role`) ?? [];
  return pairs.some((pair) => {
    const [one, other, ...more] = pair.split(',').map((part) => part.trim());
    if (more.length > 0) return false;
    const { RoleArn, PrincipalArn } = asked;
    return (
      (one === RoleArn && other === PrincipalArn) || (one === PrincipalArn && other === RoleArn)
    );
  });
}

function sessionAsked({ attributes }: Assertion, error: Refuse) {
  const first = (name: string) => attributes.get(AWS + name)?.[0];
  const sessionName = first('RoleSessionName');
  if (sessionName === undefined) throw error('InvalidIdentityToken', NO_NAME);
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName)) throw error('InvalidIdentityToken', BAD_NAME);
  const sourceIdentity = first('SourceIdentity');
  if (sourceIdentity !== undefined) assertSourceIdentity(sourceIdentity, error);
  const duration = first('SessionDuration');
  const usualSeconds = duration === undefined ? undefined : Number(duration);
  const isDuration = usualSeconds === undefined || (usualSeconds >= 900 && usualSeconds <= 43_200);
  if (!isDuration || !Number.isInteger(usualSeconds ?? 0))
    throw error('InvalidIdentityToken', BAD_DURATION);
  const Tags = [...attributes]
    .filter(([name]) => name.startsWith(`${AWS}PrincipalTag:`))
    .map(([name, [Value = '']]) => ({ Key: name.slice(`${AWS}PrincipalTag:`.length), Value }));
  assertTags(Tags, error);
  const tags = { Tags, TransitiveTagKeys: attributes.get(`${AWS}TransitiveTagKeys`) ?? [] };
  return { sessionName, sourceIdentity, usualSeconds, tags, session: claimedTags(tags, error) };
}

function isProviderArn(text: string): boolean {
  const arn = parseArn(text);
  return arn?.service === 'iam' && arn.resource.startsWith('saml-provider/');
}

/** AWS's sign-in endpoints, which identity providers are set up for. */
const SIGN_IN =
  /^https:\/\/(?:[a-z0-9-]+\.)?signin\.aws\.amazon\.com\/(?:platform\/)?saml(?:\/acs\/\w+)?$/;
const isRecipient = (url: string): boolean => SIGN_IN.test(url);
const isAudience = (audience: string): boolean =>
  audience === 'urn:amazon:webservices' || SIGN_IN.test(audience);

const AWS = 'https://aws.amazon.com/SAML/Attributes/';
const FRESH = 5 * MINUTE;
const SKEW = 5 * MINUTE;

const NO_BASE64 = 'Invalid base64 SAMLResponse';
const NO_PROVIDER = "Specified provider doesn't exist";
const OLD_PROVIDER = 'The metadata of the specified provider is no longer valid';
const INVALID = 'Your request included an invalid SAML response';
const WRONG_ISSUER = 'Issuer not present in specified provider';
const WRONG_AUDIENCE = 'Response does not contain the required audience.';
const WRONG_RECIPIENT = 'Response does not contain a valid recipient.';
const NOT_AUTHORIZED = 'Not authorized to perform sts:AssumeRoleWithSAML';
const USED = 'Response has already been used';
const NOT_FRESH = 'Token must be redeemed within 5 minutes of issuance';
const EXPIRED = 'Response has expired';
const NOT_YET = 'Response is not valid yet';
const NO_NAME = 'RoleSessionName is required in AuthnResponse';
const BAD_NAME = 'RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}';
const BAD_DURATION = 'SessionDuration in AuthnResponse must be between 900 and 43200';

const REFUSALS: {
  readonly [failure in SamlFailure]: readonly [AssumeRoleWithSAMLErrors, string];
} = {
  malformed: ['InvalidIdentityToken', INVALID],
  rejected: ['IDPRejectedClaim', 'The identity provider reported that authentication failed'],
  unsigned: ['InvalidIdentityToken', 'Response signature invalid'],
  'not-encrypted': ['InvalidIdentityToken', 'Assertion must be encrypted'],
};
