import { utf8 } from '../../../base/bytes.ts';
import { GetCredentialReport } from '../../../generated/iam.ts';
import { anything } from '../../../operation/operation.ts';
import { REPORT_LIFE } from '../credential-report.ts';
import { operation } from '../parts.ts';
import { selectCredentialReport } from '../report-tables.ts';

export const getCredentialReport = operation(GetCredentialReport)
  .access({ action: 'iam:GetCredentialReport', on: anything })
  .handle(async ({ caller: { account }, store, now, error }) => {
    const report = await store.one(selectCredentialReport, { account });
    if (!report) throw error('ReportNotPresent', NOT_PRESENT);
    const { content, generated_at } = report;
    if (generated_at === null || content === null) throw error('ReportInProgress', NOT_READY);
    if (now >= generated_at + REPORT_LIFE) throw error('ReportExpired', EXPIRED);
    return {
      output: {
        Content: utf8(content),
        ReportFormat: 'text/csv' as const,
        GeneratedTime: generated_at,
      },
    };
  });

const NOT_PRESENT =
  'The request was rejected because the credential report does not exist. To generate a credential report, use GenerateCredentialReport.';
const NOT_READY =
  'The request was rejected because the credential report is still being generated.';
const EXPIRED =
  'The request was rejected because the most recent credential report has expired. To generate a new credential report, use GenerateCredentialReport.';
