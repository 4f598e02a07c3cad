/**
 * The sessions that somebody can make so that policies see them otherwise: with tags of his choice, or of federated
 * users. Tags that no policy asks for make no difference, and neither do values that none tells apart.
 */
import type { Known } from '../../policy/access/knowledge.ts';
import { candidatesFor } from '../../policy/access/candidates.ts';
import type { Condition } from '../../policy/conditions/condition.ts';
import { coversAction, resourceVariables } from '../../policy/patterns.ts';
import type { Policy } from '../../policy/policy.ts';
import { principalsOf } from '../../policy/principals.ts';

export type Tags = { readonly [key: string]: string };

/** A role or a user that makes sessions needs this besides to give them tags. */
export const TAG_SESSION = 'sts:TagSession';

/** More ways to tag one session than these are not tried. */
const MOST_TAGGINGS = 32;

const PREFIX = 'aws:principaltag/';
const REQUESTED = 'aws:requesttag/';

/** The taggings that these policies tell apart; `values` are what tags of things could be compared with. */
export function taggingsFor(
  policies: readonly Policy[],
  values: readonly string[],
): readonly Tags[] {
  const keys = new Map<string, string>();
  const asking = new Map<string, Condition[]>();
  const compared = new Set<string>();
  for (const { document } of policies) {
    for (const { conditions, resources } of document.statements) {
      for (const condition of conditions) {
        const { key, variables } = condition;
        const name = tagIn(key.written);
        if (name !== undefined) {
          const folded = name.toLowerCase();
          asking.set(folded, [...(asking.get(folded) ?? []), condition]);
          if (key.folded.startsWith(PREFIX)) keys.set(folded, name);
          if (variables.length > 0) compared.add(folded);
        }
        for (const variable of variables) use(variable.written);
      }
      for (const variable of resourceVariables(resources)) use(variable.written);
    }
  }
  function use(written: string): void {
    const name = tagIn(written);
    if (name === undefined || !written.toLowerCase().startsWith(PREFIX)) return;
    keys.set(name.toLowerCase(), name);
    compared.add(name.toLowerCase());
  }
  let taggings: readonly Tags[] = [{}];
  for (const [folded, name] of keys) {
    const found = candidatesFor(TEXT, {
      conditions: asking.get(folded) ?? [],
      filled: [],
      context,
    });
    const tried = new Set([
      ...found.values.filter((value) => typeof value === 'string'),
      ...(compared.has(folded) ? values : []),
    ]);
    taggings = taggings
      .flatMap((one) => [one, ...[...tried].map((value) => ({ ...one, [name]: value }))])
      .slice(0, MOST_TAGGINGS);
  }
  return taggings.filter((tags) => Object.keys(tags).length > 0);
}

const TEXT: Exclude<Known, { kind: 'is' }> = { kind: 'any', always: true };
const context = { get: () => undefined, settled: () => true };

const tagIn = (key: string): string | undefined => {
  const folded = key.toLowerCase();
  const prefix = [PREFIX, REQUESTED].find((one) => folded.startsWith(one));
  return prefix && key.slice(prefix.length);
};

/** Whether a policy lets anybody tag sessions, or make federated users. */
export const allows = (policies: readonly Policy[], action: string): boolean =>
  policies.some(({ document }) =>
    document.allows.some(({ actions }) => coversAction(actions, action.toLowerCase())),
  );

/** The names of federated users that policies know, by account. */
export function federatedNames(policies: readonly Policy[]): ReadonlyMap<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { document } of policies) {
    for (const { value } of principalsOf(document)) {
      const [, account, name] = /^arn:aws:sts::(\d{12}):federated-user\/(.+)$/.exec(value) ?? [];
      if (account !== undefined && name !== undefined)
        found.set(account, (found.get(account) ?? new Set<string>()).add(name));
    }
  }
  return found;
}
