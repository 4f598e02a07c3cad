import { DAY } from '../../../base/clock.ts';
import { EnableKeyRotation } from '../../../generated/kms.ts';
import { assertCustomerManaged, ownKey } from '../administration.ts';
import { rotationKeys } from '../condition-keys.ts';
import { assertLeads, kinOf } from '../multi-region.ts';
import { operation } from '../parts.ts';
import { assertRotatesByItself } from '../rotation-rules.ts';
import { setRotation, USUAL_PERIOD_DAYS } from '../rotation.ts';

export const enableKeyRotation = operation(EnableKeyRotation)
  .access({ ...ownKey('kms:EnableKeyRotation'), keys: rotationKeys })
  .handle(async ({ input, resource: key, store, now, error }) => {
    const { row } = key;
    assertCustomerManaged(key);
    assertRotatesByItself(key, error);
    assertLeads(row, error);
    const days = input.RotationPeriodInDays ?? USUAL_PERIOD_DAYS;
    // The first rotation is a period away from here; who says again what holds already moves nothing.
    if (row.rotation_days === days) return { output: {} };
    const when = { rotation_days: days, rotation_at: now + days * DAY };
    return { output: {}, changes: setRotation(row, await kinOf(store, row), when) };
  });
