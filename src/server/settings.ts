/** What an operator may set: flags, environment variables, and what holds unless told. */
import type { LogLevel } from './log.ts';

/** One thing to set: its flag, its variable, what it is unless told. */
export interface Setting {
  /** As commander reads it: `--listen <host:port>`. */
  readonly flag: string;
  readonly variable?: string;
  readonly fallback?: string;
  readonly says: string;
}

/** How much the log tells. */
export const LEVELS = [
  'debug',
  'info',
  'warn',
  'error',
  'silent',
] as const satisfies readonly LogLevel[];

export const STORE_SETTINGS = {
  data: {
    flag: '--data <folder>',
    variable: 'LOCKSTEAD_DATA',
    fallback: './lockstead-data',
    says: 'the data folder',
  },
  store: {
    flag: '--store <url>',
    variable: 'LOCKSTEAD_STORE',
    says: 'postgres://user@host/database, or sqlite:PATH (a file in the data folder unless told); the variable keeps a password out of the process list',
  },
  rootKey: {
    flag: '--root-key <source>',
    variable: 'LOCKSTEAD_ROOT_KEY',
    says: 'where the root key lies: file:PATH (a file beside the data folder unless told), env:NAME, credential:NAME, passphrase, passphrase-file:PATH, pkcs11:… (RFC 7512)',
  },
  rootKeyInsideData: {
    flag: '--root-key-inside-data',
    says: 'let the root key lie inside the data folder, where every copy of the folder holds it',
  },
} as const satisfies { readonly [name: string]: Setting };

/** Whom the server may ask over HTTPS: key stores, and whoever else an account points it at. */
const OUTBOUND_SETTINGS = {
  allowOutbound: {
    flag: '--allow-outbound <hosts>',
    variable: 'LOCKSTEAD_ALLOW_OUTBOUND',
    says: 'hosts, addresses and networks off the Internet that the server may ask over HTTPS: HOST, ADDRESS, ADDRESS/PREFIX or HOST=ADDRESS:PORT, separated by commas',
  },
  allowDatabases: {
    flag: '--allow-databases <hosts>',
    variable: 'LOCKSTEAD_ALLOW_DATABASES',
    says: 'the only hosts, addresses and networks whose databases built-in rotation functions may reach, written as for --allow-outbound; unless told any',
  },
  outboundCa: {
    flag: '--outbound-ca <file>',
    variable: 'LOCKSTEAD_OUTBOUND_CA',
    says: 'certificates of authorities (PEM) to believe when the server asks others, beside the usual ones',
  },
} as const satisfies { readonly [name: string]: Setting };

const TOKEN_ISSUER = {
  flag: '--token-issuer <url>',
  variable: 'LOCKSTEAD_TOKEN_ISSUER',
  says: "the https URL at which others reach this server, below which each account is an issuer of web identity tokens; unless told AWS's name for it, https://ID.tokens.sts.global.api.aws",
} as const satisfies Setting;

const REQUIRE_SANDBOX = {
  flag: '--require-sandbox',
  says: "run Lambda functions in bubblewrap's sandbox or not at all; unless told they are plain processes under limits where it is not there",
} as const satisfies Setting;

const REGIONS = {
  flag: '--regions <regions>',
  variable: 'LOCKSTEAD_REGIONS',
  says: 'the Regions that are served, like eu-central-1,us-east-1; unless told every commercial Region of AWS and that of --region',
} as const satisfies Setting;

export const START_SETTINGS = {
  ...STORE_SETTINGS,
  ...OUTBOUND_SETTINGS,
  listen: {
    flag: '--listen <host:port>',
    variable: 'LOCKSTEAD_LISTEN',
    fallback: '127.0.0.1:4600',
    says: 'where to listen',
  },
  region: {
    flag: '--region <region>',
    variable: 'LOCKSTEAD_REGION',
    says: 'the Region of the AWS configuration that the first start writes; unless told the first of --regions, or else us-east-1',
  },
  regions: REGIONS,
  tlsCert: {
    flag: '--tls-cert <file>',
    variable: 'LOCKSTEAD_TLS_CERT',
    says: 'the TLS certificate and its chain (PEM); read again on SIGHUP',
  },
  tlsKey: {
    flag: '--tls-key <file>',
    variable: 'LOCKSTEAD_TLS_KEY',
    says: "the TLS certificate's private key (PEM, mode 0600)",
  },
  allowPlainHttp: {
    flag: '--allow-plain-http-on-the-network',
    says: 'listen off loopback without TLS: secrets travel where others can read them',
  },
  account: {
    flag: '--account <id>',
    variable: 'LOCKSTEAD_ACCOUNT',
    says: 'the account that the first start makes (12 digits; drawn unless told)',
  },
  accountEmail: {
    flag: '--account-email <address>',
    variable: 'LOCKSTEAD_ACCOUNT_EMAIL',
    fallback: 'root@lockstead.invalid',
    says: "the address of that account's root user",
  },
  tokenIssuer: TOKEN_ISSUER,
  requireSandbox: REQUIRE_SANDBOX,
  logLevel: {
    flag: '--log-level <level>',
    variable: 'LOCKSTEAD_LOG_LEVEL',
    fallback: 'info',
    says: LEVELS.join(', '),
  },
  trailRetentionDays: {
    flag: '--trail-retention-days <days>',
    variable: 'LOCKSTEAD_TRAIL_RETENTION_DAYS',
    fallback: '90',
    says: 'how long events are kept; 0 keeps them for ever',
  },
  graceSeconds: {
    flag: '--grace-seconds <seconds>',
    variable: 'LOCKSTEAD_GRACE_SECONDS',
    fallback: '25',
    says: 'how long accepted requests may take to finish when the server stops',
  },
} as const satisfies { readonly [name: string]: Setting };

// The pair that AWS's own documentation shows: nobody takes it for a secret.
const DEV_ACCESS_KEY_ID = 'AKIAIOSFODNN7EXAMPLE';
const DEV_SECRET_ACCESS_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

export const DEV_SETTINGS = {
  ...OUTBOUND_SETTINGS,
  host: {
    flag: '--host <address>',
    variable: 'LOCKSTEAD_HOST',
    fallback: '127.0.0.1',
    says: 'a loopback address',
  },
  port: {
    flag: '--port <port>',
    variable: 'LOCKSTEAD_PORT',
    fallback: '4600',
    says: 'the port; 0 takes any free one',
  },
  account: {
    flag: '--account <id>',
    variable: 'LOCKSTEAD_ACCOUNT',
    fallback: '123456789012',
    says: 'the account',
  },
  accountEmail: {
    flag: '--account-email <address>',
    variable: 'LOCKSTEAD_ACCOUNT_EMAIL',
    fallback: 'root@lockstead.invalid',
    says: "the address of the account's root user",
  },
  region: {
    flag: '--region <region>',
    variable: 'LOCKSTEAD_REGION',
    says: 'the Region to show in the instructions; unless told the first of --regions, or else us-east-1',
  },
  regions: REGIONS,
  accessKeyId: {
    flag: '--access-key-id <id>',
    variable: 'LOCKSTEAD_ACCESS_KEY_ID',
    fallback: DEV_ACCESS_KEY_ID,
    says: "the root user's access key",
  },
  secretAccessKey: {
    flag: '--secret-access-key <secret>',
    variable: 'LOCKSTEAD_SECRET_ACCESS_KEY',
    fallback: DEV_SECRET_ACCESS_KEY,
    says: 'and its secret',
  },
  tokenIssuer: TOKEN_ISSUER,
  requireSandbox: REQUIRE_SANDBOX,
  logLevel: {
    flag: '--log-level <level>',
    variable: 'LOCKSTEAD_LOG_LEVEL',
    fallback: 'warn',
    says: LEVELS.join(', '),
  },
} as const satisfies { readonly [name: string]: Setting };
