import type { Migrations } from '../../store/store.ts';

export const migrations: Migrations = { owner: 'kms', steps: [] };
