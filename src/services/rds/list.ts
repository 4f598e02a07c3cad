/** Lists of databases, page by page. */
import { parseArn } from '../../base/arn.ts';
import type { Filter } from '../../generated/rds.types.ts';
import type { Asking, ConditionKeys, Missing, Resource } from '../../operation/operation.ts';
import { ownKeys } from './condition-keys.ts';
import {
  type Database,
  databaseArn,
  databaseOf,
  findByArn,
  findDatabase,
  type Kind,
  type NotFound,
} from './database.ts';
import { readFilters } from './filters.ts';
import { type Asked, pageOf } from './page.ts';
import type { Parts } from './parts.ts';
import { selectDatabasesAfter } from './tables.ts';

/** What a list is about: the one that is named, by its id or its ARN, or all of the account. */
export function findListed<K extends Kind>(
  kind: K,
  named: string | undefined,
  asking: Asking,
): Promise<Database | Missing<NotFound[K]>> | Resource {
  const {
    caller: { account },
    request: { region },
  } = asking;
  if (!named) return { arn: databaseArn({ account, region }, kind, '*'), account };
  return parseArn(named) ? findByArn(kind, named, asking) : findDatabase(kind, named, asking);
}

/** Of the one that is named; a list of all has no keys of its own. */
export const listedKeys = (resource: Resource | Database | undefined): ConditionKeys =>
  resource && 'row' in resource ? ownKeys(resource as Database) : {};

type ListCall = Asking & {
  readonly input: Asked & { readonly Filters?: readonly Filter[] | undefined };
  readonly resource: Resource | Database;
  readonly parts: Parts;
  readonly operation: string;
  readonly error: (code: 'InvalidParameterValue', message: string) => Error;
};

/** The databases of one page, and how to go on. */
export async function listed(
  kind: Kind,
  call: ListCall,
): Promise<{ readonly found: readonly Database[]; readonly Marker?: string }> {
  const { input, resource, store, caller, request, error } = call;
  const isWanted = readFilters(kind, input.Filters, error);
  const page = pageOf(call, input.Filters ?? []);
  if ('row' in resource) return { found: isWanted(resource.row) ? [resource] : [] };
  const place = { account: caller.account, region: request.region, kind };
  const found: Database[] = [];
  let { after } = page;
  for (;;) {
    const rows = await store.all(selectDatabasesAfter, { ...place, after, count: page.size });
    for (const row of rows) {
      if (!isWanted(row)) continue;
      if (found.length === page.size) return { found, Marker: page.marker(found.at(-1)!.row.id) };
      found.push(databaseOf(row));
    }
    if (rows.length < page.size) return { found };
    after = rows.at(-1)!.id;
  }
}
