import type { Asking, Missing } from '../../operation/operation.ts';
import { asMember, asReader, type NotManager } from './caller.ts';
import { findTarget } from './child.ts';
import type { Place } from './place.ts';

/** The account whose effective policy is asked for: every account may see its own. */
export function findGoverned(
  targetId: string | undefined,
  asking: Asking,
): Promise<Place | NotManager | Missing<'TargetNotFoundException'>> {
  const id = targetId ?? asking.caller.account;
  return findTarget(id === asking.caller.account ? asMember : asReader, id, asking);
}

export const NO_EFFECTIVE_POLICY =
  "If you ran this action on the management account, this policy type is not enabled. If you ran the action on a member account, the account doesn't have an effective policy of this type. Contact the administrator of your organization about attaching a policy of this type to the account.";
