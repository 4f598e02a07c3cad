import { AwsError } from '../../model/model.ts';
import type { Asking } from '../../operation/operation.ts';
import type { Policy } from '../../policy/policy.ts';

/**
 * The grants that the tokens of a request stand for, as the judge takes them.
 *
 * @throws AwsError for a token that no grant has given out. No key has grants yet, so that is any.
 */
export async function grantsOf(
  _asking: Asking,
  _key: unknown,
  _tokens: readonly string[],
): Promise<readonly Policy[]> {
  throw new AwsError('InvalidGrantTokenException', 'The grant token is not valid.');
}
