/** Ways of access as answers tell them. */
import type * as T from '../../generated/lockstead.types.ts';
import type { Circumstances } from '../../policy/access/knowledge.ts';
import type { Step, Way } from '../../policy/access/paths.ts';
import type { Finding } from '../../policy/policy.ts';
import type { Person } from './people.ts';

/** Somebody who gets there, and how. */
export function whoOf(person: Person, { certainty, steps }: Way): T.Who {
  return {
    principal: person.id,
    kind: person.kind,
    certainty: certaintyOf(certainty),
    outside: person.outside,
    path: steps.map(stepOf),
  };
}

export const certaintyOf = (certainty: Way['certainty']): T.Who['certainty'] =>
  certainty.toUpperCase() as T.Who['certainty'];

/** One step, with the statements that allow it. */
export const stepOf = ({ actor, action, resource, because, when }: Step): T.Step => ({
  principal: actor.id,
  action,
  resource,
  because: because.map(findingOf),
  when: circumstancesOf(when),
});

const findingOf = ({ policy, statement, sid }: Finding): T.Finding => ({
  policyType: policy.type,
  policy: policy.label,
  ...(policy.arn !== undefined && { policyArn: policy.arn }),
  statement,
  ...(sid !== undefined && { sid }),
});

const circumstancesOf = (when: Circumstances): readonly T.Circumstance[] =>
  [...when].map(([key, value]) =>
    value === undefined
      ? { key, missing: true }
      : { key, values: typeof value === 'string' ? [value] : value },
  );
