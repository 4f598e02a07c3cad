/** The outcomes of a simulation as answers show them. */
import type * as T from '../../generated/iam.types.ts';
import type { PolicyType } from '../../policy/policy.ts';
import type { EvalDecision, Outcome } from '../../policy/simulate.ts';

/** What is shown besides the outcome itself. */
export interface Showing {
  /** Whether the simulated account is in an organization. */
  readonly organization: boolean;
  readonly crossAccount: boolean;
}

/** The outcome of one action on one resource. */
export function shownOutcome(outcome: Outcome, showing: Showing): T.EvaluationResult {
  const result = { ...resultOf(outcome), ...organizationDetail(outcome, showing) };
  if (outcome.resource === '*') return result;
  const details = detailsOf(outcome, showing);
  return {
    ...result,
    EvalDecisionDetails: details ?? {},
    ResourceSpecificResults: [specificResult(outcome, showing)],
  };
}

/** The outcome of one action that needs all of its resources: it is allowed where each of them is. */
export function shownTogether(outcomes: readonly Outcome[], showing: Showing): T.EvaluationResult {
  const [worst] = [...outcomes].sort((a, b) => SEVERITY[b.decision] - SEVERITY[a.decision]);
  return {
    ...resultOf(worst!),
    ...organizationDetail(worst!, showing),
    EvalDecisionDetails: detailsOf(worst!, showing) ?? {},
    ResourceSpecificResults: outcomes.map((outcome) => specificResult(outcome, showing)),
  };
}

const SEVERITY: { readonly [decision in EvalDecision]: number } = {
  allowed: 0,
  implicitDeny: 1,
  explicitDeny: 2,
};

const resultOf = (outcome: Outcome): T.EvaluationResult => ({
  EvalActionName: outcome.action,
  EvalResourceName: outcome.resource,
  EvalDecision: outcome.decision,
  MatchedStatements: matched(outcome),
  MissingContextValues: outcome.missing,
  ...boundaryDetail(outcome),
});

const specificResult = (outcome: Outcome, showing: Showing): T.ResourceSpecificResult => {
  const details = detailsOf(outcome, showing);
  return {
    EvalResourceName: outcome.resource,
    EvalResourceDecision: outcome.decision,
    MatchedStatements: matched(outcome),
    MissingContextValues: outcome.missing,
    ...(details && { EvalDecisionDetails: details }),
    ...boundaryDetail(outcome),
  };
};

/** AWS names the statements of guardrails to nobody: they are the organization's. */
const matched = (outcome: Outcome): readonly T.Statement[] =>
  outcome.matched
    .filter(({ policy }) => policy.type !== 'scp' && policy.type !== 'rcp')
    .map(({ policy, start, end }) => ({
      SourcePolicyId: policy.label,
      SourcePolicyType: sourceType(policy.type),
      StartPosition: { Line: start.line, Column: start.column },
      EndPosition: { Line: end.line, Column: end.column },
    }));

/** AWS answers with words that its model does not list. */
const sourceType = (type: PolicyType): T.Statement['SourcePolicyType'] =>
  (type === 'resource' ? 'Resource Policy' : 'IAM Policy') as never;

const boundaryDetail = ({ byType }: Outcome) => {
  const said = byType.get('boundary');
  return (
    said && {
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: said === 'allowed' },
    }
  );
};

const organizationDetail = ({ byType }: Outcome, { organization }: Showing) =>
  organization && {
    OrganizationsDecisionDetail: {
      AllowedByOrganizations: (byType.get('scp') ?? 'allowed') === 'allowed',
    },
  };

/** What each side says, where they are two accounts' sides. */
function detailsOf(
  { byType }: Outcome,
  { crossAccount }: Showing,
): { readonly [type: string]: EvalDecision } | undefined {
  if (!crossAccount) return undefined;
  return {
    'IAM Policy': byType.get('identity') ?? 'implicitDeny',
    'Resource Policy': byType.get('resource') ?? 'implicitDeny',
  };
}
