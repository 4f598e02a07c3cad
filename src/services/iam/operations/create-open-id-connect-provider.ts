import { CreateOpenIDConnectProvider } from '../../../generated/iam.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import {
  assertIssuer,
  assertThumbprints,
  issuerOf,
  oidcProviderToBe,
  withClient,
} from '../oidc-provider.ts';
import { insertOidcProvider, selectOidcProvider } from '../oidc-provider-tables.ts';
import { operation } from '../parts.ts';
import { oneMore } from '../quota.ts';
import { shownTags } from '../tag-pairs.ts';
import { hasTags, newTags } from '../tags.ts';

export const createOpenIDConnectProvider = operation(CreateOpenIDConnectProvider)
  .access({
    action: 'iam:CreateOpenIDConnectProvider',
    on: ({ Url }, { caller }) => oidcProviderToBe(caller.account, Url),
    keys: ({ Tags }) => requestTagKeys(Tags),
  })
  .also('tagging', {
    action: 'iam:TagOpenIDConnectProvider',
    on: ({ Url }, { caller }) => oidcProviderToBe(caller.account, Url),
    keys: ({ Tags }) => requestTagKeys(Tags),
    when: hasTags,
  })
  .handle(async (call) => {
    const { input, resource, store, now, error } = call;
    const { Url, ClientIDList = [], ThumbprintList = [] } = input;
    const { account, arn } = resource;
    assertIssuer(Url, error);
    // Without thumbprints the issuer's certificate is judged by the authorities that the server trusts.
    assertThumbprints(ThumbprintList, error);
    let clients: readonly string[] = [];
    for (const id of ClientIDList) clients = withClient(clients, id, error);
    const tags = newTags(input.Tags, error);
    if (await store.one(selectOidcProvider, { arn }))
      throw error('EntityAlreadyExists', `Provider with url ${Url} already exists.`);
    const room = await oneMore(call, 'oidcProvider', account);
    const provider = {
      arn,
      account,
      url: issuerOf(Url),
      clients: JSON.stringify(clients),
      thumbprints: JSON.stringify(ThumbprintList),
      tags,
      created_at: now,
      revision: 1,
    };
    return {
      output: { OpenIDConnectProviderArn: arn, Tags: shownTags(tags) },
      changes: [...room, change(insertOidcProvider, provider)],
    };
  });
