/** Registered instances and clusters: their names, and how requests find them. */
import { arn, parseArn } from '../../base/arn.ts';
import { BASE32, type Random, randomText } from '../../base/random.ts';
import { AwsError } from '../../model/model.ts';
import type { Asking, ConditionKeys, Missing, Resource } from '../../operation/operation.ts';
import { type Change, change } from '../../store/statement.ts';
import { type DatabaseRow, selectDatabase, updateDatabase } from './tables.ts';
import { parseTags, printTags, type TagPairs } from './tags.ts';

export type Kind = DatabaseRow['kind'];

/** A database as policies and the trail name it. */
export interface Database extends Resource {
  readonly kind: Kind;
  readonly row: DatabaseRow;
  readonly tagPairs: TagPairs;
  readonly tags: { readonly [key: string]: string };
}

/** One that is to be. */
export interface PlannedDatabase extends Resource {
  readonly kind: Kind;
  readonly id: string;
  readonly region: string;
}

/** What is missing, by its kind, in AWS's words. */
export interface NotFound {
  readonly db: 'DBInstanceNotFound';
  readonly cluster: 'DBClusterNotFoundFault';
}

const NOT_FOUND: NotFound = { db: 'DBInstanceNotFound', cluster: 'DBClusterNotFoundFault' };

const TYPES = { db: 'AWS::RDS::DBInstance', cluster: 'AWS::RDS::DBCluster' };

const NAMES = { db: 'DBInstance', cluster: 'DBCluster' };

type Here = Pick<Asking, 'caller' | 'request'>;

export const databaseArn = (
  { region, account }: { readonly region: string; readonly account: string },
  kind: Kind,
  id: string,
): string => arn('rds', region, account, `${kind}:${id}`);

/** A database that a request is to make. */
export function plannedDatabase<K extends Kind>(
  kind: K,
  given: string,
  { caller: { account }, request: { region } }: Here,
): PlannedDatabase & { readonly kind: K } {
  const id = given.toLowerCase();
  if (!ID.test(id) || id.length > ID_MAX)
    throw new AwsError('InvalidParameterValue', invalidId(kind));
  return {
    kind,
    id,
    account,
    region,
    arn: databaseArn({ region, account }, kind, id),
    type: TYPES[kind],
  };
}

/** A database of the caller's account by its id, which is kept in small letters. */
export const findDatabase = <K extends Kind>(
  kind: K,
  id: string,
  asking: Asking,
): Promise<Database | Missing<NotFound[K]>> =>
  findByArn(
    kind,
    databaseArn(
      { region: asking.request.region, account: asking.caller.account },
      kind,
      id.toLowerCase(),
    ),
    asking,
  );

/** A database by its ARN. */
export async function findByArn<K extends Kind>(
  kind: K,
  databaseArn: string,
  { store, caller, request }: Asking,
): Promise<Database | Missing<NotFound[K]>> {
  const row = await store.one(selectDatabase, { arn: databaseArn });
  // An ARN is looked up in the Region that was asked.
  if (row?.region === request.region && row.kind === kind) return databaseOf(row);
  const { account = caller.account, resource = '' } = parseArn(databaseArn) ?? {};
  const id = resource.slice(kind.length + 1);
  return { missing: databaseArn, account, error: NOT_FOUND[kind], message: notFound(kind, id) };
}

export function databaseOf(row: DatabaseRow): Database {
  const tagPairs = parseTags(row.tags);
  const { arn, account, kind } = row;
  return {
    arn,
    account,
    kind,
    type: TYPES[kind],
    row,
    tagPairs,
    tags: Object.fromEntries(tagPairs),
  };
}

/** The tags of a database as RDS's own condition keys; `aws:ResourceTag` is the gate's. */
export const tagKeys = (database: Database | undefined): ConditionKeys =>
  Object.fromEntries(
    (database?.tagPairs ?? []).map(([key, value]) => [`rds:${database!.kind}-tag/${key}`, value]),
  );

/** The database with these changes, if nobody else has changed it meanwhile. */
export const saveDatabase = (
  { row: { arn, tags, settings, revision } }: Database,
  to: { readonly tags?: TagPairs; readonly settings?: object },
): Change =>
  change(updateDatabase, {
    arn,
    tags: to.tags ? printTags(to.tags) : tags,
    settings: to.settings ? JSON.stringify(to.settings) : settings,
    revision,
  });

/** `db-…` and `cluster-…`, as AWS names what stays the same under any name. */
export const newResourceId = (kind: Kind, random: Random): string =>
  `${kind}-${randomText(random, BASE32, RESOURCE_ID_LENGTH)}`;

const RESOURCE_ID_LENGTH = 26;
const ID = /^[a-z](?:-?[a-z\d])*$/;
const ID_MAX = 63;

export const notFound = (kind: Kind, id: string): string => `${NAMES[kind]} ${id} not found.`;
const invalidId = (kind: Kind): string =>
  `The parameter ${NAMES[kind]}Identifier is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.`;
