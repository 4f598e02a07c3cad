/**
 * Session tokens carry all that temporary credentials are, sealed: nothing of them is kept in a
 * table, and every node with the keyring can open them.
 */
import { base64, fromBase64, text, utf8 } from '../../base/bytes.ts';
import type { Instant } from '../../base/clock.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { Caller, Session } from '../../operation/caller.ts';
import type { Credential, CredentialRefusal } from '../../operation/identities.ts';
import type { Reader } from '../../store/store.ts';
import type { Parts } from './parts.ts';
import { type SessionPolicies, sessionPolicies } from './session-policies.ts';

/** What a token holds, beside the access key id that it is sealed for. */
export interface SealedSession {
  readonly secretAccessKey: string;
  readonly caller: Omit<Caller, 'session' | 'accessKeyId'>;
  readonly session: Omit<Session, 'policies'>;
  /** The session's policies as the request gave them; undefined where it gave none. */
  readonly policies?: SessionPolicies;
}

/** The token that SDKs send along with the access key id, and with no other. */
export const sealSession = (
  keyring: Keyring,
  accessKeyId: string,
  session: SealedSession,
): string => base64(keyring.seal('session-token', accessKeyId, utf8(JSON.stringify(session))));

/** Finds the secret and the caller behind temporary credentials: fits `Identities.credential`. */
export function openSession({ keyring, roles }: Pick<Parts, 'keyring' | 'roles'>) {
  const opened = new Remembered();
  return async (
    store: Reader,
    { accessKeyId, sessionToken }: { readonly accessKeyId: string; readonly sessionToken?: string },
    now: Instant,
  ): Promise<Credential | CredentialRefusal> => {
    if (sessionToken === undefined) return 'unknown-access-key';
    let entry = opened.get(accessKeyId);
    if (entry?.token !== sessionToken) {
      const sealed = unseal(keyring, accessKeyId, sessionToken);
      if (!sealed) return 'invalid-token';
      entry = { token: sessionToken, sealed, credential: undefined, managed: [] };
      opened.set(accessKeyId, entry);
    }
    if (now >= entry.sealed.session.expiresAt) return 'expired-token';

    const arns = entry.sealed.policies?.arns;
    if (entry.credential && !arns?.length) return entry.credential;
    // A managed policy counts as it is now, not as it was when the session began.
    const managed = await Promise.all(
      (arns ?? []).map((arn) => roles.managedPolicyText(store, arn)),
    );
    if (!entry.credential || managed.some((document, i) => document !== entry.managed[i])) {
      entry.credential = credentialOf(accessKeyId, entry.sealed, managed);
      entry.managed = managed;
    }
    return entry.credential;
  };
}

function credentialOf(
  accessKeyId: string,
  { secretAccessKey, caller, session, policies }: SealedSession,
  managed: readonly (string | undefined)[],
): Credential {
  const compiled = policies && sessionPolicies(policies, managed);
  return {
    secretAccessKey,
    caller: {
      ...caller,
      accessKeyId,
      session: { ...session, ...(compiled && { policies: compiled }) },
    },
  };
}

function unseal(keyring: Keyring, accessKeyId: string, token: string): SealedSession | undefined {
  const sealed = fromBase64(token);
  const opened = sealed && keyring.open('session-token', accessKeyId, sealed);
  return opened && (JSON.parse(text(opened)) as SealedSession);
}

interface Entry {
  readonly token: string;
  readonly sealed: SealedSession;
  credential: Credential | undefined;
  /** The texts of the managed policies that the credential was made with. */
  managed: readonly (string | undefined)[];
}

const GENERATION = 5_000;

/** The tokens opened lately, by access key id. What a whole generation did not ask for is forgotten. */
class Remembered {
  private young = new Map<string, Entry>();
  private old = new Map<string, Entry>();

  get(accessKeyId: string): Entry | undefined {
    const young = this.young.get(accessKeyId);
    if (young) return young;
    const old = this.old.get(accessKeyId);
    if (old) this.set(accessKeyId, old);
    return old;
  }

  set(accessKeyId: string, entry: Entry): void {
    if (this.young.size >= GENERATION) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(accessKeyId, entry);
  }
}
