import { GetKeyRotationStatus } from '../../../generated/kms.ts';
import { keyKeys } from '../condition-keys.ts';
import { findNamedKey } from '../key.ts';
import { operation } from '../parts.ts';
import { assertMadeHere } from '../rotation-rules.ts';

export const getKeyRotationStatus = operation(GetKeyRotationStatus)
  .access({
    action: 'kms:GetKeyRotationStatus',
    on: ({ KeyId }, asking) => findNamedKey(asking, KeyId),
    keys: (_input, key, asking) => keyKeys(key, asking),
  })
  .handle(async ({ resource: key, now, error }) => {
    assertMadeHere(key.row, error);
    const { state, rotation_days: days, rotation_at: next } = key.row;
    // While a key waits for its end it does not rotate; a disabled one is said to, and goes on later.
    const isOn = days !== null && state !== 'PendingDeletion' && state !== 'PendingReplicaDeletion';
    return {
      output: {
        KeyId: key.arn,
        KeyRotationEnabled: isOn,
        ...(isOn && { RotationPeriodInDays: days }),
        ...(isOn && next !== null && next > now && { NextRotationDate: next }),
      },
    };
  });
