/** What is kept of a refusal beside its event, and the id by which it is found again. */
import type { Instant } from '../base/clock.ts';
import { DIGITS, LOWER, type Random, randomText } from '../base/random.ts';
import type { Explanation, Lack } from '../policy/explain.ts';
import type { PolicyType } from '../policy/policy.ts';
import type { Reader } from '../store/store.ts';
import { selectDetailsAt } from './tables.ts';

/** A statement of one of the denial's policies. */
export interface DenialStatement {
  /** The place of its policy among those of the denial. */
  readonly policy: number;
  /** Its place in the policy, from 0. */
  readonly index: number;
  readonly sid?: string;
  readonly effect: 'ALLOW' | 'DENY';
  readonly text: string;
}

/** The reasons, as they were when it was refused. */
export interface Reasons {
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount: string;
  /** What the refusal calls the resource, where it does not say its name. */
  readonly shown?: string;
  /** A role: what its trust policy says belongs to those who may read it. */
  readonly isRole?: true;
  readonly effect: Explanation['effect'];
  readonly decidedBy: PolicyType;
  readonly requestContext: Values;
  /** The keys of which policies ask besides. */
  readonly context: Values;
  readonly policies: readonly {
    readonly type: PolicyType;
    readonly arn?: string;
    readonly label: string;
  }[];
  readonly matched: readonly DenialStatement[];
  readonly nearest: readonly (DenialStatement & { readonly lacks: readonly Lack[] })[];
}

type Values = { readonly [key: string]: string | readonly string[] };

/** What the event of a refused call remembers. */
export interface Denial {
  readonly id: string;
  /** Absent where nothing was there to be judged: a refusal tells so of as little as others. */
  readonly reasons?: Reasons;
}

/** A new id. It says on whose trail and of which moment the event is, so that no index is needed to find it. */
export const newDenialId = (random: Random, account: string, at: Instant): string =>
  Number(account || 0)
    .toString(36)
    .padStart(ACCOUNT, '0') +
  at.toString(36).padStart(TIME, '0') +
  randomText(random, DIGITS + LOWER, 16);

/** Twelve digits, and milliseconds until the year 5188, to the base of 36. */
const ACCOUNT = 8;
const TIME = 9;

/** The account on whose trail a denial is, and what is kept of it. */
export async function findDenial(
  store: Reader,
  id: string,
): Promise<{ readonly account: string; readonly denial: Denial } | undefined> {
  const account = Number.parseInt(id.slice(0, ACCOUNT), 36).toString().padStart(12, '0');
  const at = Number.parseInt(id.slice(ACCOUNT, ACCOUNT + TIME), 36);
  if (!Number.isSafeInteger(at)) return undefined;
  for (const { details } of await store.all(selectDetailsAt, { account, at })) {
    const { denial } = JSON.parse(details);
    if (denial?.id === id) return { account, denial };
  }
  return undefined;
}

/** How the message of a refusal ends: in AWS's words, but for the console that AWS has. */
export const whereToAsk = (id: string): string =>
  `. For complete details, call the GetRequestAuthorizationDetails API with the following authorization id: ${id}`;
