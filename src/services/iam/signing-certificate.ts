/** Certificates by which requests of old protocols were signed. */
import type { SigningCertificate } from '../../generated/iam.types.ts';
import type { Asking } from '../../operation/operation.ts';
import { type HolderQuota, holderId, holderName, type KeyHolder } from './access-key.ts';
import {
  selectSigningCertificatesOf,
  type SigningCertificateRow,
} from './user-credential-tables.ts';

/** The certificates of a user or the root user, by id. */
export const signingCertificatesOf = (
  { store }: Pick<Asking, 'store'>,
  holder: KeyHolder,
): Promise<readonly SigningCertificateRow[]> =>
  store.all(selectSigningCertificatesOf, { account: holder.account, user_id: holderId(holder) });

/** One of the certificates of a user or the root user. */
export async function readSigningCertificate(
  call: Pick<Asking, 'store'> & {
    readonly resource: KeyHolder;
    readonly error: (code: 'NoSuchEntity', message: string) => Error;
  },
  id: string,
): Promise<SigningCertificateRow> {
  const row = (await signingCertificatesOf(call, call.resource)).find((one) => one.id === id);
  if (!row) throw call.error('NoSuchEntity', `The Certificate with id ${id} cannot be found.`);
  return row;
}

/** A certificate as answers show it; the root user has no name. */
export const shownSigningCertificate = (
  row: SigningCertificateRow,
  holder: KeyHolder,
): SigningCertificate =>
  ({
    UserName: holderName(holder),
    CertificateId: row.id,
    CertificateBody: row.body,
    Status: row.status,
    UploadDate: row.created_at,
  }) as SigningCertificate;

export const SIGNING_CERTIFICATES_PER_USER: HolderQuota = {
  name: 'SigningCertificatesPerUser',
  most: 2,
  root: 'rootCertificate',
};
