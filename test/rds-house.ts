/** A house for the tests of RDS: servers in memory that can be registered. */
import { uuid } from '../src/base/random.ts';
import { CreateDBCluster, CreateDBInstance, DescribeDBInstances } from '../src/generated/rds.ts';
import type {
  CreateDBClusterMessage,
  CreateDBInstanceMessage,
  DBCluster,
  DBInstance,
} from '../src/generated/rds.types.ts';
import type { OperationModel } from '../src/model/model.ts';
import type { Caller } from '../src/operation/caller.ts';
import { type FakeDatabases, fakeDatabases, type FakeServer } from './fake-databases.ts';
import { house, type TestHouse } from './house.ts';

export const AT = 'db.example.com:5432';
export const MASTER = { MasterUsername: 'master', MasterUserPassword: 'the-first-one' } as const;
export const endpoint = (value = AT) => ({ Key: 'lockstead:endpoint', Value: value });

export interface RdsHouse extends TestHouse {
  readonly me: Caller;
  readonly databases: FakeDatabases;
  /** The server at `AT`. */
  readonly server: FakeServer;
  /** Asks as the administrator, or as somebody else; fills in tokens. */
  readonly call: <I extends object, O, E extends string>(
    model: OperationModel<I, O, E>,
    input: I,
    as?: Caller,
  ) => Promise<O>;
  /** Registers the server at `AT`, as a PostgreSQL unless told otherwise. */
  readonly register: (
    id: string,
    more?: Partial<CreateDBInstanceMessage>,
    as?: Caller,
  ) => Promise<DBInstance>;
  readonly registerCluster: (
    id: string,
    more?: Partial<CreateDBClusterMessage>,
  ) => Promise<DBCluster>;
  readonly describe: (id: string) => Promise<DBInstance>;
}

export async function rdsHouse(): Promise<RdsHouse> {
  const databases = fakeDatabases();
  const server = databases.server(AT, MASTER.MasterUsername, MASTER.MasterUserPassword);
  const h = await house({ databases });
  const me = await h.admin();
  const call: RdsHouse['call'] = (model, input, as = me) => {
    const fills = model.input.members['ClientRequestToken']?.idempotencyToken;
    const token = fills && !('ClientRequestToken' in input);
    return h.ask(as, model, token ? { ...input, ClientRequestToken: uuid(h.random) } : input);
  };
  return {
    ...h,
    me,
    databases,
    server,
    call,
    register: async (DBInstanceIdentifier, more = {}, as) => {
      const what = { DBInstanceClass: 'db.t4g.micro', Engine: 'postgres', EngineVersion: '16.4' };
      const input = { DBInstanceIdentifier, ...what, ...MASTER, Tags: [endpoint()], ...more };
      return (await call(CreateDBInstance, input, as)).DBInstance!;
    },
    registerCluster: async (DBClusterIdentifier, more = {}) => {
      const what = { Engine: 'aurora-postgresql', EngineVersion: '16.4' };
      const input = { DBClusterIdentifier, ...what, ...MASTER, Tags: [endpoint()], ...more };
      return (await call(CreateDBCluster, input)).DBCluster!;
    },
    describe: async (DBInstanceIdentifier) =>
      (await call(DescribeDBInstances, { DBInstanceIdentifier })).DBInstances![0]!,
  };
}
