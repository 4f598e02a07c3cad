/** Rotation: new material takes over, and what the old one sealed still opens. */
import { DAY, type Instant } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { Job, ServiceEvent } from '../../operation/job.ts';
import { schedule, unschedule } from '../../operation/job.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { changeLife, TYPE } from './key.ts';
import { kinOf } from './multi-region.ts';
import { firstMaterial } from './new-key.ts';
import type { Tools } from './parts.ts';
import {
  insertMaterial,
  type KeyRow,
  type MaterialRow,
  retireMaterial,
  selectKey,
  updateMaterialState,
} from './tables.ts';

/** How often keys rotate unless told, and those of AWS's services always. */
export const USUAL_PERIOD_DAYS = 365;

/** Rotates the key whose date has come, and its kin with it. */
export const keyRotation: Job<Tools> = {
  kind: 'kms-key-rotation',
  run: async ({ subject, store, random, now, parts }) => {
    const row = await store.one(selectKey, { arn: subject });
    // A disabled key does not rotate; whoever enables it schedules this anew.
    if (row?.state !== 'Enabled' || row.rotation_at === null || row.multi_region === 'REPLICA') {
      return {};
    }
    if (row.rotation_at > now) return { again: row.rotation_at };
    // Each date that has passed gets its rotation, also when the clock was moved over several of them.
    const next = row.rotation_at + row.rotation_days! * DAY;
    const turn = { type: 'AUTOMATIC', at: row.rotation_at, next } as const;
    const { changes, event } = await rotate({ store, random, parts, now }, row, turn);
    return { changes, events: [event], again: next };
  },
};

/** What a rotation works with. */
export interface Rotating {
  readonly store: Reader;
  readonly random: Random;
  readonly parts: Tools;
  readonly now: Instant;
}

/** Which rotation it is: why, as of when, and when the next one follows by itself. */
export interface Turn {
  readonly type: NonNullable<MaterialRow['rotation_type']>;
  readonly at: Instant;
  readonly next: Instant | null;
}

/** Gives a key, and its kin in other Regions, material that is new. */
export async function rotate(
  { store, random, parts, now }: Rotating,
  row: KeyRow,
  turn: Turn,
): Promise<{ readonly changes: readonly Change[]; readonly event: ServiceEvent }> {
  const made = await parts.vault.make(row.spec, row.arn, random);
  const first: MaterialRow = {
    ...firstMaterial(row.arn, made, now),
    rotated_at: turn.at,
    rotation_type: turn.type,
  };
  const kin = await kinOf(store, row);
  return {
    changes: [
      ...succeed(row, made.id, turn),
      change(insertMaterial, first),
      ...kin.flatMap((each) => [
        ...succeed(each, made.id, turn),
        change(insertMaterial, { ...first, ...parts.vault.copy(first, each.arn), key: each.arn }),
      ]),
    ],
    event: rotationEvent(row, made.id, turn),
  };
}

/** Lets material that is there already, and waits for it, take over. */
export const succeedPending = (row: KeyRow, id: string, turn: Turn): Change[] => [
  ...succeed(row, id, turn),
  change(updateMaterialState, {
    key: row.arn,
    id,
    state: 'CURRENT',
    rotated_at: turn.at,
    rotation_type: turn.type,
  }),
];

/** CloudTrail's own event of a rotation, beside that of the request where there was one. */
export const rotationEvent = (row: KeyRow, id: string, turn: Turn): ServiceEvent => ({
  name: 'RotateKey',
  account: row.account,
  region: row.region,
  resource: { arn: row.arn, type: TYPE },
  details: {
    rotationType: turn.type,
    keyOrigin: row.origin,
    previousKeyMaterialId: row.material,
    currentKeyMaterialId: id,
    keyId: row.id,
  },
});

/** A key's automatic rotation set, or ended where there is no date, in every Region where the key is. */
export function setRotation(
  row: KeyRow,
  kin: readonly KeyRow[],
  when: { readonly rotation_days: number | null; readonly rotation_at: Instant | null },
): Change[] {
  return [
    changeLife(row, when),
    ...kin.map((each) => changeLife(each, when)),
    rotationJob(row.arn, when.rotation_at),
  ];
}

/** The job of the next rotation, or none. */
export const rotationJob = (arn: string, at: Instant | null): Change =>
  at === null ? unschedule(keyRotation.kind, arn) : schedule(keyRotation.kind, arn, at);

/** Another material is the key's; the one before it decrypts. */
const succeed = (row: KeyRow, id: string, turn: Turn): Change[] => [
  changeLife(row, { material: id, rotation_at: turn.next }),
  change(retireMaterial, { key: row.arn, id: row.material }),
];
