import { createAccessKey } from './operations/create-access-key.ts';
import { deleteAccessKey } from './operations/delete-access-key.ts';
import { listAccessKeys } from './operations/list-access-keys.ts';
import { updateAccessKey } from './operations/update-access-key.ts';

/** Keys, passwords, second factors and certificates. */
export const CREDENTIALS = [createAccessKey, deleteAccessKey, listAccessKeys, updateAccessKey];
