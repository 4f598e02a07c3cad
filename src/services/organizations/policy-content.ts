/** What a policy of each type may say. */
import { parseDocument } from '../../policy/document.ts';
import type { PolicyType } from './organization.ts';
import { readManagementPolicy } from './management-policy.ts';
import { POLICY_TYPES } from './policy-type.ts';

type Refuse = (
  code: 'MalformedPolicyDocumentException' | 'ConstraintViolationException',
  message: string,
  members?: { readonly Reason: string },
) => Error;

/** Throws where the text is no policy of this type, or too long for one. */
export function checkContent(type: PolicyType, text: string, error: Refuse): void {
  const { mostCharacters } = POLICY_TYPES[type];
  // Every character counts: what is saved through the API is kept as it came, white space and all.
  if (text.length > mostCharacters) {
    throw error('ConstraintViolationException', TOO_LONG, {
      Reason: 'POLICY_CONTENT_LIMIT_EXCEEDED',
    });
  }
  if (!isPolicy(type, text)) throw error('MalformedPolicyDocumentException', MALFORMED);
}

function isPolicy(type: PolicyType, text: string): boolean {
  const { judged, top } = POLICY_TYPES[type];
  if (!judged) return readManagementPolicy(text, { type, top }) !== undefined;
  const parsed = parseDocument(text, judged);
  if ('malformed' in parsed || parsed.document.version !== '2012-10-17') return false;
  // Only AWS's own resource control policy allows.
  return judged === 'scp' || parsed.document.allows.length === 0;
}

const TOO_LONG = 'You have exceeded the maximum size of a policy document of this type.';
const MALFORMED =
  'The provided policy document does not meet the requirements of the specified policy type.';
