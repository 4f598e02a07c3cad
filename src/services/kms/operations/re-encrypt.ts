import { ReEncrypt } from '../../../generated/kms.ts';
import type { ReEncryptRequest } from '../../../generated/kms.types.ts';
import type { Asking } from '../../../operation/operation.ts';
import { prepareManagedKey } from '../aws-managed.ts';
import { cryptoKeys } from '../condition-keys.ts';
import {
  assertNoDryRun,
  decrypt,
  encrypt,
  encryptionAlgorithm,
  findSourceKey,
  isBlobless,
} from '../cryptography.ts';
import { assertUsable, findKey } from '../key.ts';
import { recordUse } from '../last-usage.ts';
import { operation } from '../parts.ts';

const findSource = (input: ReEncryptRequest, asking: Asking) =>
  findSourceKey(asking, {
    action: 'kms:ReEncryptFrom',
    blob: input.CiphertextBlob,
    keyId: input.SourceKeyId,
    grantTokens: input.GrantTokens,
    blobless: isBlobless(input),
  });

const findDestination = (input: ReEncryptRequest, asking: Asking) =>
  findKey(asking, input.DestinationKeyId, input.GrantTokens);

type Found = Awaited<ReturnType<typeof findSource>>;

/** Policies may ask whether both keys are one (`kms:ReEncryptOnSameKey`), so each is found with the other in view. */
function besides<F extends Found>(found: F, other: Found) {
  if ('missing' in found) return found as Extract<F, { missing: string }>;
  const onSameKey = !('missing' in other) && other.arn === found.arn;
  return { ...(found as Exclude<F, { missing: string }>), onSameKey };
}

export const reEncrypt = operation(ReEncrypt)
  .access({
    action: 'kms:ReEncryptFrom',
    on: async (input, asking) =>
      besides(await findSource(input, asking), await findDestination(input, asking)),
    keys: (input, source, asking) => ({
      ...cryptoKeys(
        {
          KeyId: input.SourceKeyId,
          EncryptionContext: input.SourceEncryptionContext,
          EncryptionAlgorithm: input.SourceEncryptionAlgorithm,
        },
        source,
        asking,
      ),
      'kms:ReEncryptOnSameKey': source && String(source.onSameKey),
    }),
  })
  .also('destination', {
    action: 'kms:ReEncryptTo',
    on: async (input, asking) =>
      besides(await findDestination(input, asking), await findSource(input, asking)),
    keys: (input, destination, asking) => ({
      ...cryptoKeys(
        {
          KeyId: input.DestinationKeyId,
          EncryptionContext: input.DestinationEncryptionContext,
          EncryptionAlgorithm: input.DestinationEncryptionAlgorithm,
        },
        destination,
        asking,
      ),
      'kms:ReEncryptOnSameKey': destination && String(destination.onSameKey),
    }),
  })
  .prepare(prepareManagedKey(({ DestinationKeyId }) => DestinationKeyId, 'use'))
  .readOnly()
  .handle(async (call) => {
    const { input, resource: source, also, error } = call;
    const { destination } = also;
    assertUsable(source, error);
    assertUsable(destination, error);
    const from = encryptionAlgorithm(
      source,
      input.SourceEncryptionAlgorithm,
      'ReEncryptFrom',
      error,
    );
    const to = encryptionAlgorithm(
      destination,
      input.DestinationEncryptionAlgorithm,
      'ReEncryptTo',
      error,
    );
    if (isBlobless(input)) assertNoDryRun(true, error);
    const sealed = {
      blob: input.CiphertextBlob!,
      algorithm: from,
      context: input.SourceEncryptionContext,
    };
    const opened = await decrypt(call, source, sealed, error);
    assertNoDryRun(input.DryRun, error);
    const plain = {
      plaintext: opened.plaintext,
      algorithm: to,
      context: input.DestinationEncryptionContext,
    };
    const { blob, materialId } = await encrypt(call, destination, plain, error);
    opened.plaintext.fill(0);
    return {
      output: {
        CiphertextBlob: blob,
        SourceKeyId: source.arn,
        KeyId: destination.arn,
        SourceEncryptionAlgorithm: from,
        DestinationEncryptionAlgorithm: to,
        SourceKeyMaterialId: opened.materialId,
        DestinationKeyMaterialId: materialId,
      },
      changes: await recordUse(call, 'ReEncrypt', source, destination),
    };
  });
