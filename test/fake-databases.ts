/** Servers of PostgreSQL and MySQL as far as logging in and setting passwords goes, in memory. */
import { DatabaseError, type DatabaseFault, type Databases } from '../src/operation/databases.ts';

export interface FakeServer {
  /** Passwords by user. */
  readonly users: Map<string, string>;
  /** What every connection fails of. */
  fault?: DatabaseFault;
  isReader?: boolean;
  /** Why nobody may set a password. */
  whyNotSet?: string;
  /** Fails after it has set a password: whoever asked for that does not hear of it. */
  diesAfterSetting?: boolean;
  logins: number;
}

export interface FakeDatabases extends Databases {
  /** A server at host:port, where this user has this password. */
  readonly server: (at: string, username: string, password: string) => FakeServer;
}

export function fakeDatabases(): FakeDatabases {
  const servers = new Map<string, FakeServer>();
  return {
    server: (at, username, password) => {
      const server = { users: new Map([[username, password]]), logins: 0 };
      servers.set(at, server);
      return server;
    },
    connect: async ({ host, port }, { username, password }) => {
      const server = servers.get(`${host}:${port}`);
      if (!server) throw new DatabaseError('unreachable', 'Nobody takes the connection.');
      if (server.fault) throw new DatabaseError(server.fault, `The server is ${server.fault}.`);
      if (server.users.get(username) !== password)
        throw new DatabaseError('login', 'The user name or the password is wrong.');
      server.logins++;
      return {
        isEncrypted: true,
        isReader: async () => server.isReader ?? false,
        writerHost: async () => undefined,
        hasUser: async (name) => server.users.has(name),
        setPassword: async (name, next) => {
          server.users.set(name, next);
          if (server.diesAfterSetting) throw new DatabaseError('failed', 'The connection broke.');
        },
        copyUser: async (_from, to) => void server.users.set(to.username, to.password),
        whyNotSet: async () => server.whyNotSet,
        whyNotCopy: async () => undefined,
        close: async () => {},
      };
    },
  };
}
