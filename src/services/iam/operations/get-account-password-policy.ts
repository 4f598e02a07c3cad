import { GetAccountPasswordPolicy } from '../../../generated/iam.ts';
import { anything } from '../../../operation/operation.ts';
import { operation } from '../parts.ts';
import { findPasswordPolicy, withUsersRight } from '../password-policy.ts';

export const getAccountPasswordPolicy = operation(GetAccountPasswordPolicy)
  .access({
    action: 'iam:GetAccountPasswordPolicy',
    on: (input, asking) => withUsersRight(anything(input, asking), asking),
  })
  .handle(async ({ caller: { account }, store, error }) => {
    const policy = await findPasswordPolicy(store, account);
    if (!policy) throw error('NoSuchEntity', noPolicy(account));
    const { MaxPasswordAge, PasswordReusePrevention, ...said } = policy;
    return {
      output: {
        PasswordPolicy: {
          ...said,
          ExpirePasswords: MaxPasswordAge > 0,
          // AWS leaves out what is not asked for.
          ...(MaxPasswordAge > 0 && { MaxPasswordAge }),
          ...(PasswordReusePrevention > 0 && { PasswordReusePrevention }),
        },
      },
    };
  });

const noPolicy = (account: string): string =>
  `The Password Policy with domain name ${account} cannot be found.`;
