import { makeAccessKeyId } from '../../base/access-key-id.ts';
import { base64 } from '../../base/bytes.ts';
import { type Instant, SECOND } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { Credentials } from '../../generated/sts.types.ts';
import type { Caller, Session } from '../../operation/caller.ts';
import type { SessionPolicies } from './session-policies.ts';
import { sealSession } from './session.ts';

/** Whom new credentials make of their bearer. */
export interface NewSession {
  readonly caller: Omit<Caller, 'session' | 'accessKeyId'>;
  readonly session: Omit<Session, 'policies' | 'issuedAt' | 'expiresAt'>;
  readonly policies?: SessionPolicies | undefined;
  readonly seconds: number;
}

/** Makes temporary credentials. Nothing of them is stored: the token is all there is. */
export function issueCredentials(
  { caller, session, policies, seconds }: NewSession,
  by: {
    readonly parts: { readonly keyring: Keyring };
    readonly random: Random;
    readonly now: Instant;
  },
): Credentials {
  // AWS counts a session's time in whole seconds, and so do the condition keys that tell of it.
  const issuedAt = by.now - (by.now % SECOND);
  const expiresAt = issuedAt + seconds * SECOND;
  const accessKeyId = makeAccessKeyId(by.random, 'ASIA', caller.account);
  const secretAccessKey = base64(by.random.bytes(30));
  const token = sealSession(by.parts.keyring, accessKeyId, {
    secretAccessKey,
    caller,
    session: { ...session, issuedAt, expiresAt },
    ...(policies && { policies }),
  });
  return {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: token,
    Expiration: expiresAt,
  };
}
