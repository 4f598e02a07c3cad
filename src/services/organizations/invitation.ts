import type { HandshakeParty } from '../../generated/organizations.types.ts';
import type { Reader } from '../../store/store.ts';
import { selectAccount, selectAccountByEmail } from './tables.ts';

type Refuse = (
  code: 'InvalidInputException',
  message: string,
  members: { readonly Reason: string },
) => Error;

export interface Invited {
  /** Null where nobody has the address yet: whoever will have it can answer. */
  readonly account: string | null;
  /** As it was written; null where the account was named by its id. */
  readonly email: string | null;
  readonly organization: string | null;
}

/** Whom a request invites. */
export async function invitedBy(
  store: Reader,
  { Id, Type }: HandshakeParty,
  error: Refuse,
): Promise<Invited> {
  const refuse = (Reason: string, message: string) =>
    error('InvalidInputException', message, { Reason });
  if (Type === 'ORGANIZATION') throw refuse('INVALID_PARTY_TYPE_TARGET', WRONG_PARTY);
  if (Type === 'EMAIL') {
    if (!EMAIL.test(Id)) throw refuse('INVALID_EMAIL_ADDRESS_TARGET', WRONG_EMAIL);
    const found = await store.one(selectAccountByEmail, { email_key: Id.toLowerCase() });
    const { id: account = null, organization = null } = found ?? {};
    return { account, email: Id, organization };
  }
  if (!/^\d{12}$/.test(Id)) throw refuse('INVALID_PATTERN_TARGET_ID', WRONG_ACCOUNT);
  const found = await store.one(selectAccount, { id: Id });
  // A closed account answers nobody.
  if (found?.status !== 'ACTIVE') throw refuse('INVALID_PATTERN_TARGET_ID', NO_SUCH_ACCOUNT);
  return { account: Id, email: null, organization: found.organization };
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const WRONG_PARTY =
  'You specified the wrong type of entity (account, organization, or email) as a party.';
const WRONG_EMAIL = 'You specified an invalid email address for the invited account owner.';
const WRONG_ACCOUNT = "You specified an account ID that doesn't match the required pattern.";
const NO_SUCH_ACCOUNT = "You specified an account that doesn't exist.";
