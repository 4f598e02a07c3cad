import { ListKeyPolicies } from '../../../generated/kms.ts';
import { ownKey } from '../administration.ts';
import { page, pageLength, pageStart } from '../page.ts';
import { operation } from '../parts.ts';

const LIMITS = { usual: 100, most: 1000 };

export const listKeyPolicies = operation(ListKeyPolicies)
  .access(ownKey('kms:ListKeyPolicies'))
  .handle(async (call) => {
    const { input, resource: key, parts } = call;
    const listing = { keyring: parts.keyring, asking: call, list: `ListKeyPolicies ${key.arn}` };
    const after = pageStart(input, listing);
    const found = ['default'].filter((name) => name > after);
    const { shown, more } = page(found, pageLength(input, LIMITS), listing, (name) => name);
    return { output: { PolicyNames: shown, ...more } };
  });
