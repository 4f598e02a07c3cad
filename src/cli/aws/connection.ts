/** Which server a command talks to, and as whom: read from where every AWS client reads it. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { filesIn } from '../../server/first-start.ts';
import { EXIT, OperatorError, usageError } from '../../server/operator-error.ts';
import { type Setting, STORE_SETTINGS } from '../../server/settings.ts';
import { parseIni, type Sections } from './ini.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface Connection {
  readonly endpoint: URL;
  readonly region: string;
  readonly credentials: Credentials;
  /** Certificates to trust beside the system's own (PEM). */
  readonly ca: string | undefined;
}

/** The flags of every command that is a client. */
export const CLIENT_SETTINGS = {
  profile: {
    flag: '--profile <name>',
    variable: 'AWS_PROFILE',
    says: "the profile of AWS's configuration files",
  },
  region: { flag: '--region <region>', variable: 'AWS_REGION', says: 'the Region' },
  endpointUrl: {
    flag: '--endpoint-url <url>',
    variable: 'AWS_ENDPOINT_URL',
    says: 'the server; the profile tells it otherwise, or the files that a first start has written into the data folder',
  },
  data: STORE_SETTINGS.data,
} as const satisfies { readonly [name: string]: Setting };

/** What was said on the command line about one server. */
export interface Wanted {
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  readonly endpointUrl?: string | undefined;
  /** Lockstead's data folder, whose `aws` files are the last place to look. */
  readonly data?: string | undefined;
}

type Env = { readonly [name: string]: string | undefined };

/** Finds endpoint, Region and credentials as the AWS CLI would. It never falls back to AWS itself. */
export async function connection(wanted: Wanted, env: Env): Promise<Connection> {
  const own = filesIn(resolve(wanted.data ?? (env['LOCKSTEAD_DATA'] || './lockstead-data')));
  const usual = await readFiles({
    config: env['AWS_CONFIG_FILE'] || join(homedir(), '.aws', 'config'),
    credentials: env['AWS_SHARED_CREDENTIALS_FILE'] || join(homedir(), '.aws', 'credentials'),
  });
  const asked = wanted.profile ?? (env['AWS_PROFILE'] || env['AWS_DEFAULT_PROFILE'] || undefined);
  const name = asked ?? 'default';
  const found = endpointOf(wanted, env, profileOf(usual, name));
  // Who names a profile means that one, and not whatever server has its files here.
  const isOurs = found === undefined && asked === undefined && existsSync(own.config);
  const files = isOurs ? await readFiles(own) : usual;
  const profile = profileOf(files, name);
  const url = found ?? endpointOf(wanted, env, profile);
  const region =
    wanted.region ??
    (env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || profile.get('region') || 'us-east-1');
  if (url === undefined) throw new OperatorError(EXIT.usage, NO_ENDPOINT);
  return {
    endpoint: parseEndpoint(url, region),
    region,
    credentials: credentialsOf({ wanted, env, profile, name }),
    ca: await certificates(env['AWS_CA_BUNDLE'] || profile.get('ca_bundle')),
  };
}

/** A profile's keys, those of the `services` section that it names among them. */
type Profile = ReadonlyMap<string, string>;

interface Files {
  readonly config: Sections;
  readonly credentials: Sections;
}

const readFiles = async (paths: {
  readonly config: string;
  readonly credentials: string;
}): Promise<Files> => ({
  config: parseIni(await readText(paths.config)),
  credentials: parseIni(await readText(paths.credentials)),
});

const readText = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');

function profileOf({ config, credentials }: Files, name: string): Profile {
  const configured = config.get(name === 'default' ? 'default' : `profile ${name}`);
  const services = config.get(`services ${configured?.get('services') ?? ''}`);
  return new Map([...(services ?? []), ...(configured ?? []), ...(credentials.get(name) ?? [])]);
}

function endpointOf(wanted: Wanted, env: Env, profile: Profile): string | undefined {
  if (wanted.endpointUrl) return wanted.endpointUrl;
  if (env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] === 'true') return undefined;
  return (
    env['AWS_ENDPOINT_URL_SECRETS_MANAGER'] ||
    env['AWS_ENDPOINT_URL'] ||
    profile.get('secrets_manager.endpoint_url') ||
    profile.get('endpoint_url') ||
    undefined
  );
}

/** `aws` stands for AWS itself, which must be asked for by that name. */
function parseEndpoint(url: string, region: string): URL {
  const text = url === 'aws' ? `https://secretsmanager.${region}.amazonaws.com` : url;
  const endpoint = URL.canParse(text) ? new URL(text) : undefined;
  if (endpoint?.protocol === 'http:' || endpoint?.protocol === 'https:') return endpoint;
  throw usageError(`\`${url}\` is no endpoint. Write it as \`https://host:port\`.`);
}

function credentialsOf(of: {
  readonly wanted: Wanted;
  readonly env: Env;
  readonly profile: Profile;
  readonly name: string;
}): Credentials {
  const { wanted, env, profile, name } = of;
  // A profile that was asked for by flag goes before the variables, as in the AWS CLI.
  const fromEnv = wanted.profile === undefined && env['AWS_ACCESS_KEY_ID'];
  const [accessKeyId, secretAccessKey, sessionToken] = fromEnv
    ? [fromEnv, env['AWS_SECRET_ACCESS_KEY'], env['AWS_SESSION_TOKEN']]
    : ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token'].map((k) =>
        profile.get(k),
      );
  if (accessKeyId && secretAccessKey) {
    return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
  }
  const elsewhere = ['credential_process', 'sso_session', 'sso_start_url', 'role_arn'].find((k) =>
    profile.has(k),
  );
  if (elsewhere) {
    throw usageError(
      `The profile \`${name}\` gets its credentials by \`${elsewhere}\`, which this command does not do. Let the AWS CLI do it: \`eval "$(aws configure export-credentials --profile ${name} --format env)"\`.`,
    );
  }
  throw usageError(
    `There are no credentials in the profile \`${name}\`. Set \`AWS_ACCESS_KEY_ID\` and \`AWS_SECRET_ACCESS_KEY\`, or name a profile with \`--profile\`.`,
  );
}

async function certificates(file: string | undefined): Promise<string | undefined> {
  if (!file) return undefined;
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new OperatorError(
      EXIT.network,
      `The certificates to trust, \`${file}\`, could not be read. Correct \`AWS_CA_BUNDLE\` or \`ca_bundle\`.`,
      { cause },
    );
  });
}

const NO_ENDPOINT =
  'No server is named. Set `AWS_ENDPOINT_URL`, say `--endpoint-url https://host:4600`, or run this where `lockstead-data` lies. AWS itself is asked only as `--endpoint-url aws`.';
