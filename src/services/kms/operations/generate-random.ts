import { GenerateRandom } from '../../../generated/kms.ts';
import { anything } from '../../../operation/operation.ts';
import { callerKeys } from '../condition-keys.ts';
import { assertNoRecipient } from '../cryptography.ts';
import { readCustomKeyStore } from '../custom-key-store.ts';
import { operation } from '../parts.ts';

export const generateRandom = operation(GenerateRandom)
  .access({
    action: 'kms:GenerateRandom',
    on: anything,
    keys: (_input, _none, asking) => callerKeys(asking),
  })
  .readOnly()
  .handle(async (call) => {
    const { input, random, error } = call;
    if (input.NumberOfBytes === undefined)
      throw error('ValidationException', 'NumberOfBytes is required.');
    assertNoRecipient(input.Recipient, error);
    if (input.CustomKeyStoreId !== undefined) {
      await readCustomKeyStore(call, input.CustomKeyStoreId, error);
      // Only the hardware of an AWS CloudHSM key store makes random bytes, and there is none here.
      throw error('UnsupportedOperationException', NOT_FROM_OUTSIDE);
    }
    return { output: { Plaintext: random.bytes(input.NumberOfBytes) } };
  });

const NOT_FROM_OUTSIDE =
  'The operation is not supported for custom key stores of type EXTERNAL_KEY_STORE.';
