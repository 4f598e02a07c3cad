import { catalogue } from '../../generated/catalogue.ts';
import { service } from '../../generated/secretsmanager.ts';
import type { Document } from '../../policy/document.ts';
import { publicStatements } from '../../policy/public.ts';

/** Everything that can be done to a secret, as policies name it. */
const ACTIONS: readonly string[] = catalogue
  .filter((entry) => entry.service.name === service.name)
  .flatMap(({ operations }) => operations.map(([name]) => `${service.name}:${name}`));

/** Whether a secret's policy lets strangers do anything to it. */
export const isPublic = (policy: Document): boolean => publicStatements(policy, ACTIONS).length > 0;
