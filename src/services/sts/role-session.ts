/** The session of a role, however its bearer came to it. */
import { arn } from '../../base/arn.ts';
import { HOUR, SECOND } from '../../base/clock.ts';
import type { AssumedRoleUser, Credentials } from '../../generated/sts.types.ts';
import type { Caller, Federation } from '../../operation/caller.ts';
import type { RoleForSts, RolesForSts } from '../../operation/identities.ts';
import type { Call } from '../../operation/operation.ts';
import { issueCredentials } from './credentials.ts';
import type { OwnParts } from './parts.ts';
import { packedPercent, type PolicyInput, readPolicies, tooLarge } from './session-policies.ts';
import type { SessionTags } from './session-tags.ts';

export interface SessionWanted {
  readonly role: RoleForSts;
  readonly name: string;
  readonly seconds: number;
  readonly tags: SessionTags;
  readonly sourceIdentity: string | undefined;
  readonly chained?: boolean;
  readonly federation?: Federation;
}

/** What the answers of all operations that give a role have in common. */
export interface RoleSession {
  readonly Credentials: Credentials;
  readonly AssumedRoleUser: AssumedRoleUser;
  readonly PackedPolicySize?: number;
  readonly SourceIdentity?: string;
}

type Codes = 'MalformedPolicyDocument' | 'PackedPolicyTooLarge' | 'ValidationError';

type Assuming = Pick<
  Call<OwnParts, PolicyInput, Codes, unknown, unknown>,
  'input' | 'store' | 'parts' | 'random' | 'now'
> & { readonly error: (code: Codes, message: string) => Error };

/** Makes the session, with the policies of the request. */
export async function openRoleSession(call: Assuming, wanted: SessionWanted): Promise<RoleSession> {
  const { role, tags, sourceIdentity, federation } = wanted;
  const { input, store, parts, error } = call;
  const roles: RolesForSts = parts.roles;
  const policies = await readPolicies(input, { account: role.account, store, roles, error });
  const packed = packedPercent(policies, tags.tags);
  if (packed > 100) throw error('PackedPolicyTooLarge', tooLarge(packed, policies !== undefined));

  const caller = sessionCaller(role, wanted.name);
  const source = sourceIdentity === undefined ? {} : { sourceIdentity };
  const session = {
    ...tags,
    ...source,
    chained: wanted.chained ?? false,
    ...(federation && { federation }),
  };
  return {
    Credentials: issueCredentials({ caller, session, policies, seconds: wanted.seconds }, call),
    AssumedRoleUser: { AssumedRoleId: caller.userId, Arn: caller.arn },
    ...(packed > 0 && { PackedPolicySize: packed }),
    ...(sourceIdentity !== undefined && { SourceIdentity: sourceIdentity }),
  };
}

/** How long a session may last: as long as the role allows, and an hour where nobody said. */
export function roleSeconds(
  asked: number | undefined,
  role: RoleForSts,
  error: (code: 'ValidationError', message: string) => Error,
): number {
  const seconds = asked ?? HOUR / SECOND;
  if (seconds > role.maxSessionSeconds) throw error('ValidationError', LONGER_THAN_ROLE);
  return seconds;
}

function sessionCaller(
  { account, arn: roleArn, id, name }: RoleForSts,
  sessionName: string,
): Caller {
  return {
    kind: 'role-session',
    account,
    arn: arn('sts', '', account, `assumed-role/${name}/${sessionName}`),
    userId: `${id}:${sessionName}`,
    role: { arn: roleArn, id, name },
  };
}

const LONGER_THAN_ROLE =
  'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.';
