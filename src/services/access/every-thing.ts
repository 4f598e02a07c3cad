/** All secrets and keys of the accounts that somebody may look into. */
import type { Asking } from '../../operation/operation.ts';
import { keyThing, readKeyOf } from './find-thing.ts';
import type { Parts } from './parts.ts';
import { type House, secretThing, type Thing } from './world.ts';

export interface Things {
  readonly secrets: readonly Thing[];
  readonly keys: readonly Thing[];
}

export async function thingsOf(parts: Parts, asking: Asking, house: House): Promise<Things> {
  const secrets: Thing[] = [];
  const keys = new Map<string, Thing>();
  for (const account of house.accounts) {
    for (const key of await parts.keys.every(asking.store, account))
      keys.set(key.arn, await keyThing(parts, asking, key));
    // Most secrets of a Region lie under the same key.
    const under = new Map<string, Thing | undefined>();
    for (const kept of await parts.secrets.every(asking.store, account)) {
      const name = `${kept.secret.region} ${kept.readKey}`;
      if (!under.has(name)) under.set(name, await readKeyOf(parts, asking, kept));
      const key = under.get(name);
      secrets.push(secretThing(kept, key && (keys.get(key.arn) ?? key)));
    }
  }
  return { secrets, keys: [...keys.values()] };
}
