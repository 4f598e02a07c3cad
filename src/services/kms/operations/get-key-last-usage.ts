import { GetKeyLastUsage } from '../../../generated/kms.ts';
import { ownKey } from '../administration.ts';
import { lastUsage } from '../last-usage.ts';
import { operation } from '../parts.ts';

export const getKeyLastUsage = operation(GetKeyLastUsage)
  .access(ownKey('kms:GetKeyLastUsage'))
  .handle(async ({ resource: key, store, now }) => ({
    output: {
      KeyId: key.arn,
      KeyLastUsage: await lastUsage(store, key, now),
      // Uses are noted from a key's first day on.
      TrackingStartDate: key.row.created_at,
      KeyCreationDate: key.row.created_at,
    },
  }));
