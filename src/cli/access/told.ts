/** Ways of access in words. */
import type { Circumstance, Finding, Step, Who } from '../../generated/lockstead.types.ts';
import { plainly } from '../table.ts';

/** The steps of a way, one a line. */
export function wayOf(path: readonly Step[]): readonly string[] {
  return path.map(({ action, resource, because, when }) => {
    const by = because.map(findingOf).join('; ');
    const circumstances = when.length > 0 ? `, when ${when.map(circumstanceOf).join(' and ')}` : '';
    return plainly(`${action} on ${resource || 'them'}${by && ` by ${by}`}${circumstances}`);
  });
}

/** How sure it is, in a word; nothing where it is. */
export const certaintyOf = (certainty: Who['certainty']): string =>
  ({ ALWAYS: '', WHEN: 'when', PERHAPS: 'perhaps' })[certainty];

const findingOf = ({ policy, policyArn, statement, sid }: Finding): string =>
  `${policyArn ?? policy}, ${sid ? `statement ${sid}` : `statement ${statement + 1}`}`;

function circumstanceOf({ key, values, missing }: Circumstance): string {
  if (missing) return `${key} is missing`;
  return `${key} is ${(values ?? []).map((value) => `\`${value}\``).join(', ') || 'an empty list'}`;
}
