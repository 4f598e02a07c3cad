import type { Decision } from '../../src/policy/policy.ts';

/** The decision as the corpus writes it; what allowed is told only where the case asks for it. */
export function told(decision: Decision, expected: string): string {
  if (!decision.allowed) {
    return decision.kind === 'explicit'
      ? `deny explicit ${decision.because.policy.type}`
      : `deny lacking ${decision.lacking}`;
  }
  const [, type] = expected.match(/^allow by (\w+)$/) ?? [];
  if (type === undefined) return 'allow';
  const types = decision.because
    .map(({ policy }) => policy.type)
    .filter((found) => found !== 'scp');
  return types.includes(type as never) ? `allow by ${type}` : `allow by ${types.join(' and ')}`;
}
