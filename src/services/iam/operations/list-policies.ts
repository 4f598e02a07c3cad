import { ListPolicies } from '../../../generated/iam.ts';
import { awsManagedPolicies } from '../aws-managed.ts';
import { listedPolicy, usageIn } from '../managed-policy.ts';
import { selectPolicies } from '../managed-policy-tables.ts';
import { pageOf, readFrom } from '../page.ts';
import { operation } from '../parts.ts';
import { under } from '../paths.ts';

export const listPolicies = operation(ListPolicies)
  .access({ action: 'iam:ListPolicies', on: under('policy') })
  .handle(async (call) => {
    const { input, store, caller } = call;
    const { account } = caller;
    const { PathPrefix: prefix = '/', Scope: scope = 'All', PolicyUsageFilter: use } = input;
    const own = scope === 'AWS' ? [] : await store.all(selectPolicies, { account, prefix });
    const aws = scope === 'Local' ? [] : awsManagedPolicies();
    const usage = await usageIn(store, account);
    const used = (arn: string) =>
      (use !== 'PermissionsBoundary' && usage.attached(arn) > 0) ||
      (use !== 'PermissionsPolicy' && usage.bounding(arn) > 0);
    const all = input.OnlyAttached !== true && use === undefined;
    const wanted = [...own, ...aws.filter(({ path }) => path.startsWith(prefix))].filter(
      ({ arn }) => all || used(arn),
    );
    const list = `policies ${JSON.stringify([prefix, scope, use, all])}`;
    const byName = readFrom(wanted, ({ name, arn }) => `${name.toLowerCase()} ${arn}`);
    const { shown, more } = await pageOf(call, list, byName);
    return { output: { Policies: shown.map((policy) => listedPolicy(policy, usage)), ...more } };
  });
