import { findDenial } from '../../../audit/denial.ts';
import { GetRequestAuthorizationDetails } from '../../../generated/iam-toolbox.ts';
import { anything } from '../../../operation/operation.ts';
import { operation } from '../parts.ts';
import { detailsFor } from '../denial-details.ts';

/** Why a request was refused. What its policies say is told to those who may read them. */
export const getRequestAuthorizationDetails = operation(GetRequestAuthorizationDetails)
  .access({ action: 'iam:GetRequestAuthorizationDetails', on: anything })
  .handle(async (call) => {
    const { input, caller, store, parts, error } = call;
    if (input.nextToken !== undefined) throw error('ValidationException', NO_SUCH_PAGE);
    const found = await findDenial(store, input.authorizationId);
    const [ours, theirs] = found
      ? [
          await parts.membership(store, caller.account),
          await parts.membership(store, found.account),
        ]
      : [];
    const isNear =
      found?.account === caller.account ||
      (ours !== undefined && ours.organizationId === theirs?.organizationId);
    // Of what happened elsewhere nobody learns that it did.
    if (!found || !isNear) throw error('ResourceNotFoundException', NOT_FOUND);
    return { output: await detailsFor(call, found) };
  });

const NOT_FOUND = 'The authorization details for the specified authorization ID were not found.';
const NO_SUCH_PAGE = 'The nextToken is not valid: all evaluations are on the first page.';
