/** Whom an access report is about: who stands behind an ARN, and what policies he has. */
import { compile } from '../../policy/compile.ts';
import type { Document } from '../../policy/document.ts';
import type { Reader } from '../../store/store.ts';
import { awsManagedText } from './aws-managed.ts';
import { selectUsersOfGroup } from './group-tables.ts';
import type { Owner } from './inline-policy.ts';
import { selectHolders } from './managed-policy-tables.ts';
import {
  selectAttachedPolicies,
  selectGroupsOfUser,
  selectInlinePolicies,
  selectRoleById,
  selectUserById,
} from './tables.ts';

/** A user or role whose use of services is told. */
export interface Entity {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  readonly type: 'USER' | 'ROLE';
}

/** One policy that somebody has. */
export interface Held {
  readonly document: Document;
  readonly name: string;
  /** Of a managed policy. */
  readonly arn?: string;
  /** Whose it is. */
  readonly kind: 'user' | 'group' | 'role';
  readonly owner: string;
}

/** The policies of a user with those of his groups, of a group, or of a role. */
export async function policiesHeldBy(store: Reader, owner: Owner): Promise<readonly Held[]> {
  const own = { id: owner.row.id, name: owner.row.name, kind: owner.kind };
  const groups =
    owner.kind === 'user' ? await store.all(selectGroupsOfUser, { user_id: own.id }) : [];
  const owners = [own, ...groups.map(({ id, name }) => ({ id, name, kind: 'group' as const }))];
  return (await Promise.all(owners.map((one) => heldBy(store, one)))).flat();
}

async function heldBy(
  store: Reader,
  of: { readonly id: string; readonly name: string; readonly kind: Held['kind'] },
): Promise<readonly Held[]> {
  const whose = { kind: of.kind, owner: of.name };
  const inline = await store.all(selectInlinePolicies, { owner: of.id });
  const attached = await store.all(selectAttachedPolicies, { owner: of.id });
  return [
    ...inline.map(({ name, document }) => ({
      ...whose,
      name,
      document: compile(document, 'identity'),
    })),
    ...attached.flatMap(({ name, policy, document }) => {
      const text = document ?? awsManagedText(policy);
      return text === undefined
        ? []
        : [{ ...whose, name, arn: policy, document: compile(text, 'identity') }];
    }),
  ];
}

/** The users and roles behind a user, a role or a group. */
export async function entitiesOf(store: Reader, owner: Owner): Promise<readonly Entity[]> {
  if (owner.kind === 'group') return membersOf(store, owner.row.id);
  const { id, arn, name, path } = owner.row as {
    id: string;
    arn: string;
    name: string;
    path: string;
  };
  return [{ id, arn, name, path, type: owner.kind === 'user' ? 'USER' : 'ROLE' }];
}

/** The users and roles who have a managed policy, themselves or by a group. */
export async function entitiesWith(
  store: Reader,
  of: { readonly policy: string; readonly account: string },
): Promise<readonly Entity[]> {
  const found = new Map<string, Entity>();
  for (const { kind, id } of await store.all(selectHolders, of)) {
    const entities =
      kind === 'group' ? await membersOf(store, id) : await entityById(store, kind, id);
    for (const entity of entities) found.set(entity.id, entity);
  }
  return [...found.values()];
}

async function entityById(
  store: Reader,
  kind: 'user' | 'role',
  id: string,
): Promise<readonly Entity[]> {
  const row = await store.one(kind === 'user' ? selectUserById : selectRoleById, { id });
  if (!row) return [];
  const { arn, name, path } = row;
  return [{ id, arn, name, path, type: kind === 'user' ? 'USER' : 'ROLE' }];
}

async function membersOf(store: Reader, group_id: string): Promise<readonly Entity[]> {
  const members = await store.all(selectUsersOfGroup, { group_id, after: '', count: 5000 });
  return members.map(({ id, arn, name, path }) => ({ id, arn, name, path, type: 'USER' }));
}
