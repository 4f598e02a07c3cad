import { GetServiceLastAccessedDetails } from '../../../generated/iam.ts';
import type {
  GetServiceLastAccessedDetailsResponse,
  ServiceLastAccessed,
} from '../../../generated/iam.types.ts';
import { type EntityInput, type Found, onReport, type Result } from '../access-report.ts';
import type { Entity } from '../advised.ts';
import { pageOf, readFrom } from '../page.ts';
import { operation } from '../parts.ts';
import { KNOWN, serviceName } from '../service-names.ts';

export const getServiceLastAccessedDetails = operation(GetServiceLastAccessedDetails)
  .access(onReport('iam:GetServiceLastAccessedDetails', 'entity'))
  .handle(async (call) => {
    const { id, input, result, created_at, completed_at } = call.resource.row;
    const { entities, granularity, namespaces } = JSON.parse(input) as EntityInput;
    const about = { JobType: granularity, JobCreationDate: created_at };
    if (result === null) return { output: inProgress(about) };
    const found = JSON.parse(result) as Result;
    const people = new Map(entities.map((entity) => [entity.id, entity]));
    const byName = readFrom(namespaces, (namespace) => namespace);
    const { shown, more } = await pageOf(call, `report ${id}`, byName);
    return {
      output: {
        JobStatus: 'COMPLETED' as const,
        ...about,
        JobCompletionDate: completed_at!,
        ServicesLastAccessed: shown.map((namespace) => ({
          ...service(namespace, found[namespace]!, people),
          ...(granularity === 'ACTION_LEVEL' && {
            TrackedActionsLastAccessed: actions(namespace, found[namespace]!, people),
          }),
        })),
        ...more,
      },
    };
  });

type About = Pick<GetServiceLastAccessedDetailsResponse, 'JobType' | 'JobCreationDate'>;

/** There is no date of completion yet, though the model asks for one. */
const inProgress = (about: About) =>
  ({
    JobStatus: 'IN_PROGRESS',
    ...about,
    ServicesLastAccessed: [],
    IsTruncated: false,
  }) as unknown as GetServiceLastAccessedDetailsResponse;

type People = ReadonlyMap<string, Entity>;

function service(namespace: string, { last, each }: Found, people: People): ServiceLastAccessed {
  return {
    ServiceName: serviceName(namespace),
    ServiceNamespace: namespace,
    ...(last && {
      LastAuthenticated: last.at,
      LastAuthenticatedEntity: people.get(last.by)?.arn,
      LastAuthenticatedRegion: last.region,
    }),
    TotalAuthenticatedEntities: Object.keys(each).length,
  };
}

/** Every action of a service that is known here, used or not. */
const actions = (namespace: string, found: Found, people: People) =>
  (KNOWN.get(namespace) ?? []).toSorted().map((ActionName) => {
    const last = found.actions[ActionName];
    return {
      ActionName,
      ...(last && {
        LastAccessedEntity: people.get(last.by)?.arn,
        LastAccessedTime: last.at,
        LastAccessedRegion: last.region,
      }),
    };
  });
