/** What the RDS registry knows of servers: which is a cluster's writer, and where a master user's secret leads. */
import { DescribeDBClusters, DescribeDBInstances } from '../../generated/rds.ts';
import type { DBCluster } from '../../generated/rds.types.ts';
import { DescribeSecret } from '../../generated/secretsmanager.ts';
import type { BuiltInCall } from '../../operation/built-in-functions.ts';
import type { DatabasePlace } from '../../operation/databases.ts';
import { notRotatable } from '../failures.ts';
import type { Members } from '../secret-value.ts';

type Asking = Pick<BuiltInCall, 'ask'>;
type Host = Pick<DatabasePlace, 'host' | 'port'>;

/** What a function that asks the registry may. */
export const MAY_LOOK_UP: readonly object[] = [
  {
    Effect: 'Allow',
    Action: ['rds:DescribeDBClusters', 'rds:DescribeDBInstances'],
    Resource: '*',
  },
];

/** The writer's endpoint of the cluster that has this for its readers'. */
export async function registeredWriter(call: Asking, place: Host): Promise<string | undefined> {
  const found = await clusterWhere(call, (cluster) => leadsTo(cluster, 'ReaderEndpoint', place));
  return found?.Endpoint;
}

/** Whether one is the reader's endpoint of a cluster, and the other its writer's. */
export async function isReaderOf(call: Asking, reader: Host, writer: Host): Promise<boolean> {
  const found = await clusterWhere(
    call,
    (cluster) => leadsTo(cluster, 'ReaderEndpoint', reader) && leadsTo(cluster, 'Endpoint', writer),
  );
  return found !== undefined;
}

/** A secret that RDS has made holds user name and password alone; its tags say whose they are. */
export async function withWhereabouts(
  call: Asking,
  members: Members,
  secretArn: string,
): Promise<Members> {
  if (Object.keys(members).sort().join() !== 'password,username') return members;
  const { Tags = [] } = await call.ask(DescribeSecret, { SecretId: secretArn });
  const tagged = (key: string) => Tags.find(({ Key }) => Key?.toLowerCase() === key)?.Value;
  const instance = tagged('aws:rds:primarydbinstancearn');
  if (instance !== undefined) {
    const { DBInstances = [] } = await call.ask(DescribeDBInstances, {
      DBInstanceIdentifier: instance,
    });
    const { Engine, Endpoint } = DBInstances[0] ?? {};
    return { ...members, engine: Engine, host: Endpoint?.Address, port: Endpoint?.Port };
  }
  const cluster = tagged('aws:rds:primarydbclusterarn');
  if (cluster === undefined)
    throw notRotatable(`host key is missing from secret JSON of ${secretArn}`);
  const { DBClusters = [] } = await call.ask(DescribeDBClusters, { DBClusterIdentifier: cluster });
  const { Engine, Endpoint, Port } = DBClusters[0] ?? {};
  return { ...members, engine: Engine, host: Endpoint, port: Port };
}

async function clusterWhere(
  call: Asking,
  isIt: (cluster: DBCluster) => boolean,
): Promise<DBCluster | undefined> {
  let Marker: string | undefined;
  do {
    const page = await call.ask(DescribeDBClusters, Marker === undefined ? {} : { Marker });
    const found = (page.DBClusters ?? []).find(isIt);
    if (found) return found;
    ({ Marker } = page);
  } while (Marker !== undefined);
  return undefined;
}

const leadsTo = (
  cluster: DBCluster,
  endpoint: 'Endpoint' | 'ReaderEndpoint',
  { host, port }: Host,
): boolean => cluster[endpoint]?.toLowerCase() === host.toLowerCase() && cluster.Port === port;
