import { arn } from '../../../base/arn.ts';
import { WhatCan } from '../../../generated/lockstead.ts';
import { anything } from '../../../operation/operation.ts';
import { reachableFrom } from '../../../policy/access/paths.ts';
import { thingsOf } from '../every-thing.ts';
import { operation } from '../parts.ts';
import type { Person } from '../people.ts';
import { whatOf } from '../what.ts';
import { houseOf, worldOf } from '../world.ts';

/** What somebody can do with secrets, keys and roles: himself, and by the roles that he can become. */
export const whatCan = operation(WhatCan)
  .access({ action: 'iam:GetAccountAuthorizationDetails', on: anything })
  .handle(async (call) => {
    const { input, parts, caller, demand, error } = call;
    const { account } = caller;
    // The answer names secrets and keys, and statements of their policies: he must be allowed to see all of them.
    await demand('secretsmanager:ListSecrets', { arn: '*', account });
    await demand('kms:ListKeys', { arn: '*', account });
    await demand('secretsmanager:GetResourcePolicy', {
      arn: arn('secretsmanager', '*', account, 'secret:*'),
      account,
    });
    await demand('kms:GetKeyPolicy', { arn: arn('kms', '*', account, 'key/*'), account });
    await demand('kms:ListGrants', { arn: arn('kms', '*', account, 'key/*'), account });
    const house = await houseOf(parts, call);
    const things = await thingsOf(parts, call, house);
    const world = await worldOf(parts, call, {
      house,
      things: [...things.secrets, ...things.keys],
    });
    const everybody = [...world.actors, ...world.roles.map(({ actor }) => actor)];
    const person = everybody.find(({ id }) => id === input.principal) as Person | undefined;
    if (!person) throw error('ResourceNotFoundException', `Nobody here is ${input.principal}.`);
    const reached = reachableFrom(world, person);
    return {
      output: { principal: person.id, what: whatOf(parts.services(), world, { reached, things }) },
    };
  });
