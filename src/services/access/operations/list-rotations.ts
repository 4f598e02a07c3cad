import { ListRotations } from '../../../generated/lockstead.ts';
import type { Rotation } from '../../../generated/lockstead.types.ts';
import { anything, type Call } from '../../../operation/operation.ts';
import { aboutSecrets, type Parts, type RotationStanding } from '../parts.ts';

/** How rotations stand: what ListSecrets tells of them, and how far they are of those that the caller may describe. */
export const listRotations = aboutSecrets(ListRotations)
  .access({ action: 'secretsmanager:ListSecrets', on: anything })
  .handle(async (call) => {
    const { input, caller, request, store, parts, now } = call;
    const { prefix = '', maxResults = PAGE, nextToken: after = '' } = input;
    const { account } = caller;
    const asked = { account, region: request.region, prefix, after, count: maxResults + 1 };
    const found = await parts.rotations.page(store, asked, now);
    const shown = found.slice(0, maxResults);
    const rotations = await Promise.all(shown.map((one) => rotationOf(call, one)));
    return {
      output: {
        rotations,
        ...(found.length > maxResults && { nextToken: rotations.at(-1)!.name }),
      },
    };
  });

const PAGE = 50;

async function rotationOf(
  { would }: Pick<Call<Parts, unknown, string, unknown, unknown>, 'would'>,
  { secret, functionArn, isOverdue, state, under }: RotationStanding,
): Promise<Rotation> {
  const { arn, name, rotatedAt, rotateBy } = secret;
  const isShown = under && (await would('secretsmanager:DescribeSecret', secret)).allowed;
  return {
    arn,
    name,
    ...(functionArn !== undefined && { rotationFunction: functionArn }),
    ...(rotatedAt > 0 && { lastRotated: rotatedAt }),
    ...(rotateBy !== null && { nextRotation: rotateBy }),
    overdue: isOverdue,
    state,
    ...(isShown && under),
  };
}
