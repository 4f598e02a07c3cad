/** Tags as a row keeps them: pairs in the order in which they were set. */
export type TagPairs = readonly (readonly [key: string, value: string])[];

export const parseTagPairs = (text: string): TagPairs => JSON.parse(text) as TagPairs;

/** Tags as the gate and the judge see them. */
export const tagRecord = (text: string): { readonly [key: string]: string } =>
  text === '[]' ? NO_TAGS : Object.fromEntries(parseTagPairs(text));

/** Tags as answers show them; undefined where there are none, for the members that AWS then leaves out. */
export const shownTags = (
  text: string,
): readonly { readonly Key: string; readonly Value: string }[] | undefined =>
  text === '[]' ? undefined : parseTagPairs(text).map(([Key, Value]) => ({ Key, Value }));

const NO_TAGS = {};
