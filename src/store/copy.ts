import { assert } from '../base/assert.ts';
import { quoted } from './sql.ts';
import type { Store } from './store.ts';

/** Receives the rows of one table after the other. */
export type Visit = Parameters<Store['snapshot']>[0];
/** Rows of tables, as `snapshot` of either engine gave them. */
export type Snapshot = Parameters<Store['load']>[0];

/** So many rows are read and handed on in one go. */
export const CHUNK_ROWS = 500;

/** Both engines give the rows of a table in the order of its primary key. */
export function inOrderOf(primaryKey: readonly string[]): string {
  assert(primaryKey.length > 0, 'a table without a primary key has no order to be copied in.');
  return primaryKey.map(quoted).join(', ');
}
