/** What tokens say of who bears them. */
import type { Federation } from '../../operation/caller.ts';
import type { TagsInput } from './session-tags.ts';

/** What an issuer claims, as it came. */
export interface Claims {
  readonly [name: string]: unknown;
}

/** What a token asks of the session that is made with it. */
export interface Claimed {
  readonly tags: TagsInput;
  readonly sourceIdentity: string | undefined;
}

type Refuse = (code: 'InvalidIdentityToken', message: string) => Error;

/** A claim that is one text or a list of them. */
export const stringsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter(
    (one): one is string => typeof one === 'string' && one !== '',
  );

/**
 * The condition keys of a token: `<issuer>:<claim>` for the claims that AWS makes keys of. Others are
 * not for policies, and a policy that asks for one meets a key that is not there.
 */
export function claimedKeys(
  issuer: string,
  claims: Claims,
  known: { readonly aud: string; readonly sub: string; readonly oaud: string | undefined },
): Federation['keys'] {
  const keys: { [key: string]: string | readonly string[] } = {
    [`${issuer}:aud`]: known.aud,
    [`${issuer}:sub`]: known.sub,
  };
  if (known.oaud !== undefined) keys[`${issuer}:oaud`] = known.oaud;
  const amr = stringsOf(claims['amr']);
  if (amr.length > 0) keys[`${issuer}:amr`] = amr;
  for (const name of [...USUAL, ...(ISSUERS_OWN[issuer] ?? [])]) {
    const value = claims[name];
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      keys[`${issuer}:${name}`] = String(value);
  }
  return keys;
}

const USUAL = ['email'];
/** Claims of certain issuers, after the IAM User Guide, "Available keys for AWS OIDC federation". */
const ISSUERS_OWN: { readonly [issuer: string]: readonly string[] } = {
  'token.actions.githubusercontent.com': [
    'actor',
    'actor_id',
    'enterprise_id',
    'environment',
    'job_workflow_ref',
    'ref',
    'repository',
    'repository_id',
    'workflow',
  ],
};

const TAGS = 'https://aws.amazon.com/tags';
const SOURCE_IDENTITY = 'https://aws.amazon.com/source_identity';

/** The session tags and the source identity of a token: tags nested or flattened, as issuers can. */
export function readClaimed(claims: Claims, error: Refuse): Claimed {
  const nested = recordOf(claims[TAGS]);
  const tags = new Map<string, unknown>(Object.entries(recordOf(nested['principal_tags'])));
  for (const [name, value] of Object.entries(claims)) {
    const flat = `${TAGS}/principal_tags/`;
    if (name.startsWith(flat)) tags.set(name.slice(flat.length), value);
  }
  const Tags = [...tags].map(([Key, value]) => {
    const [Value, ...more] = Array.isArray(value) ? value : [value];
    if (typeof Value !== 'string' || more.length > 0)
      throw error('InvalidIdentityToken', badTag(Key));
    return { Key, Value };
  });
  const TransitiveTagKeys = stringsOf(
    nested['transitive_tag_keys'] ?? claims[`${TAGS}/transitive_tag_keys`],
  );
  assertTags(Tags, error);
  const [sourceIdentity] = stringsOf(claims[SOURCE_IDENTITY]);
  if (sourceIdentity !== undefined) assertSourceIdentity(sourceIdentity, error);
  return { tags: { Tags, TransitiveTagKeys }, sourceIdentity };
}

/** Refuses tags that AssumeRole would not take: the model bounds that one, and tokens have no model. */
export function assertTags(tags: NonNullable<TagsInput['Tags']>, error: Refuse): void {
  if (tags.length > TAGS_MOST) throw error('InvalidIdentityToken', TOO_MANY_TAGS);
  const bad = tags.find(({ Key, Value }) => !KEY.test(Key) || !VALUE.test(Value));
  if (bad) throw error('InvalidIdentityToken', badTag(bad.Key));
}

/** Refuses a source identity that AssumeRole would not take. */
export function assertSourceIdentity(text: string, error: Refuse): void {
  if (!/^[\w+=,.@-]{2,64}$/.test(text) || /^aws:/i.test(text))
    throw error('InvalidIdentityToken', BAD_SOURCE);
}

const recordOf = (value: unknown): { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { readonly [name: string]: unknown })
    : {};

const TAGS_MOST = 50;
const KEY = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
const VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

const TOO_MANY_TAGS = 'The number of session tags must be less than or equal to 50';
const badTag = (key: string): string => `Invalid session tag: ${key.slice(0, 128)}`;
const BAD_SOURCE = 'Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"';
