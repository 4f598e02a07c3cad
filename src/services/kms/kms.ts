import { service } from '../../generated/kms.ts';
import type { Service } from '../../operation/service.ts';
import { keyDeletion } from './deletion.ts';
import { createKey } from './operations/create-key.ts';
import { decrypt } from './operations/decrypt.ts';
import { describeKey } from './operations/describe-key.ts';
import { encrypt } from './operations/encrypt.ts';
import { generateDataKey } from './operations/generate-data-key.ts';
import { generateDataKeyWithoutPlaintext } from './operations/generate-data-key-without-plaintext.ts';
import { generateRandom } from './operations/generate-random.ts';
import { listKeys } from './operations/list-keys.ts';
import { reEncrypt } from './operations/re-encrypt.ts';
import type { Parts, Tools } from './parts.ts';
import { migrations } from './tables.ts';
import { createVault } from './vault.ts';

/** The service with its parts, its operations and its jobs. */
export function kms(parts: Parts): Service<Tools> {
  return {
    model: service,
    parts: { ...parts, vault: createVault(parts.keyring) },
    operations: [
      createKey,
      decrypt,
      describeKey,
      encrypt,
      generateDataKey,
      generateDataKeyWithoutPlaintext,
      generateRandom,
      listKeys,
      reEncrypt,
    ],
    jobs: [keyDeletion],
    migrations,
  };
}
