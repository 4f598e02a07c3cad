import { UpdatePrimaryRegion } from '../../../generated/kms.ts';
import { assertCustomerManaged, ownKey } from '../administration.ts';
import { primaryRegionKeys } from '../condition-keys.ts';
import { assertUsable, changeLife, findByArn, hereOf } from '../key.ts';
import { keyArn, parseKeyId } from '../key-id.ts';
import { assertPrimary, kinOf } from '../multi-region.ts';
import { operation } from '../parts.ts';
import { rotationJob } from '../rotation.ts';

export const updatePrimaryRegion = operation(UpdatePrimaryRegion)
  .access({ ...ownKey('kms:UpdatePrimaryRegion'), keys: primaryRegionKeys })
  .also('successor', {
    action: 'kms:UpdatePrimaryRegion',
    on: (input, asking) => {
      const { account, arn } = parseKeyId(input.KeyId, hereOf(asking));
      const id = arn.slice(arn.lastIndexOf('/') + 1);
      return findByArn(asking.store, keyArn(input.PrimaryRegion, account, id), account);
    },
    keys: (input, key, asking) => ({
      ...primaryRegionKeys(input, key, asking),
      'aws:RequestedRegion': input.PrimaryRegion,
    }),
  })
  .handle(async ({ input, resource: key, also: { successor }, store, error }) => {
    assertCustomerManaged(key);
    assertUsable(key, error);
    assertPrimary(key.row, error);
    if (successor.arn === key.arn) {
      throw error('UnsupportedOperationException', `${key.arn} is the primary key already.`);
    }
    assertUsable(successor, error);
    const kin = await kinOf(store, key.row);
    const { rotation_at } = key.row;
    return {
      output: {},
      changes: [
        ...[key.row, ...kin].map((row) =>
          changeLife(row, {
            primary_region: input.PrimaryRegion,
            multi_region: row.arn === successor.arn ? 'PRIMARY' : 'REPLICA',
          }),
        ),
        // Rotations are the primary key's business.
        rotationJob(key.arn, null),
        rotationJob(successor.arn, rotation_at),
      ],
    };
  });
