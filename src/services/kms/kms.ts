import { service } from '../../generated/kms.ts';
import type { Service } from '../../operation/service.ts';
import { keyDeletion } from './deletion.ts';
import { materialExpiry } from './expiry.ts';
import { cancelKeyDeletion } from './operations/cancel-key-deletion.ts';
import { connectCustomKeyStore } from './operations/connect-custom-key-store.ts';
import { createAlias } from './operations/create-alias.ts';
import { createCustomKeyStore } from './operations/create-custom-key-store.ts';
import { createGrant } from './operations/create-grant.ts';
import { createKey } from './operations/create-key.ts';
import { decrypt } from './operations/decrypt.ts';
import { deleteAlias } from './operations/delete-alias.ts';
import { deleteCustomKeyStore } from './operations/delete-custom-key-store.ts';
import { deleteImportedKeyMaterial } from './operations/delete-imported-key-material.ts';
import { deriveSharedSecret } from './operations/derive-shared-secret.ts';
import { describeCustomKeyStores } from './operations/describe-custom-key-stores.ts';
import { describeKey } from './operations/describe-key.ts';
import { disableKey } from './operations/disable-key.ts';
import { disconnectCustomKeyStore } from './operations/disconnect-custom-key-store.ts';
import { disableKeyRotation } from './operations/disable-key-rotation.ts';
import { enableKey } from './operations/enable-key.ts';
import { enableKeyRotation } from './operations/enable-key-rotation.ts';
import { encrypt } from './operations/encrypt.ts';
import { generateDataKey } from './operations/generate-data-key.ts';
import { generateDataKeyPair } from './operations/generate-data-key-pair.ts';
import { generateDataKeyPairWithoutPlaintext } from './operations/generate-data-key-pair-without-plaintext.ts';
import { generateDataKeyWithoutPlaintext } from './operations/generate-data-key-without-plaintext.ts';
import { generateMac } from './operations/generate-mac.ts';
import { generateRandom } from './operations/generate-random.ts';
import { getKeyLastUsage } from './operations/get-key-last-usage.ts';
import { getKeyPolicy } from './operations/get-key-policy.ts';
import { getKeyRotationStatus } from './operations/get-key-rotation-status.ts';
import { getParametersForImport } from './operations/get-parameters-for-import.ts';
import { getPublicKey } from './operations/get-public-key.ts';
import { importKeyMaterial } from './operations/import-key-material.ts';
import { listAliases } from './operations/list-aliases.ts';
import { listGrants } from './operations/list-grants.ts';
import { listKeyPolicies } from './operations/list-key-policies.ts';
import { listKeyRotations } from './operations/list-key-rotations.ts';
import { listKeys } from './operations/list-keys.ts';
import { listResourceTags } from './operations/list-resource-tags.ts';
import { listRetirableGrants } from './operations/list-retirable-grants.ts';
import { putKeyPolicy } from './operations/put-key-policy.ts';
import { reEncrypt } from './operations/re-encrypt.ts';
import { replicateKey } from './operations/replicate-key.ts';
import { retireGrant } from './operations/retire-grant.ts';
import { revokeGrant } from './operations/revoke-grant.ts';
import { rotateKeyOnDemand } from './operations/rotate-key-on-demand.ts';
import { scheduleKeyDeletion } from './operations/schedule-key-deletion.ts';
import { sign } from './operations/sign.ts';
import { tagResource } from './operations/tag-resource.ts';
import { untagResource } from './operations/untag-resource.ts';
import { updateAlias } from './operations/update-alias.ts';
import { updateCustomKeyStore } from './operations/update-custom-key-store.ts';
import { updateKeyDescription } from './operations/update-key-description.ts';
import { updatePrimaryRegion } from './operations/update-primary-region.ts';
import { verify } from './operations/verify.ts';
import { verifyMac } from './operations/verify-mac.ts';
import type { Parts, Tools } from './parts.ts';
import { keyRotation } from './rotation.ts';
import { migrations } from './tables.ts';
import { createVault } from './vault.ts';

/** The service with its parts, its operations and its jobs. */
export function kms(parts: Parts): Service<Tools> {
  return {
    model: service,
    parts: { ...parts, vault: createVault(parts.keyring) },
    operations: [
      cancelKeyDeletion,
      connectCustomKeyStore,
      createAlias,
      createCustomKeyStore,
      createGrant,
      createKey,
      decrypt,
      deleteAlias,
      deleteCustomKeyStore,
      deleteImportedKeyMaterial,
      deriveSharedSecret,
      describeCustomKeyStores,
      describeKey,
      disableKey,
      disconnectCustomKeyStore,
      disableKeyRotation,
      enableKey,
      enableKeyRotation,
      encrypt,
      generateDataKey,
      generateDataKeyPair,
      generateDataKeyPairWithoutPlaintext,
      generateDataKeyWithoutPlaintext,
      generateMac,
      generateRandom,
      getKeyLastUsage,
      getKeyPolicy,
      getKeyRotationStatus,
      getParametersForImport,
      getPublicKey,
      importKeyMaterial,
      listAliases,
      listGrants,
      listKeyPolicies,
      listKeyRotations,
      listKeys,
      listResourceTags,
      listRetirableGrants,
      putKeyPolicy,
      reEncrypt,
      replicateKey,
      retireGrant,
      revokeGrant,
      rotateKeyOnDemand,
      scheduleKeyDeletion,
      sign,
      tagResource,
      untagResource,
      updateAlias,
      updateCustomKeyStore,
      updateKeyDescription,
      updatePrimaryRegion,
      verify,
      verifyMac,
    ],
    jobs: [keyDeletion, keyRotation, materialExpiry],
    migrations,
  };
}
