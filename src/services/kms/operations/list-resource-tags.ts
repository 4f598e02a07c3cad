import { ListResourceTags } from '../../../generated/kms.ts';
import { ownKey } from '../administration.ts';
import { page, pageLength, pageStart } from '../page.ts';
import { operation } from '../parts.ts';
import { parseTags, wireTags } from '../tags.ts';

const LIMITS = { usual: 50, most: 50 };

export const listResourceTags = operation(ListResourceTags)
  .access(ownKey('kms:ListResourceTags'))
  .handle(async (call) => {
    const { input, resource: key, parts } = call;
    const listing = { keyring: parts.keyring, asking: call, list: `ListResourceTags ${key.arn}` };
    const tags = parseTags(key.row.tags);
    // A key's tags keep the order in which they were set, so a page begins behind the tag last shown.
    const last = pageStart(input, listing);
    const rest = tags.slice(1 + tags.findIndex(([name]) => name === last));
    const { shown, more } = page(rest, pageLength(input, LIMITS), listing, ([name]) => name);
    return { output: { Tags: wireTags(shown), ...more } };
  });
