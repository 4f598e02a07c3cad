/** Who asked, from where, with what: the part of a record that is the same for many events. */
import { DAY, type Instant, isoSeconds } from '../base/clock.ts';
import { sha256 } from '../crypto/hash.ts';
import type { Caller, RequestFacts } from '../operation/caller.ts';

export interface Actor {
  /** The day and a hash of the text: each day has its own, so that old ones can be forgotten. */
  readonly id: string;
  /** The id of the role behind a session, or of the access key; empty where there is neither. */
  readonly subject: string;
  readonly record: string;
}

/** What a caller's actors are remembered by: client address, client program, and the service in between. */
type Ways = Map<string, Actor>;

const known = new WeakMap<Caller, { readonly day: number; readonly ways: Ways }>();
/** A client that changes its name with every request is not remembered under all of them. */
const WAYS_KEPT = 100;

/** The actor behind a request; `through` is the service that asks for the caller. */
export function actorOf(
  caller: Caller,
  request: RequestFacts,
  through: string | undefined,
  at: Instant,
): Actor {
  const day = Math.floor(at / DAY);
  let today = known.get(caller);
  if (today?.day !== day) {
    today = { day, ways: new Map() };
    known.set(caller, today);
  }
  const way = through ?? `${request.sourceIp} ${request.userAgent}`;
  let actor = today.ways.get(way);
  if (!actor) {
    actor = actorFrom(
      {
        userIdentity: { ...identity(caller), ...(through && { invokedBy: through }) },
        sourceIPAddress: through ?? caller.service ?? request.sourceIp,
        userAgent: through ?? caller.service ?? request.userAgent,
      },
      { day, subject: caller.role?.id ?? caller.accessKeyId ?? '' },
    );
    if (today.ways.size >= WAYS_KEPT) today.ways.clear();
    today.ways.set(way, actor);
  }
  return actor;
}

/** A service that acts on its own account. */
export const serviceActor = (account: string, source: string, at: Instant): Actor =>
  actorFrom(
    {
      userIdentity: { accountId: account, invokedBy: source },
      sourceIPAddress: source,
      userAgent: source,
    },
    { day: Math.floor(at / DAY), subject: '' },
  );

function actorFrom(
  members: object,
  { day, subject }: { readonly day: number; readonly subject: string },
): Actor {
  const record = JSON.stringify(members);
  return { id: `${day}-${sha256(record).toString('base64url', 0, 16)}`, subject, record };
}

const IDENTITY_TYPES = {
  root: 'Root',
  user: 'IAMUser',
  'role-session': 'AssumedRole',
  'federated-user': 'FederatedUser',
  service: 'AWSService',
  'web-identity': 'WebIdentityUser',
  saml: 'SAMLUser',
  anonymous: 'AWSAccount',
} as const;

/** CloudTrail's `userIdentity`. */
function identity(caller: Caller): object {
  const type = IDENTITY_TYPES[caller.kind];
  if (caller.kind === 'service') return { type, invokedBy: caller.service };
  // Whose provider vouches for him is in no account.
  if (caller.federation) {
    const { kind, userId: principalId, userName, federation } = caller;
    // SAML's providers are told by the qualifier that stands before the subject's name.
    const isSaml = kind === 'saml';
    const identityProvider = isSaml ? principalId.split(':', 1)[0] : federation.provider;
    return { type, principalId, userName, identityProvider };
  }
  return {
    type,
    principalId: caller.userId,
    arn: caller.arn,
    accountId: caller.account,
    ...(caller.accessKeyId && { accessKeyId: caller.accessKeyId }),
    ...(caller.userName && { userName: caller.userName }),
    ...(caller.session && { sessionContext: sessionContext(caller) }),
  };
}

function sessionContext({ role, session, account }: Caller): object {
  return {
    ...(role && {
      sessionIssuer: {
        type: 'Role',
        principalId: role.id,
        arn: role.arn,
        accountId: account,
        userName: role.name,
      },
    }),
    ...(session?.sourceIdentity && { sourceIdentity: session.sourceIdentity }),
    ...(session?.federation && {
      webIdFederationData: { federatedProvider: session.federation.provider, attributes: {} },
    }),
    ...(session?.assumedRoot && { assumedRoot: 'true' }),
    attributes: {
      creationDate: isoSeconds(session!.issuedAt),
      mfaAuthenticated: String(session!.mfaAt !== undefined),
    },
  };
}
