import { WhoCan } from '../../../generated/lockstead.ts';
import type { Who } from '../../../generated/lockstead.types.ts';
import { anything, type Resource } from '../../../operation/operation.ts';
import { whoCan as waysOf } from '../../../policy/access/paths.ts';
import { whoOf } from '../answers.ts';
import { findNamed, READS, serviceOf, thingFor } from '../find-thing.ts';
import { operation } from '../parts.ts';
import type { Person } from '../people.ts';
import { houseOf, worldOf } from '../world.ts';

/** Everybody who can do something, and how. Who asks must be allowed to read all the policies that he is told of. */
export const whoCan = operation(WhoCan)
  .access({ action: 'iam:GetAccountAuthorizationDetails', on: anything })
  .handle(async (call) => {
    const { input, parts, demand, error } = call;
    const { action, resource: text } = input;
    const house = await houseOf(parts, call);
    const found = await findNamed(parts, call, { action, text, house });
    const reads = READS[serviceOf(action)] as 'iam:GetRole';
    const named: Resource =
      'missing' in found
        ? { arn: found.missing, account: found.account ?? call.caller.account }
        : found;
    await demand(reads, named);
    if ('missing' in found) throw error('ResourceNotFoundException', found.message);

    const thing = await thingFor(parts, call, { action, resource: found });
    if (thing.grants) await demand('kms:ListGrants', found);
    if (thing.readKey) await demand('kms:GetKeyPolicy', thing.readKey.resource);
    const world = await worldOf(parts, call, { house, things: [thing] });
    const ways = waysOf(world, action, thing);
    const entered = new Set(
      [...ways.values()].flatMap(({ steps }) => steps.slice(1)).map(({ actor }) => actor),
    );
    const who = [...ways]
      // A session that nobody can make is nobody.
      .filter(([actor]) => !(actor as Person).isMade || entered.has(actor))
      .map(([actor, way]) => whoOf(actor as Person, way));
    return { output: { action, resource: found.arn, who: surest(who) } };
  });

/** Everybody once, the surest first: a role has sessions with tags and without. */
function surest(who: readonly Who[]): readonly Who[] {
  const order = ['ALWAYS', 'WHEN', 'PERHAPS'];
  const sorted = who.toSorted(
    (a, b) =>
      order.indexOf(a.certainty) - order.indexOf(b.certainty) ||
      a.path.length - b.path.length ||
      (a.principal < b.principal ? -1 : 1),
  );
  return [...new Map(sorted.toReversed().map((one) => [one.principal, one])).values()].toReversed();
}
