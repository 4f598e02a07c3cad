/** The parts of an Amazon Resource Name. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** Everything after the fifth colon. */
  readonly resource: string;
}

/** The parts of an ARN, or undefined where the text is none. */
export function parseArn(text: string): Arn | undefined {
  const parts = text.split(':');
  if (parts.length < 6 || parts[0] !== 'arn') return undefined;
  const [, partition, service, region, account] = parts as [string, string, string, string, string];
  return { partition, service, region, account, resource: parts.slice(5).join(':') };
}

/** An ARN in the one partition that Lockstead speaks for. */
export const arn = (service: string, region: string, account: string, resource: string): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`;

/** `arn:aws:iam::ACCOUNT:RESOURCE`: IAM's names carry no Region. */
export const iamArn = (account: string, resource: string): string =>
  `arn:aws:iam::${account}:${resource}`;

/** The account's root user, which in policies stands for the whole account. */
export const rootArn = (account: string): string => iamArn(account, 'root');

export const ACCOUNT_ID = /^\d{12}$/;
