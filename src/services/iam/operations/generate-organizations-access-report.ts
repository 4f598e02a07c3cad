import { iamArn } from '../../../base/arn.ts';
import { GenerateOrganizationsAccessReport } from '../../../generated/iam.ts';
import { startReport } from '../access-report.ts';
import { accountsUnder } from '../organization-report.ts';
import { operation } from '../parts.ts';

export const generateOrganizationsAccessReport = operation(GenerateOrganizationsAccessReport)
  .access({
    action: 'iam:GenerateOrganizationsAccessReport',
    on: ({ EntityPath }, { caller: { account } }) => ({
      arn: iamArn(account, `access-report/${EntityPath}`),
      account,
    }),
    keys: ({ OrganizationsPolicyId }) => ({
      'iam:OrganizationsPolicyId': OrganizationsPolicyId,
    }),
  })
  .handle(async (call) => {
    const { caller, random, now } = call;
    const input = await accountsUnder(call);
    const of = { random, now, account: caller.account };
    const { id, changes } = startReport(of, 'organization', input);
    return { output: { JobId: id }, changes };
  });
