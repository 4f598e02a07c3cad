import type { Store } from './store.ts';

/** Receives the rows of one table after the other. */
export type Visit = Parameters<Store['snapshot']>[0];
/** Rows of tables, as `snapshot` of either engine gave them. */
export type Snapshot = Parameters<Store['load']>[0];

/** So many rows are read and handed on in one go. */
export const CHUNK_ROWS = 500;
