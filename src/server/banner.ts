import type { DevOptions, FirstStart, Running, StartOptions } from './config.ts';
import { storeName } from './config.ts';

/** What the terminal shows once the server answers: where it is, and what to type next. */
export function startBanner(running: Running, options: StartOptions): string {
  const { firstStart, news, url } = running;
  const lines = [`Lockstead answers on ${url}, its store is ${storeName(options.store)}`];
  if (news) lines.push('', news);
  if (firstStart) lines.push('', ...welcome(firstStart));
  return lines.join('\n');
}

/** What `lockstead dev` shows. */
export function devBanner({ url }: Running, options: DevOptions): string {
  return [
    `Lockstead for tests answers on ${url}; it forgets everything when it stops`,
    '',
    `  export AWS_ENDPOINT_URL=${url} AWS_REGION=${options.region}`,
    `  export AWS_ACCESS_KEY_ID=${options.accessKeyId} AWS_SECRET_ACCESS_KEY=${quoted(options.secretAccessKey)}`,
    `  aws sts get-caller-identity`,
    '',
    `Back to the beginning: curl -X POST ${url}/_lockstead/reset`,
    `90 days later:         curl -X POST ${url}/_lockstead/clock -d '{"advance":"P90D"}'`,
  ].join('\n');
}

/** The two lines that point an AWS CLI at this server. */
export const exportLines = ({
  configFile,
  credentialsFile,
}: Pick<FirstStart, 'configFile' | 'credentialsFile'>): readonly string[] => [
  `  export AWS_CONFIG_FILE=${quoted(configFile)}`,
  `  export AWS_SHARED_CREDENTIALS_FILE=${quoted(credentialsFile)}`,
];

const welcome = (first: FirstStart): readonly string[] => [
  `The account ${first.account} and its administrator ${first.administratorArn} were made.`,
  'Point the AWS CLI, and every AWS SDK, at them:',
  '',
  ...exportLines(first),
  '',
  'and store your first secret:',
  '',
  '  aws secretsmanager create-secret --name first --secret-string hello',
  '  aws secretsmanager get-secret-value --secret-id first',
];

/** A word for the shell. */
const quoted = (text: string): string =>
  /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
