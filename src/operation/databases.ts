/** Databases of others, whose users' passwords are changed: what rotation, the registry and the commands ask of them. */

export type Engine = 'postgres' | 'mysql' | 'mariadb';

/** Where a database is, and how it is spoken to. */
export interface DatabasePlace {
  readonly engine: Engine;
  readonly host: string;
  readonly port: number;
  /** The database to connect to; the engine's own unless told. */
  readonly database?: string;
  /** `ssl` of a secret: true, false, or left out (TLS, and without where TLS is not to be had). */
  readonly tls: 'required' | 'off' | 'preferred';
}

export interface DatabaseLogin {
  readonly username: string;
  readonly password: string;
}

/** The way to databases. Rejects with `DatabaseError` alone. */
export interface Databases {
  readonly connect: (place: DatabasePlace, login: DatabaseLogin) => Promise<DatabaseSession>;
}

/** A connection that somebody has logged in on. */
export interface DatabaseSession {
  readonly isEncrypted: boolean;
  /** Whether the server is one that takes no writes: an Aurora reader, a standby. */
  readonly isReader: () => Promise<boolean>;
  /** Where a reader of an Aurora cluster says that its writer is; undefined where it does not. */
  readonly writerHost: () => Promise<string | undefined>;
  readonly hasUser: (username: string) => Promise<boolean>;
  /** Sets a user's password, one's own too. Nothing is said of it in the server's statement log where that can be. */
  readonly setPassword: (username: string, password: string) => Promise<void>;
  /** Makes `to` where it is not there, gives it what `from` has been granted, and the password. */
  readonly copyUser: (from: string, to: DatabaseLogin) => Promise<void>;
  /** Why the user who has logged in could not set the password of `username`; undefined where he can. Changes nothing. */
  readonly whyNotSet: (username: string) => Promise<string | undefined>;
  /** Why he could not copy `from` to `to`; undefined where he can. Changes nothing. */
  readonly whyNotCopy: (from: string, to: string) => Promise<string | undefined>;
  readonly close: () => Promise<void>;
}

export type DatabaseFault =
  /** The operator has not allowed this address. */
  | 'forbidden'
  /** No such name, or nobody takes the connection. */
  | 'unreachable'
  /** The server has no TLS, or a certificate that is not for that host or that nobody vouches for. */
  | 'tls'
  /** User name or password are wrong. */
  | 'login'
  /** The user may not do this. */
  | 'privilege'
  /** The server takes no writes. */
  | 'reader'
  | 'timeout'
  /** The connection broke, or the server said something else. */
  | 'failed';

/** Why a database did not do what it was asked; the message has no password in it. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly fault: DatabaseFault;

  constructor(fault: DatabaseFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}
