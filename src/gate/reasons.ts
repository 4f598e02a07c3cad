/** A refusal with its reasons, as the trail keeps it. */
import type { DenialStatement, Reasons } from '../audit/denial.ts';
import { explain, type Standing } from '../policy/explain.ts';
import type { Context, Policy } from '../policy/policy.ts';
import type { Judgement } from './authorize.ts';

/** The reasons of a refusal; nothing where no policy was looked at. */
export function reasonsOf({ question, asked, decision, stack }: Judgement): Reasons | undefined {
  if (decision.allowed || !stack) return undefined;
  const { effect, decidedBy, matched, nearest, keys } = explain(question, stack, decision);
  const policies: Policy[] = [];
  const told = ({ policy, statement }: Standing): DenialStatement => {
    if (!policies.includes(policy)) policies.push(policy);
    const { index, sid, start, end } = statement;
    return {
      policy: policies.indexOf(policy),
      index,
      ...(sid !== undefined && { sid }),
      effect: statement.effect === 'Deny' ? 'DENY' : 'ALLOW',
      text: policy.document.text.slice(start, end).slice(0, MOST_TEXT),
    };
  };
  const shown = asked.veiled ?? asked.shown;
  const context = Object.fromEntries(valuesOf(question.context, keys));
  return {
    action: question.action,
    resource: question.resource,
    resourceAccount: question.resourceAccount,
    ...(shown !== undefined && { shown }),
    ...(asked.weight === 'trust' && { isRole: true }),
    effect,
    decidedBy,
    requestContext: Object.fromEntries(valuesOf(question.context, ALWAYS)),
    context,
    matched: matched.map(told),
    nearest: nearest.map((one) => ({ ...told(one), lacks: one.lacks })),
    policies: policies.map(({ type, arn, label }) => ({
      type,
      ...(arn !== undefined && { arn }),
      label,
    })),
  };
}

/** The longest statement of a managed policy is shorter. */
const MOST_TEXT = 6_144;

/** What is told of every request. */
const ALWAYS: readonly string[] = [
  'aws:PrincipalArn',
  'aws:PrincipalAccount',
  'aws:PrincipalType',
  'aws:PrincipalOrgID',
  'aws:userid',
  'aws:username',
  'aws:SourceIp',
  'aws:UserAgent',
  'aws:SecureTransport',
  'aws:CurrentTime',
  'aws:RequestedRegion',
  'aws:ViaAWSService',
  'aws:CalledVia',
  'aws:TokenIssueTime',
  'aws:MultiFactorAuthPresent',
  'aws:SourceIdentity',
];

function* valuesOf(
  context: Context,
  keys: readonly string[],
): Generator<[string, string | readonly string[]]> {
  for (const key of keys) {
    const value = context.get(key.toLowerCase());
    if (value !== undefined) yield [key, value];
  }
}
