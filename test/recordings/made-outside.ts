/** Bytes that the recorder made outside of AWS, and of which a recording keeps the length or a description. */
import {
  constants,
  createPublicKey,
  generateKeyPairSync,
  hash,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { wrapHybrid, wrapOaep } from '../wrapping.ts';

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
  if (operation === 'ImportKeyMaterial') {
    const parameters = before.findLast((step) => step.operation === 'GetParametersForImport')!;
    const der = [...answers.values()].findLast(({ ImportToken }) => ImportToken)!['PublicKey'];
    return String(parameters.input['WrappingAlgorithm']).startsWith('RSA_AES')
      ? wrapHybrid(der, 'sha256', rsaKey())
      : wrapOaep(der, 'sha256', randomBytes(32));
  }
  return undefined;
}

const rsaKey = (): Uint8Array =>
  generateKeyPairSync('rsa', { modulusLength: 4096 }).privateKey.export({
    format: 'der',
    type: 'pkcs8',
  });
