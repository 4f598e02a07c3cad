import { GenerateCredentialReport } from '../../../generated/iam.ts';
import { schedule } from '../../../operation/job.ts';
import { anything } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { credentialReport, REPORT_LIFE } from '../credential-report.ts';
import { operation } from '../parts.ts';
import { selectCredentialReport, startCredentialReport } from '../report-tables.ts';

export const generateCredentialReport = operation(GenerateCredentialReport)
  .access({ action: 'iam:GenerateCredentialReport', on: anything })
  .handle(async ({ caller: { account }, store, now }) => {
    const there = await store.one(selectCredentialReport, { account });
    if (there?.generated_at === null) return { output: { State: 'INPROGRESS' as const } };
    if (there && now < there.generated_at! + REPORT_LIFE)
      return { output: { State: 'COMPLETE' as const } };
    return {
      output: { State: 'STARTED' as const, Description: STARTED },
      changes: [
        change(startCredentialReport, { account, started_at: now }),
        schedule(credentialReport.kind, account, now),
      ],
    };
  });

const STARTED = 'No report exists. Starting a new report generation task';
