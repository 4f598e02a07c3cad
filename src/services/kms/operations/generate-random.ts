import { GenerateRandom } from '../../../generated/kms.ts';
import { anything } from '../../../operation/operation.ts';
import { callerKeys } from '../condition-keys.ts';
import { assertNoRecipient } from '../cryptography.ts';
import { operation } from '../parts.ts';

export const generateRandom = operation(GenerateRandom)
  .access({
    action: 'kms:GenerateRandom',
    on: anything,
    keys: (_input, _none, asking) => callerKeys(asking),
  })
  .readOnly()
  .handle(async ({ input, random, error }) => {
    if (input.NumberOfBytes === undefined)
      throw error('ValidationException', 'NumberOfBytes is required.');
    assertNoRecipient(input.Recipient, error);
    if (input.CustomKeyStoreId !== undefined) {
      throw error(
        'CustomKeyStoreNotFoundException',
        `Custom key store ${input.CustomKeyStoreId} does not exist.`,
      );
    }
    return { output: { Plaintext: random.bytes(input.NumberOfBytes) } };
  });
