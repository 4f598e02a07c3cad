/** What a question is about, by what people call it. */
import { parseArn } from '../../base/arn.ts';
import { AwsError } from '../../model/model.ts';
import type { Asking, Missing, Resource } from '../../operation/operation.ts';
import type { Kept, Parts } from './parts.ts';
import { type House, secretThing, type Thing, thingOf } from './world.ts';

/** The action that shows the policy of such a thing: who may not read it learns nothing from it. */
export const READS: { readonly [service: string]: string | undefined } = {
  secretsmanager: 'secretsmanager:GetResourcePolicy',
  kms: 'kms:GetKeyPolicy',
  sts: 'iam:GetRole',
};

/** The resource that a text names, for an action of one of the services with policies on resources. */
export async function findNamed(
  parts: Parts,
  asking: Asking,
  of: { readonly action: string; readonly text: string; readonly house: House },
): Promise<Resource | Missing<string>> {
  const { action, text, house } = of;
  const parsed = parseArn(text);
  const there = parsed?.region ? inRegion(asking, parsed.region) : asking;
  switch (serviceOf(action)) {
    case 'secretsmanager':
      return parts.secrets.find(there, text);
    case 'kms':
      return parts.keys.find(there, text);
    case 'sts': {
      const role = house.everybody.find(({ arn, trust }) => trust && arn === text);
      if (role && house.accounts.has(role.account)) {
        const { arn, account, trust, policies } = role;
        return { arn, account, policy: trust!, weight: 'trust', tags: policies.tags };
      }
      return {
        missing: text,
        error: 'ResourceNotFoundException',
        message: `There is no role ${text}.`,
      };
    }
    default:
      throw new AwsError('ValidationException', NOT_OF_RESOURCES, 400);
  }
}

/** The same with everything that bears on it: the key of a secret, the grants of a key. */
export async function thingFor(
  parts: Parts,
  asking: Asking,
  { action, resource }: { readonly action: string; readonly resource: Resource },
): Promise<Thing> {
  const service = serviceOf(action);
  if (service === 'kms') return keyThing(parts, asking, resource);
  if (service !== 'secretsmanager') return thingOf(resource);
  const kept = await parts.secrets.kept(asking.store, resource.arn);
  if (!kept) return thingOf(resource);
  return secretThing(kept, await readKeyOf(parts, asking, kept));
}

/** The key under which a secret's value lies. */
export async function readKeyOf(
  parts: Parts,
  asking: Asking,
  { secret, readKey }: Kept,
): Promise<Thing | undefined> {
  const { account, region } = secret;
  const there = inRegion({ ...asking, caller: { ...asking.caller, account } }, region);
  const found = await parts.keys.find(there, readKey === '' ? DEFAULT_KEY : readKey);
  return 'missing' in found ? undefined : keyThing(parts, asking, found);
}

const DEFAULT_KEY = 'alias/aws/secretsmanager';

/** A key with its grants. */
export async function keyThing(parts: Parts, { store }: Asking, key: Resource): Promise<Thing> {
  // What `find` says of grants is about him who asks now.
  const { grants: _, ...plain } = key;
  return thingOf(plain, await parts.keys.grants(store, key.arn));
}

export const serviceOf = (action: string): string =>
  action.slice(0, action.indexOf(':')).toLowerCase();

const inRegion = (asking: Asking, region: string): Asking => ({
  ...asking,
  request: { ...asking.request, region },
});

const NOT_OF_RESOURCES =
  'Ask for an action on a secret (secretsmanager:…), on a key (kms:…), or for sts:AssumeRole on a role.';
