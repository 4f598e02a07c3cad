import { GenerateServiceLastAccessedDetails } from '../../../generated/iam.ts';
import type { GenerateServiceLastAccessedDetailsRequest } from '../../../generated/iam.types.ts';
import type { Asking, Missing } from '../../../operation/operation.ts';
import { compile } from '../../../policy/compile.ts';
import { startReport } from '../access-report.ts';
import { entitiesOf, entitiesWith, policiesHeldBy } from '../advised.ts';
import { grantedServices } from '../granted-services.ts';
import { managedPolicyText } from '../identities.ts';
import type { Owner } from '../inline-policy.ts';
import { type AwsPolicy, onAnyPolicy, type OwnPolicy } from '../managed-policy.ts';
import { operation } from '../parts.ts';
import { onPolicySource } from '../policy-source.ts';

const action = 'iam:GenerateServiceLastAccessedDetails';
const ofPolicy = onAnyPolicy(action);
const ofOwner = onPolicySource(action);

type Subject = Owner | OwnPolicy | AwsPolicy;

export const generateServiceLastAccessedDetails = operation(GenerateServiceLastAccessedDetails)
  .access({
    action,
    on: (
      { Arn }: GenerateServiceLastAccessedDetailsRequest,
      asking: Asking,
    ): Promise<Subject | Missing<'NoSuchEntity'>> =>
      Arn.includes(':policy/')
        ? ofPolicy.on({ PolicyArn: Arn }, asking)
        : ofOwner.on({ PolicySourceArn: Arn }, asking),
  })
  .handle(async ({ input, resource, caller: { account }, store, random, now }) => {
    const { Granularity: granularity = 'SERVICE_LEVEL' } = input;
    const found =
      'kind' in resource
        ? {
            entities: await entitiesOf(store, resource),
            documents: (await policiesHeldBy(store, resource)).map(({ document }) => document),
          }
        : {
            entities: await entitiesWith(store, { policy: resource.arn, account }),
            documents: [compile((await managedPolicyText(store, resource.arn))!, 'identity')],
          };
    const namespaces = grantedServices(found.documents);
    const asked = { entities: found.entities, namespaces, granularity };
    const { id, changes } = startReport({ random, now, account }, 'entity', asked);
    return { output: { JobId: id }, changes };
  });
