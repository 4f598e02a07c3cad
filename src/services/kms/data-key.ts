import type { AwsError } from '../../model/model.ts';

const BYTES = { AES_128: 16, AES_256: 32 };

/** How long a data key is to be: a request says it in one of two ways, and not in both. */
export function dataKeyBytes(
  {
    KeySpec,
    NumberOfBytes,
  }: {
    readonly KeySpec?: keyof typeof BYTES | undefined;
    readonly NumberOfBytes?: number | undefined;
  },
  error: (code: 'ValidationException', message: string) => AwsError,
): number {
  if ((KeySpec === undefined) === (NumberOfBytes === undefined)) {
    throw error('ValidationException', 'Please specify either number of bytes or key spec.');
  }
  return KeySpec ? BYTES[KeySpec] : NumberOfBytes!;
}
