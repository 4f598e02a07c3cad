import type { Instant } from '../../base/clock.ts';
import type { ServiceEvent } from '../../operation/job.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { approved } from './all-features.ts';
import type { HandshakeRow } from './handshake-tables.ts';
import { readOrganization, takeTurn } from './organization.ts';
import { setFeatureSet } from './tables.ts';

export interface Acceptance {
  readonly changes: readonly Change[];
  readonly events?: readonly ServiceEvent[];
}

type Refuse = (code: 'InvalidHandshakeTransitionException', message: string) => Error;

interface Given {
  readonly store: Reader;
  readonly now: Instant;
  readonly error: Refuse;
}

/** A member approves that its organization enables all features. */
export async function acceptApproval(row: HandshakeRow, { store }: Given): Promise<Acceptance> {
  const of = await readOrganization(store, { organizationId: row.organization });
  // Two who approve at once must not each wait for the other.
  return { changes: [takeTurn(of), ...(await approved(store, row))] };
}

/** The management account makes an end of it, once all have approved. */
export async function finishAllFeatures(
  row: HandshakeRow,
  { store, error }: Given,
): Promise<Acceptance> {
  if (row.state !== 'OPEN') throw error('InvalidHandshakeTransitionException', NOT_ALL_APPROVED);
  const { id, revision } = await readOrganization(store, { organizationId: row.organization });
  return { changes: [change(setFeatureSet, { id, feature_set: 'ALL', revision })] };
}

const NOT_ALL_APPROVED =
  "You can't perform the operation on the handshake in its current state: not all invited accounts have approved.";
