/** Questions about access itself (why not, who can, what can), and what operators ask of rotations. */
import { service as toolbox } from '../../generated/iam-toolbox.ts';
import { service as lockstead } from '../../generated/lockstead.ts';
import type { Service } from '../../operation/service.ts';
import { getRequestAuthorizationDetails } from './operations/get-request-authorization-details.ts';
import { listRotations } from './operations/list-rotations.ts';
import { rehearseRotation } from './operations/rehearse-rotation.ts';
import { undoRotation } from './operations/undo-rotation.ts';
import { whatCan } from './operations/what-can.ts';
import { whoCan } from './operations/who-can.ts';
import type { Parts } from './parts.ts';

/** Lockstead's own questions. */
export const accessQuestions = (parts: Parts): Service<Parts> => ({
  model: lockstead,
  parts,
  operations: [whoCan, whatCan, listRotations, rehearseRotation, undoRotation],
  jobs: [],
  migrations: { owner: 'lockstead', steps: [] },
});

/** AWS's question why a request was refused. */
export const iamToolbox = (parts: Parts): Service<Parts> => ({
  model: toolbox,
  parts,
  operations: [getRequestAuthorizationDetails],
  jobs: [],
  migrations: { owner: 'iam-toolbox', steps: [] },
});
