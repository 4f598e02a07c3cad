import type { Filter } from '../../generated/rds.types.ts';
import { type Database, databaseArn } from './database.ts';
import type { DatabaseRow } from './tables.ts';

type Fail = (code: 'InvalidParameterValue', message: string) => Error;
type Test = (row: DatabaseRow, values: readonly string[]) => boolean;

const named: Test = ({ id, arn }, values) =>
  values.some((value) => value.toLowerCase() === id || value === arn);
const engine: Test = ({ settings }, values) => values.includes(JSON.parse(settings).Engine);
const resource: Test = ({ resource_id }, values) => values.includes(resource_id);
/** No registered server is in a directory, and none is a clone. */
const nobody: Test = () => false;

const FILTERS: { readonly [kind in Database['kind']]: { readonly [name: string]: Test } } = {
  db: {
    'db-cluster-id': ({ cluster, account, region }, values) =>
      cluster !== '' &&
      values.some(
        (value) =>
          value.toLowerCase() === cluster ||
          value === databaseArn({ account, region }, 'cluster', cluster),
      ),
    'db-instance-id': named,
    'dbi-resource-id': resource,
    domain: nobody,
    engine,
  },
  cluster: {
    'clone-group-id': nobody,
    'db-cluster-id': named,
    'db-cluster-resource-id': resource,
    domain: nobody,
    engine,
  },
};

/** Whether a database is among those that all filters ask for. */
export function readFilters(
  kind: Database['kind'],
  filters: readonly Filter[] | undefined,
  error: Fail,
): (row: DatabaseRow) => boolean {
  const known = FILTERS[kind];
  const tests = (filters ?? []).map(({ Name, Values }) => {
    if (!Object.hasOwn(known, Name)) throw error('InvalidParameterValue', unknown(Name));
    if (Values.length === 0) throw error('InvalidParameterValue', NO_VALUES);
    return (row: DatabaseRow) => known[Name]!(row, Values);
  });
  return (row) => tests.every((isWanted) => isWanted(row));
}

const unknown = (name: string): string => `Unrecognized filter name: ${name}`;
const NO_VALUES = 'A filter must have one value at least.';
