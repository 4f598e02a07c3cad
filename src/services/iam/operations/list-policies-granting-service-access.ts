import { ListPoliciesGrantingServiceAccess } from '../../../generated/iam.ts';
import type { ListPoliciesGrantingServiceAccessRequest } from '../../../generated/iam.types.ts';
import type { Asking } from '../../../operation/operation.ts';
import { type Held, policiesHeldBy } from '../advised.ts';
import { grants } from '../granted-services.ts';
import { pageOf, readFrom } from '../page.ts';
import { operation } from '../parts.ts';
import { onPolicySource } from '../policy-source.ts';

const action = 'iam:ListPoliciesGrantingServiceAccess';
const ofOwner = onPolicySource(action);

export const listPoliciesGrantingServiceAccess = operation(ListPoliciesGrantingServiceAccess)
  .access({
    action,
    on: ({ Arn }: ListPoliciesGrantingServiceAccessRequest, asking: Asking) =>
      ofOwner.on({ PolicySourceArn: Arn }, asking),
  })
  .handle(async (call) => {
    const { input, resource: owner, store } = call;
    const held = await policiesHeldBy(store, owner);
    const namespaces = [...new Set(input.ServiceNamespaces)];
    const inOrder = readFrom(
      namespaces.map((namespace, i) => ({ namespace, key: String(i).padStart(4, '0') })),
      ({ key }) => key,
    );
    const list = `policies of ${owner.arn} for ${namespaces.join()}`;
    const { shown, more } = await pageOf(call, list, inOrder);
    const PoliciesGrantingServiceAccess = shown.map(({ namespace }) => ({
      ServiceNamespace: namespace,
      Policies: held.filter(({ document }) => grants(document, namespace)).map(shownPolicy),
    }));
    return { output: { PoliciesGrantingServiceAccess, ...more } };
  });

/** An inline policy is known by whose it is, a managed one by its ARN. */
const shownPolicy = ({ name, arn, kind, owner }: Held) =>
  arn === undefined
    ? {
        PolicyName: name,
        PolicyType: 'INLINE' as const,
        EntityType: kind.toUpperCase() as 'USER' | 'GROUP' | 'ROLE',
        EntityName: owner,
      }
    : { PolicyName: name, PolicyType: 'MANAGED' as const, PolicyArn: arn };
