/** Questions about access itself: why not, who can, what can. */
import { service as lockstead } from '../../generated/lockstead.ts';
import type { Service } from '../../operation/service.ts';
import { whatCan } from './operations/what-can.ts';
import { whoCan } from './operations/who-can.ts';
import type { Parts } from './parts.ts';

/** Lockstead's own questions. */
export const accessQuestions = (parts: Parts): Service<Parts> => ({
  model: lockstead,
  parts,
  operations: [whoCan, whatCan],
  jobs: [],
  migrations: { owner: 'lockstead', steps: [] },
});
