import { GetSAMLProvider } from '../../../generated/iam.ts';
import type { GetSAMLProviderResponse } from '../../../generated/iam.types.ts';
import { operation } from '../parts.ts';
import { onSamlProvider, privateKeysOf } from '../saml-provider.ts';
import { shownTags } from '../tag-pairs.ts';

export const getSAMLProvider = operation(GetSAMLProvider)
  .access(onSamlProvider('iam:GetSAMLProvider'))
  .handle(async ({ resource: { row } }) => {
    const PrivateKeyList = privateKeysOf(row).map(({ id, at }) => ({ KeyId: id, Timestamp: at }));
    const encryption = row.encryption as '' | 'Required' | 'Allowed';
    const output: GetSAMLProviderResponse = {
      SAMLProviderUUID: row.uuid,
      SAMLMetadataDocument: row.metadata,
      CreateDate: row.created_at,
      ValidUntil: row.valid_until,
      Tags: shownTags(row.tags) ?? [],
      ...(encryption && { AssertionEncryptionMode: encryption }),
      PrivateKeyList,
    };
    return { output };
  });
