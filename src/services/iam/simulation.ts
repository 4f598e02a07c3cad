/** What SimulateCustomPolicy and SimulatePrincipalPolicy have in common. */
import { parseArn } from '../../base/arn.ts';
import type * as T from '../../generated/iam.types.ts';
import type { Membership } from '../../operation/identities.ts';
import type { Policy, PolicyStack, PrincipalFacts } from '../../policy/policy.ts';
import { simulate, type Outcome } from '../../policy/simulate.ts';
import type { Reader } from '../../store/store.ts';
import { type PagedCall, pageOf } from './page.ts';
import { readContext } from './simulated-context.ts';
import { givenPolicy, type HeldPolicies } from './simulated-policies.ts';
import { readResources, type Resources } from './simulated-resources.ts';
import { shownOutcome, shownTogether } from './simulated-result.ts';
import { selectUserByArn } from './tables.ts';

/** The members that both operations share. */
export type SimulationInput = Omit<T.SimulateCustomPolicyRequest, 'PolicyInputList'>;

type Refuse = (code: 'InvalidInput' | 'ValidationError', message: string) => Error;

interface SimulationCall extends PagedCall {
  readonly input: SimulationInput;
  readonly store: Reader;
  readonly error: Refuse;
}

/** Whose policies are tried. */
export interface Simulated {
  readonly policies: HeldPolicies;
  /** Who asks where the request names no caller; somebody of no name where nobody does. */
  readonly principal: PrincipalFacts | undefined;
  /** His organization, where its policies take part. */
  readonly membership?: Membership | undefined;
}

/** Tries the actions, each on each resource, and shows one page of what comes of it. */
export async function simulation(
  call: SimulationCall,
  { policies, principal: source, membership }: Simulated,
): Promise<T.SimulatePolicyResponse> {
  const { input, error, caller } = call;
  for (const action of input.ActionNames) {
    if (!ACTION.test(action)) throw error('InvalidInput', `Invalid Action Name: ${action}`);
  }
  const named = await namedCaller(call);
  if (input.ResourcePolicy !== undefined && !named && source?.kind !== 'user')
    throw error('InvalidInput', 'CallerArn must be specified when a ResourcePolicy is specified.');
  const principal = named ?? source ?? nobody(caller.account);
  const resources = readResources(input, principal.account, error);
  const resource =
    input.ResourcePolicy === undefined
      ? undefined
      : givenPolicy(RESOURCE_POLICY, input.ResourcePolicy, error);
  const context = readContext(input.ContextEntries, error);
  const bound = membership && membership.managementAccount !== principal.account;

  const tryOn = (action: string, arn: string): Outcome => {
    const trial = {
      principal,
      stack: stackOf({ policies, resource, arn, scps: bound ? membership.scps : [] }),
      resourceAccount: resources.ownerOf(arn),
      context,
    };
    return simulate({ ...trial, actions: [action], resources: [arn] })[0]!;
  };
  const showing = (arn: string) => ({
    organization: membership !== undefined,
    crossAccount: resources.ownerOf(arn) !== principal.account,
  });
  const { shown, more } = await pageOf(call, 'simulation', {
    read: (after, count) => casesOf(input.ActionNames, resources, { after, count }),
    key: ({ place }) => place,
  });
  return {
    EvaluationResults: shown.map(({ action, arns }) =>
      resources.together
        ? shownTogether(
            arns.map((arn) => tryOn(action, arn)),
            showing(arns[0]!),
          )
        : shownOutcome(tryOn(action, arns[0]!), showing(arns[0]!)),
    ),
    ...more,
  };
}

const ACTION = /^[A-Za-z0-9-]+:[A-Za-z0-9]+$/;

const RESOURCE_POLICY = { type: 'resource', label: 'ResourcePolicy' } as const;

interface Case {
  /** Where it stands among all, as text that sorts. */
  readonly place: string;
  readonly action: string;
  readonly arns: readonly string[];
}

/** Only what the page shows is tried: a request can name a million cases. */
function casesOf(
  actions: readonly string[],
  { arns, together }: Resources,
  { after, count }: { readonly after: string; readonly count: number },
): Case[] {
  const perAction = together ? 1 : arns.length;
  const first = after === '' ? 0 : Number(after) + 1;
  const last = Math.min(first + count, actions.length * perAction);
  const cases: Case[] = [];
  for (let i = first; i < last; i++) {
    const action = actions[Math.floor(i / perAction)]!;
    cases.push({ place: String(i), action, arns: together ? arns : [arns[i % perAction]!] });
  }
  return cases;
}

/** AWS simulates users as callers, and nobody else. */
async function namedCaller({
  input,
  store,
  error,
}: SimulationCall): Promise<PrincipalFacts | undefined> {
  const { CallerArn: arn } = input;
  if (arn === undefined) return undefined;
  const account = parseArn(arn)?.account;
  if (!account || !/^arn:aws:iam::\d{12}:user\/./.test(arn))
    throw error('InvalidInput', unclear(arn));
  const row = await store.one(selectUserByArn, { arn });
  return { kind: 'user', account, arn, uniqueIds: row ? [row.id] : [] };
}

/** AWS's sentence for an ARN that is no user's, group's or role's. */
export const unclear = (arn: string): string =>
  `Invalid Entity Arn: ${arn} does not clearly define entity type and name.`;

/** Policies that are tried without a caller belong to some user of the account that no policy names. */
const nobody = (account: string): PrincipalFacts => ({
  kind: 'user',
  account,
  arn: '',
  uniqueIds: [],
});

function stackOf({
  policies,
  resource,
  arn,
  scps,
}: {
  readonly policies: HeldPolicies;
  readonly resource: Policy | undefined;
  readonly arn: string;
  readonly scps: PolicyStack['scps'];
}): PolicyStack {
  // A key's policy is not one way in among others: without it nobody comes in.
  const weight = resource && parseArn(arn)?.service === 'kms' ? 'necessary' : 'sufficient';
  return {
    ...policies,
    scps,
    rcps: [],
    resource: { weight, ...(resource && { policy: resource }) },
  };
}
