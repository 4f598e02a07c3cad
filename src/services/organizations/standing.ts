/** What every request asks of an account: whether it is open, where it stands, and what bears on it. */
import type { Membership } from '../../operation/identities.ts';
import { compile } from '../../policy/compile.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Reader } from '../../store/store.ts';
import { selectDelegationsOf } from './delegation-tables.ts';
import { policyArn } from './policy-arn.ts';
import { awsPolicy } from './aws-policies.ts';
import { selectStanding, type StandingRow } from './policy-tables.ts';

/** Where an account stands; undefined where it is in no organization: fits `Policies.membership`. */
export const membership = (store: Reader, account: string): Promise<Membership | undefined> =>
  store.all(selectStanding, { id: account }).then(membershipOf);

/** Whether an account was closed: nobody acts for it, and nobody reaches into it. */
export const isClosed = (store: Reader, account: string): Promise<boolean> =>
  store.all(selectStanding, { id: account }).then(closedOf);

const closedOf = (rows: readonly StandingRow[]): boolean =>
  rows[0] !== undefined && rows[0].status !== 'ACTIVE';

// The store gives the same rows until one of their tables changes.
const known = new WeakMap<readonly StandingRow[], Membership>();

function membershipOf(rows: readonly StandingRow[]): Membership | undefined {
  const before = known.get(rows);
  if (before) return before;
  const account = rows[0];
  if (!account || account.organization === null) return undefined;
  const made: Membership = {
    organizationId: account.organization,
    managementAccount: account.management_account!,
    path: account.path!,
    scps: levelsOf(rows, 'scp', account),
    rcps: levelsOf(rows, 'rcp', account),
  };
  known.set(rows, made);
  return made;
}

const TYPES = { SERVICE_CONTROL_POLICY: 'scp', RESOURCE_CONTROL_POLICY: 'rcp' } as const;

/** The policies of one type, a list for each level that has any, from the root down. */
function levelsOf(
  rows: readonly StandingRow[],
  type: 'scp' | 'rcp',
  account: StandingRow,
): readonly (readonly Policy[])[] {
  const levels = new Map<number, Policy[]>();
  for (const row of rows) {
    if (row.what !== 'guardrail' || TYPES[row.type as keyof typeof TYPES] !== type) continue;
    const level = levels.get(row.level);
    const policy = policyOf(row, type, account);
    if (level) level.push(policy);
    else levels.set(row.level, [policy]);
  }
  return [...levels.values()];
}

function policyOf(row: StandingRow, type: 'scp' | 'rcp', account: StandingRow): Policy {
  const own = awsPolicy(row.policy);
  const name = own?.name ?? row.name!;
  return {
    type,
    arn: policyArn(
      { organizationId: account.organization!, managementAccount: account.management_account! },
      { id: row.policy, type: row.type },
    ),
    label: `${type === 'scp' ? 'service' : 'resource'} control policy ${name}`,
    document: compile(own?.content ?? row.content!, type),
  };
}

/** Whether an account administers a service for its organization, by delegation of the management account. */
export async function isDelegate(
  store: Reader,
  { organization, account, service }: { organization: string; account: string; service: string },
): Promise<boolean> {
  const services = await store.all(selectDelegationsOf, { organization, account });
  return services.some((row) => row.service === service);
}
