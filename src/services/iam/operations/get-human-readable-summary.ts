import { parseArn } from '../../../base/arn.ts';
import { GetHumanReadableSummary } from '../../../generated/iam.ts';
import type { GetHumanReadableSummaryRequest } from '../../../generated/iam.types.ts';
import { AwsError } from '../../../model/model.ts';
import type { Asking } from '../../../operation/operation.ts';
import { compile } from '../../../policy/compile.ts';
import { onDelegation } from '../delegation.ts';
import { operation } from '../parts.ts';
import { summaryOf } from '../policy-summary.ts';

const action = 'iam:GetHumanReadableSummary';
const ofDelegation = onDelegation(action);

export const getHumanReadableSummary = operation(GetHumanReadableSummary)
  .access({
    ...ofDelegation,
    on: ({ EntityArn }: GetHumanReadableSummaryRequest, asking: Asking) => {
      const [kind, DelegationRequestId] = parseArn(EntityArn)?.resource.split('/') ?? [];
      if (kind !== 'delegation-request' || !DelegationRequestId)
        throw new AwsError('InvalidInput', `There are no summaries of ${EntityArn}.`);
      return ofDelegation.on({ DelegationRequestId }, asking);
    },
  })
  .handle(async ({ input: { Locale = 'en' }, resource: { row } }) => {
    // It is written in English, whatever the English.
    if (!/^en([-_].*)?$/i.test(Locale))
      return { output: { Locale, SummaryState: 'NOT_SUPPORTED' as const } };
    const SummaryContent = summaryOf(compile(row.policy, 'identity')).slice(0, LONGEST);
    return { output: { SummaryContent, Locale, SummaryState: 'AVAILABLE' as const } };
  });

/** The model's limit. */
const LONGEST = 10_000;
