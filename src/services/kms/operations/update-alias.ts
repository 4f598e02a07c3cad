import { UpdateAlias } from '../../../generated/kms.ts';
import { change } from '../../../store/statement.ts';
import {
  assertRoomForAlias,
  assertSameKind,
  findKeyOfAlias,
  findOwnAlias,
  findTarget,
} from '../alias.ts';
import { aliasKeys } from '../condition-keys.ts';
import { assertNotDeleting, touch } from '../key.ts';
import { operation } from '../parts.ts';
import { updateAliasKey } from '../tables.ts';

export const updateAlias = operation(UpdateAlias)
  .access({
    action: 'kms:UpdateAlias',
    on: ({ AliasName, TargetKeyId }, asking) => findTarget(asking, AliasName, TargetKeyId),
    keys: (_input, key, asking) => aliasKeys(key, asking),
  })
  .also('alias', {
    action: 'kms:UpdateAlias',
    on: ({ AliasName }, asking) => findOwnAlias(asking, AliasName),
    keys: (_input, _alias, asking) => aliasKeys(undefined, asking),
  })
  .also('current', {
    action: 'kms:UpdateAlias',
    on: ({ AliasName }, asking) => findKeyOfAlias(asking, AliasName),
    keys: (_input, key, asking) => aliasKeys(key, asking),
  })
  .handle(async ({ resource: key, also: { alias, current }, now, error }) => {
    assertNotDeleting(key, error);
    assertSameKind(alias, { from: current, to: key }, error);
    if (current.arn !== key.arn) assertRoomForAlias(key, error);
    const { account, region, name, revision } = alias.row;
    return {
      output: {},
      changes: [
        touch(key),
        change(updateAliasKey, { account, region, name, revision, key: key.arn, updated_at: now }),
      ],
    };
  });
