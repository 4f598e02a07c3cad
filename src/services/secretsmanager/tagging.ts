import type { Decision } from '../../policy/policy.ts';
import type { Secret } from './secret.ts';
import type { TagPairs } from './tags.ts';

/** The secret as policies would see it under other tags. */
export const withTags = (secret: Secret, tagPairs: TagPairs): Secret => ({
  ...secret,
  tagPairs,
  tags: Object.fromEntries(tagPairs),
});

/** Tags decide who may do what: nobody may tag himself out, for he could not undo it. */
export function assertKeepsAccess(
  decision: Decision,
  error: (code: 'AccessDeniedException', message: string) => Error,
): void {
  if (!decision.allowed) throw error('AccessDeniedException', LOCKED_OUT);
}

const LOCKED_OUT =
  'The request was blocked because changing these tags would remove your own permissions for this secret.';
