/** Bytes that the recorder made outside of AWS, and of which a recording keeps the length or a description. */
import { constants, createPublicKey, generateKeyPairSync, hash, publicEncrypt } from 'node:crypto';

/** A recorded step, as far as it says what its bytes are for. */
export interface Step {
  readonly operation: string;
  readonly input: { readonly [member: string]: unknown };
}

/** Such bytes for a step, made anew; undefined where any bytes will do. */
export function madeOutside(
  { operation, input }: Step,
  before: readonly Step[],
  answers: ReadonlyMap<number, { readonly [member: string]: any }>,
): Uint8Array | undefined {
  if ((operation === 'Sign' || operation === 'Verify') && input['MessageType'] === 'DIGEST') {
    const message = before.findLast((step) => step.input['MessageType'] === 'RAW')?.input[
      'Message'
    ];
    const bits = /\d+$/.exec(String(input['SigningAlgorithm']))![0];
    return hash(`sha${bits}`, String(message), 'buffer');
  }
  if (operation === 'DeriveSharedSecret') {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    return publicKey.export({ format: 'der', type: 'spki' });
  }
  if (operation === 'Decrypt') {
    const der = [...answers.values()].findLast(({ PublicKey }) => PublicKey)!['PublicKey'];
    const key = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' });
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    return publicEncrypt({ key, padding, oaepHash: 'sha256' }, Buffer.from('encrypted outside'));
  }
  return undefined;
}
