import { UpdateSAMLProvider } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { operation } from '../parts.ts';
import {
  assertOpens,
  onSamlProvider,
  privateKeysOf,
  validUntil,
  withPrivateKey,
} from '../saml-provider.ts';
import { updateSamlProviderRow } from '../saml-provider-tables.ts';

export const updateSAMLProvider = operation(UpdateSAMLProvider)
  .access(onSamlProvider('iam:UpdateSAMLProvider'))
  .handle(async ({ input, resource: { row }, random, parts, now, error }) => {
    const { arn, revision } = row;
    const { SAMLMetadataDocument: document, AddPrivateKey: pem, RemovePrivateKey: gone } = input;
    const { AssertionEncryptionMode: encryption = row.encryption } = input;
    const there = privateKeysOf(row);
    const kept = there.filter(({ id }) => id !== gone);
    if (gone !== undefined && kept.length === there.length)
      throw error('NoSuchEntity', `Private key ${gone} was not found.`);
    const { keyring } = parts;
    const keys = pem ? withPrivateKey(kept, pem, { arn, keyring, random, now, error }) : kept;
    assertOpens(encryption, keys, error);
    const updated = {
      arn,
      revision,
      metadata: document ?? row.metadata,
      encryption,
      keys: JSON.stringify(keys),
      valid_until: document === undefined ? row.valid_until : validUntil(document, now, error),
    };
    return {
      output: { SAMLProviderArn: arn },
      changes: [change(updateSamlProviderRow, updated)],
    };
  });
