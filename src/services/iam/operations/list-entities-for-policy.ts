import { ListEntitiesForPolicy } from '../../../generated/iam.ts';
import { onAnyPolicy } from '../managed-policy.ts';
import { selectBounded, selectHolders, type UseRow } from '../managed-policy-tables.ts';
import { pageOf, readFrom } from '../page.ts';
import { operation } from '../parts.ts';

export const listEntitiesForPolicy = operation(ListEntitiesForPolicy)
  .access(onAnyPolicy('iam:ListEntitiesForPolicy'))
  .handle(async (call) => {
    const { input, store, caller, resource } = call;
    const { PathPrefix: prefix = '/', EntityFilter: kind, PolicyUsageFilter: usage } = input;
    const use = { policy: resource.arn, account: caller.account };
    const found = [
      ...(usage === 'PermissionsBoundary' ? [] : await store.all(selectHolders, use)),
      ...(usage === 'PermissionsPolicy' ? [] : await store.all(selectBounded, use)),
    ].filter((one) => one.path.startsWith(prefix) && (!kind || kind.toLowerCase() === one.kind));
    // Somebody can have one policy both ways, and is told once.
    const once = [...new Map(found.map((one) => [one.id, one])).values()];
    const list = `users of ${JSON.stringify([resource.arn, prefix, kind, usage])}`;
    const byName = readFrom(once, (one) => `${one.kind} ${one.name_key}`);
    const { shown, more } = await pageOf(call, list, byName);
    const of = (kind: UseRow['kind']) => shown.filter((one) => one.kind === kind);
    return {
      output: {
        PolicyGroups: of('group').map(({ id, name }) => ({ GroupName: name, GroupId: id })),
        PolicyUsers: of('user').map(({ id, name }) => ({ UserName: name, UserId: id })),
        PolicyRoles: of('role').map(({ id, name }) => ({ RoleName: name, RoleId: id })),
        ...more,
      },
    };
  });
