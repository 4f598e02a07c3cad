/** Who is asking: believes a signature, or says why not. */
import type { Clock } from '../base/clock.ts';
import type { SignedRequest } from '../crypto/canonical-request.ts';
import {
  isRefusal,
  parseSignature,
  type Signature,
  type SignatureReason,
} from '../crypto/signature.ts';
import { checkTime, signingKeys, verify } from '../crypto/sigv4.ts';
import type { Caller } from '../operation/caller.ts';
import type { CredentialRefusal, Identities, Policies } from '../operation/identities.ts';
import type { Reader, Store } from '../store/store.ts';

export interface AuthenticateParts {
  /** What the moment of signing is judged by: the machine's own time, even where dev mode has moved the clock. */
  readonly signatureClock: Clock;
  /** What sessions expire by. */
  readonly clock: Clock;
  readonly store: Store;
  readonly identities: Identities;
  readonly policies: Policies;
}

/** What the signature says the request is meant for. */
export interface Scope {
  readonly service: string;
  readonly region: string;
}

export type Authenticated =
  | {
      readonly caller: Caller;
      readonly scope: Scope;
      /** As fresh as the request: what it goes on to read need not be asked for anew. */
      readonly store: Reader;
    }
  | {
      readonly refused: SignatureReason | CredentialRefusal;
      readonly message?: string;
      /** Absent where there was no readable signature. */
      readonly scope?: Scope;
    };

export type Authenticate = (request: SignedRequest) => Promise<Authenticated>;

/** AWS's names of Regions, `us-east-1` and `us-gov-west-1` alike. */
const REGION = /^[a-z]{2,4}(?:-[a-z]+){1,2}-\d{1,2}$/;
const NO_REGION = 'Credential should be scoped to a valid region.';

export function createAuthenticate(parts: AuthenticateParts): Authenticate {
  const keys = signingKeys();

  return async (request) => {
    const signature = parseSignature(request);
    if (isRefusal(signature)) return signature;
    const scope: Scope = { service: signature.service, region: signature.region };
    const store = await parts.store.fresh();
    const found = await credentialOf(store, signature);
    if (typeof found === 'string') return { refused: found, scope };
    const wrong =
      checkTime(signature, parts.signatureClock.now()) ??
      verify(signature, request, keys.of(signature, found.secretAccessKey));
    if (wrong) return { ...wrong, scope };
    if (!REGION.test(signature.region)) return { refused: 'mismatch', message: NO_REGION, scope };
    return { caller: found.caller, scope, store };
  };

  async function credentialOf(store: Reader, { accessKeyId, sessionToken }: Signature) {
    const presented = { accessKeyId, ...(sessionToken !== undefined && { sessionToken }) };
    const found = await parts.identities.credential(store, presented, parts.clock.now());
    if (typeof found === 'string') return found;
    // A session outlives neither its role nor its user.
    if (found.caller.session && !(await parts.policies.of(store, found.caller)))
      return 'unknown-access-key';
    return found;
  }
}
