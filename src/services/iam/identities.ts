/** What the gate and STS ask of IAM: who an access key is, what he may, and which roles there are. */
import { text } from '../../base/bytes.ts';
import type { Instant } from '../../base/clock.ts';
import { rootArn } from '../../base/arn.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { Caller } from '../../operation/caller.ts';
import type {
  Credential,
  CredentialRefusal,
  RoleForSts,
  RolesForSts,
} from '../../operation/identities.ts';
import type { Principals } from '../../operation/operation.ts';
import { compile } from '../../policy/compile.ts';
import type { Reader } from '../../store/store.ts';
import { awsManagedText } from './aws-managed.ts';
import { type KeyAndUserRow, selectKeyAndUser } from './access-key-tables.ts';
import {
  type RoleRow,
  selectAccessKey,
  selectPolicyText,
  selectRoleByArn,
  selectRoleById,
  selectUserByArn,
  selectUserById,
} from './tables.ts';
import { findAssertionIssuer, findTokenIssuer } from './outside-issuers.ts';
import { policiesOf } from './caller-policies.ts';
import { findDelegated } from './delegation.ts';
import { findIssuer } from './outbound-federation.ts';
import { verifyMfa } from './second-factor.ts';
import { tagRecord } from './tag-pairs.ts';

/** The secret of a long-term access key, and the user or root user whose it is: fits `Identities.credential`. */
export function findLongTermCredential(keyring: Keyring) {
  // By the row: while neither key nor user changes, nothing is opened again.
  const known = new WeakMap<KeyAndUserRow, Credential | CredentialRefusal>();
  const credentialOf = (row: KeyAndUserRow | undefined): Credential | CredentialRefusal => {
    if (!row) return 'unknown-access-key';
    let credential = known.get(row);
    if (!credential) known.set(row, (credential = open(keyring, row)));
    return credential;
  };
  return (
    store: Reader,
    { accessKeyId: id }: { readonly accessKeyId: string },
    _now: Instant,
  ): Promise<Credential | CredentialRefusal> =>
    store.one(selectKeyAndUser, { id }).then(credentialOf);
}

function open(keyring: Keyring, row: KeyAndUserRow): Credential | CredentialRefusal {
  const { id, sealed, user_id, user_arn } = row;
  if (row.status !== 'Active') return 'inactive-access-key';
  if (user_id !== '' && user_arn === null) return 'unknown-access-key';
  const secret = keyring.open('secret-access-key', id, sealed);
  if (!secret) throw new Error(`the secret of the access key ${id} does not open`);
  return { secretAccessKey: text(secret), caller: callerOf(row) };
}

function callerOf({ id, account, user_id, user_arn, user_name }: KeyAndUserRow): Caller {
  if (user_arn === null || user_name === null)
    return { kind: 'root', account, arn: rootArn(account), userId: account, accessKeyId: id };
  return {
    kind: 'user',
    account,
    arn: user_arn,
    userId: user_id,
    userName: user_name,
    accessKeyId: id,
  };
}

/** The text in force of a managed policy, AWS's own included. */
export async function managedPolicyText(store: Reader, arn: string): Promise<string | undefined> {
  return awsManagedText(arn) ?? (await store.one(selectPolicyText, { arn }))?.document;
}

/** Users' and roles' unique ids by their ARNs, and back: what stored policies are bound to. */
export const principalIds = (store: Reader): Pick<Principals, 'idsOf' | 'arnsOf'> => ({
  idsOf: async (arns) => {
    const ids = new Map<string, string>();
    for (const arn of arns) {
      const row = await (arn.includes(':role/')
        ? store.one(selectRoleByArn, { arn })
        : store.one(selectUserByArn, { arn }));
      if (row) ids.set(arn, row.id);
    }
    return ids;
  },
  arnsOf: async (ids) => {
    const arns = new Map<string, string>();
    for (const id of ids) {
      const row = await (id.startsWith('AROA')
        ? store.one(selectRoleById, { id })
        : store.one(selectUserById, { id }));
      if (row) arns.set(id, row.arn);
    }
    return arns;
  },
});

const rolesByRow = new WeakMap<RoleRow, RoleForSts>();

/** What STS must know of roles, policies and keys. */
export const rolesForSts = (keyring: Keyring, tokenIssuer?: string): RolesForSts => ({
  findRole: async (store: Reader, arn: string): Promise<RoleForSts | undefined> => {
    const row = await store.one(selectRoleByArn, { arn });
    if (!row) return undefined;
    let role = rolesByRow.get(row);
    if (!role) {
      role = {
        arn: row.arn,
        id: row.id,
        name: row.name,
        account: row.account,
        maxSessionSeconds: row.max_session,
        tags: tagRecord(row.tags),
        policy: {
          type: 'resource',
          label: `trust policy of ${row.arn}`,
          document: compile(row.trust, 'trust'),
        },
      };
      rolesByRow.set(row, role);
    }
    return role;
  },
  managedPolicyText,
  verify: verifyMfa(keyring),
  findTokenIssuer,
  findAssertionIssuer: findAssertionIssuer(keyring),
  issuerOf: (store, account) => findIssuer(store, account, tokenIssuer),
  tagsOf: async (store, caller) => ({
    ...(await policiesOf(store, caller))?.tags,
    ...caller.session?.tags,
  }),
  findDelegated: (store, token) => findDelegated({ keyring, store }, token),
  accountOfAccessKey: async (store: Reader, accessKeyId: string): Promise<string | undefined> =>
    (await store.one(selectAccessKey, { id: accessKeyId }))?.account,
});
