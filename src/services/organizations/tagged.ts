/** What can have tags: the root, units, accounts, policies of one's own, the resource policy. */
import type { Asking, Missing } from '../../operation/operation.ts';
import { type Change, change } from '../../store/statement.ts';
import { missingFrom, type NotManager, resourcePolicyArn, type Standing } from './caller.ts';
import { NO_SUCH_TARGET } from './child.ts';
import { selectResourcePolicy, updateResourcePolicy } from './delegation-tables.ts';
import { findPlace, type Place, unitArn } from './place.ts';
import { policyArn } from './policy-arn.ts';
import { selectPolicy, tagPolicy } from './policy-tables.ts';
import { tagAccount, tagRoot } from './tables.ts';
import { tagUnit } from './unit-tables.ts';

export type Tagged = Standing & {
  readonly tags: { readonly [key: string]: string };
  /** The change that gives it these tags instead. */
  readonly retag: (tags: { readonly [key: string]: string }) => Change;
};

type By = (input: unknown, asking: Asking) => Promise<Standing | NotManager>;

/** Finds what a request names as a thing with tags. */
export async function findTagged(
  by: By,
  id: string,
  asking: Asking,
): Promise<Tagged | NotManager | Missing<'TargetNotFoundException'>> {
  const standing = await by(id, asking);
  if ('missing' in standing) return standing;
  const found = id.startsWith('p-')
    ? await findPolicy(standing, id, asking)
    : id.startsWith('rp-')
      ? await findResourcePolicy(standing, id, asking)
      : await findTree(standing, id, asking);
  return (
    found ??
    missingFrom(standing, {
      missing: unitArn(standing.organization, id),
      error: 'TargetNotFoundException',
      message: NO_SUCH_TARGET,
    })
  );
}

async function findTree(standing: Standing, id: string, { store }: Asking) {
  const place = await findPlace(standing, id, store);
  return place && { ...place, retag: (tags: object) => retagPlace(place, JSON.stringify(tags)) };
}

function retagPlace(place: Place, tags: string): Change {
  const { id, revision } = place.row;
  switch (place.kind) {
    case 'ROOT':
      return change(tagRoot, { id, root_tags: tags, revision });
    case 'ORGANIZATIONAL_UNIT':
      return change(tagUnit, { id, tags, revision });
    case 'ACCOUNT':
      return change(tagAccount, { id, tags, revision });
  }
}

async function findPolicy(
  standing: Standing,
  id: string,
  { store }: Asking,
): Promise<Tagged | undefined> {
  const row = await store.one(selectPolicy, { id });
  if (row?.organization !== standing.organization.organizationId) return undefined;
  return {
    ...standing,
    arn: policyArn(standing.organization, row),
    type: 'AWS::Organizations::Policy',
    tags: JSON.parse(row.tags),
    retag: (tags) => change(tagPolicy, { id, tags: JSON.stringify(tags), revision: row.revision }),
  };
}

async function findResourcePolicy(
  standing: Standing,
  id: string,
  { store }: Asking,
): Promise<Tagged | undefined> {
  const { organizationId: organization } = standing.organization;
  const row = await store.one(selectResourcePolicy, { organization });
  if (row?.id !== id) return undefined;
  const { content, revision } = row;
  return {
    ...standing,
    arn: resourcePolicyArn(standing.organization, id),
    type: 'AWS::Organizations::ResourcePolicy',
    tags: JSON.parse(row.tags),
    retag: (tags) =>
      change(updateResourcePolicy, { organization, content, tags: JSON.stringify(tags), revision }),
  };
}
