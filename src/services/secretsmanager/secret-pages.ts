/** The statements of lists: a page of an account's secrets, in each order. */
import { statement } from '../../store/statement.ts';
import { LISTED, type ListedRow } from './tables.ts';

/** What a page of secrets can be ordered by, and the column that holds it. */
export const SORT_COLUMNS = {
  'created-date': 'created_at',
  'last-accessed-date': 'accessed_at',
  'last-changed-date': 'changed_at',
  name: 'name',
} as const;

export type SortBy = keyof typeof SORT_COLUMNS;
export type SortOrder = 'asc' | 'desc';

type SecretPage = {
  account: string;
  region: string;
  at: string | number;
  arn: string;
  count: number;
};
type NamedSecretPage = SecretPage & { from: string; until: string; most: number };

const OWNED = 'account = :account and region = :region';

const pageOf = (by: SortBy, order: SortOrder, from: string, where: string) => {
  const column = SORT_COLUMNS[by];
  return `
  select ${LISTED} from ${from}
   where ${where}(${column}, arn) ${order === 'asc' ? '>' : '<'} (:at, :arn)
   order by ${column} ${order}, arn ${order} limit :count`;
};

// The limit inside keeps planners from walking the whole account in the order of the page.
const NAMED = `(
    select ${LISTED} from secret
     where ${OWNED} and name >= :from and name < :until
     limit :most) as named`;

const pagesOf = (by: SortBy, order: SortOrder) => ({
  all: statement<SecretPage, ListedRow>(pageOf(by, order, 'secret', `${OWNED} and `)),
  named: statement<NamedSecretPage, ListedRow>(pageOf(by, order, NAMED, '')),
});

/** Names in a range, in the order of their index. */
export const selectNamePage = {
  asc: statement<Omit<NamedSecretPage, 'most'>, ListedRow>(
    pageOf('name', 'asc', 'secret', `${OWNED} and name >= :from and name < :until and `),
  ),
  desc: statement<Omit<NamedSecretPage, 'most'>, ListedRow>(
    pageOf('name', 'desc', 'secret', `${OWNED} and name >= :from and name < :until and `),
  ),
};

const sorted = (by: SortBy) => ({ asc: pagesOf(by, 'asc'), desc: pagesOf(by, 'desc') });

/** One page of an account's secrets in each order: of all names, and of those in a range that holds few. */
export const selectSecretPage = {
  'created-date': sorted('created-date'),
  'last-accessed-date': sorted('last-accessed-date'),
  'last-changed-date': sorted('last-changed-date'),
  name: sorted('name'),
};

/** Counts the names in a range, and stops at `most`. */
export const countNames = statement<
  { account: string; region: string; from: string; until: string; most: number },
  { names: number }
>(`
  select count(*) as names from (
    select name from secret
     where account = :account and region = :region and name >= :from and name < :until
     limit :most) as found`);
