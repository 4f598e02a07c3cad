import { CreateSAMLProvider } from '../../../generated/iam.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { operation } from '../parts.ts';
import { oneMore } from '../quota.ts';
import {
  assertOpens,
  newId,
  samlProviderToBe,
  validUntil,
  withPrivateKey,
} from '../saml-provider.ts';
import { insertSamlProvider, selectSamlProviderByName } from '../saml-provider-tables.ts';
import { shownTags } from '../tag-pairs.ts';
import { hasTags, newTags } from '../tags.ts';

export const createSAMLProvider = operation(CreateSAMLProvider)
  .access({
    action: 'iam:CreateSAMLProvider',
    on: ({ Name }, { caller }) => samlProviderToBe(caller.account, Name),
    keys: ({ Tags }) => requestTagKeys(Tags),
  })
  .also('tagging', {
    action: 'iam:TagSAMLProvider',
    on: ({ Name }, { caller }) => samlProviderToBe(caller.account, Name),
    keys: ({ Tags }) => requestTagKeys(Tags),
    when: hasTags,
  })
  .handle(async (call) => {
    const { input, resource, store, random, parts, now, error } = call;
    const { Name: name, SAMLMetadataDocument: metadata, AddPrivateKey: pem } = input;
    const { AssertionEncryptionMode: encryption = '' } = input;
    const { account, arn } = resource;
    const valid_until = validUntil(metadata, now, error);
    const { keyring } = parts;
    const keys = pem ? withPrivateKey([], pem, { arn, keyring, random, now, error }) : [];
    assertOpens(encryption, keys, error);
    const tags = newTags(input.Tags, error);
    const name_key = name.toLowerCase();
    if (await store.one(selectSamlProviderByName, { account, name_key }))
      throw error('EntityAlreadyExists', `Provider with name ${name} already exists.`);
    const room = await oneMore(call, 'samlProvider', account);
    const provider = {
      arn,
      account,
      name,
      name_key,
      uuid: newId(random),
      metadata,
      encryption,
      keys: JSON.stringify(keys),
      valid_until,
      tags,
      created_at: now,
      revision: 1,
    };
    return {
      output: { SAMLProviderArn: arn, Tags: shownTags(tags) },
      changes: [...room, change(insertSamlProvider, provider)],
    };
  });
