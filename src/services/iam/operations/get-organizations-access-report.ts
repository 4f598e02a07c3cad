import { GetOrganizationsAccessReport } from '../../../generated/iam.ts';
import type {
  AccessDetail,
  GetOrganizationsAccessReportRequest,
} from '../../../generated/iam.types.ts';
import { onReport, type OrganizationInput, type Result } from '../access-report.ts';
import { pageOf } from '../page.ts';
import { operation } from '../parts.ts';
import { serviceName } from '../service-names.ts';

export const getOrganizationsAccessReport = operation(GetOrganizationsAccessReport)
  .access(onReport('iam:GetOrganizationsAccessReport', 'organization'))
  .handle(async (call) => {
    const { id, input, result, created_at, completed_at } = call.resource.row;
    const { accounts, namespaces, failure } = JSON.parse(input) as OrganizationInput;
    const about = { JobCreationDate: created_at };
    if (failure) {
      const output = { JobStatus: 'FAILED' as const, ...about, JobCompletionDate: created_at };
      return { output: { ...output, ErrorDetails: failure } };
    }
    if (result === null) return { output: { JobStatus: 'IN_PROGRESS' as const, ...about } };
    const found = JSON.parse(result) as Result;
    const paths = new Map(accounts.map(({ account, path }) => [account, path]));
    const details = sorted(
      namespaces.map((namespace) => detail(namespace, found, paths)),
      call.input.SortKey,
    );
    const numbered = details.map((one, i) => ({ one, key: String(i).padStart(4, '0') }));
    const { shown, more } = await pageOf(call, `report ${id} ${call.input.SortKey ?? ''}`, {
      read: (after, count) => numbered.filter(({ key }) => key > after).slice(0, count),
      key: ({ key }) => key,
    });
    return {
      output: {
        JobStatus: 'COMPLETED' as const,
        ...about,
        JobCompletionDate: completed_at!,
        NumberOfServicesAccessible: details.length,
        NumberOfServicesNotAccessed: details.filter((one) => !one.LastAuthenticatedTime).length,
        AccessDetails: shown.map(({ one }) => one),
        ...more,
      },
    };
  });

function detail(
  namespace: string,
  found: Result,
  paths: ReadonlyMap<string, string>,
): AccessDetail {
  const { last, each } = found[namespace]!;
  return {
    ServiceName: serviceName(namespace),
    ServiceNamespace: namespace,
    ...(last && {
      Region: last.region,
      EntityPath: paths.get(last.by),
      LastAuthenticatedTime: last.at,
    }),
    TotalAuthenticatedEntities: Object.keys(each).length,
  };
}

function sorted(
  details: readonly AccessDetail[],
  key: GetOrganizationsAccessReportRequest['SortKey'] = 'SERVICE_NAMESPACE_ASCENDING',
): readonly AccessDetail[] {
  const byTime = (a: AccessDetail, b: AccessDetail) =>
    (a.LastAuthenticatedTime ?? 0) - (b.LastAuthenticatedTime ?? 0);
  const byName = (a: AccessDetail, b: AccessDetail) =>
    a.ServiceNamespace < b.ServiceNamespace ? -1 : 1;
  const rising = details.toSorted(key.startsWith('SERVICE') ? byName : byTime);
  return key.endsWith('DESCENDING') ? rising.toReversed() : rising;
}
