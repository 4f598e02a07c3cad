import { CreateAlias } from '../../../generated/kms.ts';
import { change } from '../../../store/statement.ts';
import { aliasOf, assertRoomForAlias, findTarget } from '../alias.ts';
import { aliasKeys } from '../condition-keys.ts';
import { assertNotDeleting, touch } from '../key.ts';
import { operation } from '../parts.ts';
import { insertAlias } from '../tables.ts';

export const createAlias = operation(CreateAlias)
  .access({
    action: 'kms:CreateAlias',
    on: ({ AliasName, TargetKeyId }, asking) => findTarget(asking, AliasName, TargetKeyId),
    keys: (_input, key, asking) => aliasKeys(key, asking),
  })
  .also('alias', {
    action: 'kms:CreateAlias',
    on: ({ AliasName }, asking) => aliasOf(asking, AliasName),
    keys: (_input, _alias, asking) => aliasKeys(undefined, asking),
  })
  .handle(async ({ resource: key, also: { alias }, now, error }) => {
    if (alias.row) {
      throw error('AlreadyExistsException', `An alias with the name ${alias.arn} already exists`);
    }
    assertNotDeleting(key, error);
    assertRoomForAlias(key, error);
    return {
      output: {},
      changes: [
        touch(key),
        change(insertAlias, {
          account: key.account,
          region: key.region,
          name: alias.name,
          key: key.arn,
          created_at: now,
          updated_at: now,
          revision: 1,
        }),
      ],
    };
  });
