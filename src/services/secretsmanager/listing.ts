import type { Reader } from '../../store/store.ts';
import type { Filters } from './filters.ts';
import type { Place } from './page-token.ts';
import { type Listed, listedOf } from './secret.ts';
import {
  countNames,
  selectNamePage,
  selectSecretPage,
  SORT_COLUMNS,
  type SortBy,
  type SortOrder,
} from './secret-pages.ts';
import type { ListedRow } from './tables.ts';

export interface Listing {
  readonly account: string;
  readonly region: string;
  readonly sortBy: SortBy;
  readonly sortOrder: SortOrder;
  readonly filters: Filters;
  /** Secrets that wait for their end, too. */
  readonly deletedToo: boolean;
  readonly after: Place | undefined;
  readonly most: number;
}

/** One page of an account's secrets, and where it ended if there may be more. */
export async function listSecrets(
  store: Reader,
  listing: Listing,
): Promise<{ readonly secrets: readonly Listed[]; readonly end?: Place }> {
  const select = await pageSelector(store, listing);
  const { filters, most } = listing;
  const secrets: Listed[] = [];
  let at = listing.after ?? beginningOf(listing);
  let end = at;
  for (let examined = 0; examined < EXAMINED_MOST; ) {
    const count = filters.none ? most + 1 - secrets.length : BATCH;
    const rows = await select(at, count);
    for (const row of rows) {
      at = placeOf(row, listing.sortBy);
      const secret = listedOf(row);
      if (!listing.deletedToo && secret.deletedAt !== null) continue;
      if (!filters.meets(secret)) continue;
      // One more than the page holds: now it is known that there is another page.
      if (secrets.length === most) return { secrets, end };
      secrets.push(secret);
      end = at;
    }
    if (rows.length < count) return { secrets };
    examined += rows.length;
  }
  // Filters that hardly anything meets: a short page, and the client comes again for the rest.
  return { secrets, end: at };
}

const BATCH = 500;
/** So many secrets are looked at for one page: some twenty milliseconds, in steps that let others through. */
const EXAMINED_MOST = 5_000;
/** Up to so many names of one prefix are gathered by the index of names and then sorted. */
const GATHERED_MOST = 2_000;

type Select = (after: Place, count: number) => Promise<readonly ListedRow[]>;

/** The statement that finds the page with the least work. */
async function pageSelector(store: Reader, listing: Listing): Promise<Select> {
  const { account, region, sortBy, sortOrder } = listing;
  const owner = { account, region };
  const { all, named } = selectSecretPage[sortBy][sortOrder];
  const everything: Select = ([at, arn], count) => store.all(all, { ...owner, at, arn, count });
  const prefix = listing.filters.namePrefix;
  if (prefix === undefined) return everything;

  // Names are ASCII, so nothing that begins with the prefix comes after this.
  const range = { ...owner, from: prefix, until: `${prefix}${LAST}` };
  if (sortBy === 'name') {
    const inOrder = selectNamePage[sortOrder];
    return ([at, arn], count) => store.all(inOrder, { ...range, at, arn, count });
  }
  const counted = await store.one(countNames, { ...range, most: GATHERED_MOST + 1 });
  // Where many have the prefix, walking the list finds them soon.
  if ((counted?.names ?? 0) > GATHERED_MOST) return everything;
  // Some that were made since are gathered too.
  const most = 2 * GATHERED_MOST;
  return ([at, arn], count) => store.all(named, { ...range, most, at, arn, count });
}

/** Before the first row of the order. */
function beginningOf({ sortBy, sortOrder }: Listing): Place {
  if (sortOrder === 'asc') return [sortBy === 'name' ? '' : -1, ''];
  return [sortBy === 'name' ? LAST : Number.MAX_SAFE_INTEGER, LAST];
}

const LAST = '\u{10ffff}';

const placeOf = (row: ListedRow, sortBy: SortBy): Place => [row[SORT_COLUMNS[sortBy]], row.arn];
