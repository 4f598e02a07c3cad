/** Policies on what they govern. */
import type { Instant } from '../../base/clock.ts';
import type { Membership } from '../../operation/identities.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { awsPolicyOf } from './aws-policies.ts';
import { enabledTypes } from './organization.ts';
import { insertAttachment } from './policy-tables.ts';

/** Hangs AWS's own policies of the enabled types on what has just come into the organization. */
export async function attachDefaults(
  store: Reader,
  of: Membership,
  { target, now }: { readonly target: string; readonly now: Instant },
): Promise<readonly Change[]> {
  const types = await enabledTypes(store, of);
  return types.flatMap((type) => {
    const policy = awsPolicyOf(type);
    if (!policy) return [];
    return change(insertAttachment, {
      target,
      policy: policy.id,
      organization: of.organizationId,
      type,
      attached_at: now,
    });
  });
}
