/** What a function finds in its environment, as on AWS. */
import type { FunctionCredentials, Invocation } from '../operation/functions.ts';
import type { Places } from './sandbox.ts';

/** The command and the environment of a worker. */
export function programOf(of: {
  readonly invocation: Invocation;
  readonly own: { readonly [name: string]: string };
  readonly credentials: FunctionCredentials;
  readonly places: Places;
  readonly python: string | undefined;
  readonly api: string;
  readonly logStream: string;
  /** There are authorities that the programs' own lists do not have. */
  readonly hasOwnAuthorities: boolean;
  readonly searchPath: string;
}): { readonly command: readonly string[]; readonly environment: Record<string, string> } {
  const { invocation, places, credentials } = of;
  const { runtime } = invocation;
  const isNode = runtime.startsWith('nodejs');
  const isPython = runtime.startsWith('python');
  const bundle = `${places.runtime}/ca.pem`;
  const environment = {
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    PATH: `/var/lang/bin:${of.searchPath}:${places.layers}/bin`,
    LD_LIBRARY_PATH: libraries(places),
    TMPDIR: places.temporary,
    AWS_ENDPOINT_URL: invocation.endpointUrl,
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    ...(isPython && { PYTHONPATH: places.runtime }),
    ...(isNode && { NODE_PATH: nodePath(places, runtime) }),
    ...(of.hasOwnAuthorities && {
      AWS_CA_BUNDLE: bundle,
      NODE_EXTRA_CA_CERTS: bundle,
      SSL_CERT_FILE: bundle,
      REQUESTS_CA_BUNDLE: bundle,
    }),
    ...of.own,
    // These are Lambda's, and a function's own do not replace them.
    AWS_LAMBDA_RUNTIME_API: of.api,
    AWS_LAMBDA_FUNCTION_NAME: invocation.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: invocation.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(invocation.memoryMiB),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: invocation.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: of.logStream,
    AWS_LAMBDA_LOG_FORMAT: invocation.logFormat,
    ...((isNode || isPython) && { AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}` }),
    AWS_REGION: invocation.region,
    AWS_DEFAULT_REGION: invocation.region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    LAMBDA_TASK_ROOT: places.task,
    LAMBDA_RUNTIME_DIR: places.runtime,
    _HANDLER: invocation.handler,
  };
  const heap = Math.max(32, Math.floor(invocation.memoryMiB * 0.9));
  const command = isPython
    ? [of.python!, `${places.runtime}/bootstrap.py`, places.layers]
    : isNode
      ? [places.node, `--max-old-space-size=${heap}`, `${places.runtime}/bootstrap.mjs`]
      : // The first that is there, as on AWS; the shell tells them apart.
        [
          '/bin/sh',
          '-c',
          FIND_BOOTSTRAP,
          'sh',
          `${places.task}/bootstrap`,
          `${places.layers}/bootstrap`,
        ];
  return { command, environment };
}

/** What `FIND_BOOTSTRAP` ends with where there is none. */
export const NO_BOOTSTRAP = 113;
const FIND_BOOTSTRAP = `for f; do [ -f "$f" ] && [ -x "$f" ] && exec "$f"; done; exit ${NO_BOOTSTRAP}`;

const libraries = ({ task, layers, runtime }: Places): string =>
  [`${runtime}/lib`, task, `${task}/lib`, `${layers}/lib`].join(':');

const nodePath = ({ layers, runtime, task }: Places, name: string): string =>
  [
    `${layers}/nodejs/node${/\d+/.exec(name)?.[0]}/node_modules`,
    `${layers}/nodejs/node_modules`,
    `${runtime}/node_modules`,
    runtime,
    task,
  ].join(':');
