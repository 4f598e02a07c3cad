import { GetServiceLastAccessedDetailsWithEntities } from '../../../generated/iam.ts';
import type { GetServiceLastAccessedDetailsWithEntitiesResponse } from '../../../generated/iam.types.ts';
import { type EntityInput, onReport, type Result } from '../access-report.ts';
import { pageOf, readFrom } from '../page.ts';
import { operation } from '../parts.ts';

export const getServiceLastAccessedDetailsWithEntities = operation(
  GetServiceLastAccessedDetailsWithEntities,
)
  .access(onReport('iam:GetServiceLastAccessedDetailsWithEntities', 'entity'))
  .handle(async (call) => {
    const { id, input, result, created_at, completed_at } = call.resource.row;
    const { ServiceNamespace: namespace } = call.input;
    const { entities, namespaces } = JSON.parse(input) as EntityInput;
    if (!namespaces.includes(namespace))
      throw call.error('NoSuchEntity', `The report says nothing of the service ${namespace}.`);
    if (result === null) return { output: inProgress(created_at) };
    const { each } = (JSON.parse(result) as Result)[namespace]!;
    const byName = readFrom(entities, ({ arn }) => arn);
    const { shown, more } = await pageOf(call, `entities of ${id} ${namespace}`, byName);
    return {
      output: {
        JobStatus: 'COMPLETED' as const,
        JobCreationDate: created_at,
        JobCompletionDate: completed_at!,
        EntityDetailsList: shown.map((entity) => ({
          EntityInfo: {
            Arn: entity.arn,
            Name: entity.name,
            Type: entity.type,
            Id: entity.id,
            Path: entity.path,
          },
          ...(each[entity.id] !== undefined && { LastAuthenticated: each[entity.id]! }),
        })),
        ...more,
      },
    };
  });

/** There is no date of completion yet, though the model asks for one. */
const inProgress = (JobCreationDate: number) =>
  ({
    JobStatus: 'IN_PROGRESS',
    JobCreationDate,
    EntityDetailsList: [],
    IsTruncated: false,
  }) as unknown as GetServiceLastAccessedDetailsWithEntitiesResponse;
