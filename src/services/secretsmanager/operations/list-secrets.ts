import { ListSecrets } from '../../../generated/secretsmanager.ts';
import type { SecretListEntry } from '../../../generated/secretsmanager.types.ts';
import { anything } from '../../../operation/operation.ts';
import { describe } from '../description.ts';
import { readFilters } from '../filters.ts';
import { listSecrets as readPage } from '../listing.ts';
import { pagesOf } from '../page-token.ts';
import { operation } from '../parts.ts';
import type { Listed } from '../secret.ts';
import { versionsToStages } from '../stages.ts';

export const listSecrets = operation(ListSecrets)
  .access({ action: 'secretsmanager:ListSecrets', on: anything })
  .handle(async (call) => {
    const { input, caller, request, store, error } = call;
    const { Filters, SortBy = 'created-date', SortOrder = 'asc' } = input;
    const deletedToo = input.IncludePlannedDeletion === true;
    const asked = [Filters ?? [], SortBy, SortOrder, deletedToo];
    const pages = pagesOf(call, { operation: 'ListSecrets', asked }, error);
    const { secrets, end } = await readPage(store, {
      account: caller.account,
      region: request.region,
      sortBy: SortBy,
      sortOrder: SortOrder,
      filters: readFilters(Filters, error),
      deletedToo,
      after: pages.parse(input.NextToken),
      most: input.MaxResults ?? PAGE,
    });
    return {
      output: { SecretList: secrets.map(entryOf), ...(end && { NextToken: pages.print(end) }) },
    };
  });

const PAGE = 100;

function entryOf(secret: Listed): SecretListEntry {
  const versions = versionsToStages(secret.stages);
  return {
    ...describe(secret),
    // Here it is the day of DeleteSecret; DescribeSecret shows when the recovery window ends.
    ...(secret.deletedAt !== null && { DeletedDate: secret.deletedAt }),
    ...(versions && { SecretVersionsToStages: versions }),
  };
}
