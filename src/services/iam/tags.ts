import type { Tag } from '../../generated/iam.types.ts';
import { type More, type PagedCall, pageOf, readFrom } from './page.ts';
import { parseTagPairs, shownTags } from './tag-pairs.ts';

type Refuse = (code: 'InvalidInput' | 'LimitExceeded', message: string) => Error;

/** Per user, role or policy. */
const TAGS_MOST = 50;

/** Whether a request that makes something also tags it. */
export const hasTags = ({ Tags }: { readonly Tags?: readonly Tag[] | undefined }): boolean =>
  Tags !== undefined && Tags.length > 0;

/** The tags that a new user, role or policy is made with, as its row keeps them. */
export const newTags = (tags: readonly Tag[] | undefined, error: Refuse): string =>
  withTags('[]', tags ?? [], error);

/** A row's tags once others are set: keys are the same whatever their case, and keep their places. */
export function withTags(row: string, added: readonly Tag[], error: Refuse): string {
  const seen = new Set<string>();
  const merged = new Map(parseTagPairs(row).map((pair) => [fold(pair[0]), pair] as const));
  for (const { Key, Value } of added) {
    const key = fold(Key);
    if (key.startsWith('aws:')) throw error('InvalidInput', RESERVED);
    if (seen.has(key)) throw error('InvalidInput', DUPLICATE);
    seen.add(key);
    merged.set(key, [Key, Value]);
  }
  if (merged.size > TAGS_MOST) throw error('LimitExceeded', TOO_MANY);
  return JSON.stringify([...merged.values()]);
}

/** A row's tags without some of them. */
export function withoutTags(row: string, keys: readonly string[]): string {
  const gone = new Set(keys.map(fold));
  return JSON.stringify(parseTagPairs(row).filter(([key]) => !gone.has(fold(key))));
}

/** A page of somebody's tags, by their keys. */
export async function pageOfTags(
  call: PagedCall,
  of: { readonly id: string; readonly tags: string },
): Promise<{ readonly Tags: readonly Tag[] } & More> {
  const tags = shownTags(of.tags) ?? [];
  const { shown, more } = await pageOf(
    call,
    `tags of ${of.id}`,
    readFrom(tags, ({ Key }) => Key),
  );
  return { Tags: shown, ...more };
}

const fold = (key: string): string => key.toLowerCase();

const DUPLICATE = 'Duplicate tag keys found. Please note that Tag keys are case insensitive.';
const RESERVED = 'Tag keys beginning with aws: are reserved for system use.';
const TOO_MANY = `The number of tags has reached the maximum limit of ${TAGS_MOST}.`;
