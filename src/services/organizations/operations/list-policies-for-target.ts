import { ListPoliciesForTarget } from '../../../generated/organizations.ts';
import { awsPolicy } from '../aws-policies.ts';
import { asReader } from '../caller.ts';
import { findTarget } from '../child.ts';
import { pageOf, pageStart } from '../page.ts';
import { operation } from '../parts.ts';
import { type PolicyFacts, shownPolicy } from '../policy.ts';
import { type AttachedRow, selectAttached } from '../policy-tables.ts';

export const listPoliciesForTarget = operation(ListPoliciesForTarget)
  .access({
    action: 'organizations:ListPoliciesForTarget',
    on: ({ TargetId }, asking) => findTarget(asReader, TargetId, asking),
    keys: ({ Filter }) => ({ 'organizations:PolicyType': Filter }),
  })
  .handle(
    async ({ input, resource: { id: target, organization }, caller, store, parts, error }) => {
      const list = `ListPoliciesForTarget ${input.TargetId} ${input.Filter}`;
      const of = { operation: list, account: caller.account, keyring: parts.keyring };
      const { after, count } = pageStart(input, of, error);
      const rows = await store.all(selectAttached, { target, type: input.Filter, after, count });
      const { shown, next } = pageOf(rows, count, of);
      const policies = shown.map((row) => shownPolicy(organization, attached(row)));
      return { output: { Policies: policies, ...next } };
    },
  );

const attached = ({ id, type, name, description }: AttachedRow): PolicyFacts =>
  awsPolicy(id) ?? { id, type, name: name!, description: description! };
