import type { Migrations } from '../../store/store.ts';

/** Nothing: sessions live in their tokens. */
export const migrations: Migrations = { owner: 'sts', steps: [] };
