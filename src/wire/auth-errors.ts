import type { SignatureReason } from '../crypto/signature.ts';
import { AwsError, type Protocol } from '../model/model.ts';
import type { CredentialRefusal } from '../operation/identities.ts';

/** Why a caller is not believed. */
export type AuthReason = SignatureReason | CredentialRefusal;

/** The refusal in the words of the protocol; `message` is for reasons that have details. */
export function authError(
  protocol: Protocol,
  { refused, message }: { readonly refused: AuthReason; readonly message?: string | undefined },
): AwsError {
  const [code, status, sentence] = WORDS[protocol][refused];
  return new AwsError(code, sentence ?? message ?? '', status);
}

/** Without a sentence of its own, the reason's details are told. */
type Words = {
  readonly [reason in AuthReason]: readonly [code: string, status: number, sentence?: string];
};

const INVALID = 'The security token included in the request is invalid.';
const EXPIRED = 'The security token included in the request is expired';
const NOT_VALIDATED = 'AWS was not able to validate the provided access credentials';

const json = (status: number): Words => ({
  missing: ['MissingAuthenticationTokenException', status, 'Missing Authentication Token'],
  incomplete: ['IncompleteSignatureException', status],
  mismatch: ['InvalidSignatureException', status],
  time: ['InvalidSignatureException', status],
  'unknown-access-key': ['UnrecognizedClientException', status, INVALID],
  'inactive-access-key': ['UnrecognizedClientException', status, INVALID],
  'invalid-token': ['UnrecognizedClientException', status, INVALID],
  'expired-token': ['ExpiredTokenException', status, EXPIRED],
});

const WORDS: { readonly [protocol in Protocol]: Words } = {
  'awsJson1.1': json(400),
  restJson1: json(403),
  awsQuery: {
    missing: ['MissingAuthenticationToken', 403, 'Request is missing Authentication Token'],
    incomplete: ['IncompleteSignature', 400],
    mismatch: ['SignatureDoesNotMatch', 403],
    time: ['SignatureDoesNotMatch', 403],
    'unknown-access-key': ['InvalidClientTokenId', 403, INVALID],
    'inactive-access-key': ['InvalidClientTokenId', 403, INVALID],
    'invalid-token': ['InvalidClientTokenId', 403, INVALID],
    'expired-token': ['ExpiredToken', 403, EXPIRED],
  },
  ec2Query: {
    missing: ['MissingAuthenticationToken', 403, 'Request is missing Authentication Token'],
    incomplete: ['IncompleteSignature', 400],
    mismatch: ['AuthFailure', 401, NOT_VALIDATED],
    time: ['RequestExpired', 400, 'Request has expired.'],
    'unknown-access-key': ['AuthFailure', 401, NOT_VALIDATED],
    'inactive-access-key': ['AuthFailure', 401, NOT_VALIDATED],
    'invalid-token': ['AuthFailure', 401, NOT_VALIDATED],
    'expired-token': ['RequestExpired', 400, 'Request has expired.'],
  },
};
