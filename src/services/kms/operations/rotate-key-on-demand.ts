import { serviceEventRows } from '../../../audit/event.ts';
import { RotateKeyOnDemand, service } from '../../../generated/kms.ts';
import type { AwsError } from '../../../model/model.ts';
import { assertCustomerManaged, ownKey } from '../administration.ts';
import { isBound, isEverywhere, materialsOf } from '../material.ts';
import { assertLeads, kinOf } from '../multi-region.ts';
import { operation } from '../parts.ts';
import { assertMayRotateNow, assertRotatesOnDemand } from '../rotation-rules.ts';
import { rotate, type Rotating, rotationEvent, succeedPending, type Turn } from '../rotation.ts';
import type { KeyRow, MaterialRow } from '../tables.ts';

/** Takes effect at once, so that nobody ever sees `OnDemandRotationStartDate`: that is of a rotation under way. */
export const rotateKeyOnDemand = operation(RotateKeyOnDemand)
  .access(ownKey('kms:RotateKeyOnDemand'))
  .handle(async (call) => {
    const { resource: key, store, random, now, error } = call;
    assertCustomerManaged(key);
    assertRotatesOnDemand(key, error);
    assertLeads(key.row, error);
    const materials = await materialsOf(store, key.arn);
    assertMayRotateNow(key.row, materials, now, error);
    // The dates of automatic rotation stay as they are.
    const turn: Turn = { type: 'ON_DEMAND', at: now, next: key.row.rotation_at };
    const { changes, event } =
      key.row.origin === 'EXTERNAL'
        ? await takeUpImported(call, key.row, materials, turn, error)
        : await rotate(call, key.row, turn);
    const told = serviceEventRows(random, now, service.eventSource, event);
    return { output: { KeyId: key.arn }, changes: [...changes, ...told] };
  });

/** Imported material takes over once it is there in every Region where the key is. */
async function takeUpImported(
  { store }: Pick<Rotating, 'store'>,
  row: KeyRow,
  materials: readonly MaterialRow[],
  turn: Turn,
  error: (code: 'KMSInvalidStateException', message: string) => AwsError,
) {
  const waiting = materials.find((material) => !isBound(material));
  const kin = await kinOf(store, row);
  const arns = kin.map(({ arn }) => arn);
  if (!waiting || !(await isEverywhere(store, arns, waiting.id))) {
    throw error(
      'KMSInvalidStateException',
      `No available key material pending rotation for the key: ${row.arn}.`,
    );
  }
  return {
    changes: [row, ...kin].flatMap((each) => succeedPending(each, waiting.id, turn)),
    event: rotationEvent(row, waiting.id, turn),
  };
}
