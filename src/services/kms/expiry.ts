/** Imported material that expires, or is deleted: its key waits for the same material again. */
import type { Instant } from '../../base/clock.ts';
import { type Job, schedule, unschedule } from '../../operation/job.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { changeLife, TYPE } from './key.ts';
import { ABSENT, isBound, isImported, materialsOf } from './material.ts';
import { kinOf } from './multi-region.ts';
import type { Tools } from './parts.ts';
import {
  deleteMaterial,
  type KeyRow,
  type MaterialRow,
  selectKey,
  updateImported,
} from './tables.ts';

/** Takes material out of a key whose time is over. */
export const materialExpiry: Job<Tools> = {
  kind: 'kms-material-expiry',
  run: async ({ subject, store, now }) => {
    const row = await store.one(selectKey, { arn: subject });
    if (!row) return {};
    const materials = await materialsOf(store, row.arn);
    const over = materials.filter(({ valid_to }) => valid_to !== null && valid_to <= now);
    const next = earliest(materials.filter((each) => !over.includes(each)));
    return {
      changes: over.length > 0 ? await takeOut(store, row, over) : [],
      events: over.map(({ id }) => ({
        name: 'DeleteExpiredKeyMaterial',
        account: row.account,
        region: row.region,
        resource: { arn: row.arn, type: TYPE },
        details: { keyId: row.id, keyMaterialId: id },
      })),
      ...(next !== undefined && { again: next }),
    };
  },
};

/** The job of the next expiry of a key that has these materials, or none. */
export function expiryJob(arn: string, materials: readonly MaterialRow[]): Change {
  const next = earliest(materials);
  return next === undefined
    ? unschedule(materialExpiry.kind, arn)
    : schedule(materialExpiry.kind, arn, next);
}

/**
 * Destroys materials of a key. Of one that is the key's for good the id stays: the same material may
 * come back, and until then the key does nothing. One that waited for its rotation is forgotten, and
 * with it the copies that replicas have.
 */
export async function takeOut(
  store: Reader,
  row: KeyRow,
  materials: readonly MaterialRow[],
): Promise<Change[]> {
  const isLacking =
    materials.some(isBound) && (row.state === 'Enabled' || row.state === 'Disabled');
  const isReplica = row.multi_region === 'REPLICA';
  const kin = isReplica ? [] : await kinOf(store, row);
  return [
    changeLife(row, isLacking ? { state: 'PendingImport' } : {}),
    ...materials.flatMap((material) =>
      isBound(material) || isReplica
        ? [emptied(material)]
        : [
            change(deleteMaterial, { key: row.arn, id: material.id }),
            ...kin.map(({ arn }) => change(deleteMaterial, { key: arn, id: material.id }, 'any')),
          ],
    ),
  ];
}

const emptied = ({ key, id, description }: MaterialRow): Change =>
  change(updateImported, { key, id, ...ABSENT, description });

function earliest(materials: readonly MaterialRow[]): Instant | undefined {
  const ends = materials
    .filter(isImported)
    .map(({ valid_to }) => valid_to)
    .filter((end) => end !== null);
  return ends.length > 0 ? Math.min(...ends) : undefined;
}
