import { ListPolicyVersions } from '../../../generated/iam.ts';
import { onAnyPolicy } from '../managed-policy.ts';
import { pageOf } from '../page.ts';
import { operation } from '../parts.ts';
import { defaultVersion, shownVersion, versionsOf } from '../policy-version.ts';

export const listPolicyVersions = operation(ListPolicyVersions)
  .access(onAnyPolicy('iam:ListPolicyVersions'))
  .handle(async (call) => {
    const { resource: policy, store } = call;
    const versions = await versionsOf(store, policy);
    const { shown, more } = await pageOf(call, `versions of ${policy.arn}`, {
      // The newest first: what comes after a version are those before it.
      read: (after, count) =>
        versions.filter(({ number }) => after === '' || number < Number(after)).slice(0, count),
      key: ({ number }) => String(number),
    });
    const inForce = defaultVersion(policy);
    return { output: { Versions: shown.map((one) => shownVersion(one, inForce)), ...more } };
  });
