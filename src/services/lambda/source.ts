/** The code that a request brings. */
import type { FunctionCode } from '../../generated/lambda.types.ts';
import type { UsedLayer } from './configuration.ts';
import { type Code, MAX_UNZIPPED_BYTES } from './code.ts';

type Fail = (code: 'InvalidParameterValueException', message: string) => Error;

/** The zip of a request. It comes with the request or not at all: there is no S3 here to fetch it from. */
export function zipOf(source: FunctionCode, error: Fail): Uint8Array {
  const refuse = (message: string) => error('InvalidParameterValueException', message);
  if (source.ImageUri !== undefined) throw refuse(NO_IMAGES);
  const fromS3 = source.S3Bucket ?? source.S3Key ?? source.S3ObjectVersion;
  if (source.ZipFile !== undefined && fromS3 !== undefined) throw refuse(TWO_SOURCES);
  if (fromS3 !== undefined) throw refuse(NO_S3);
  if (source.SourceKMSKeyArn) throw refuse(NO_SOURCE_KEY);
  if (source.ZipFile === undefined) throw refuse(NO_SOURCE);
  return source.ZipFile;
}

/** Refuses code that together with its layers unpacks to more than AWS takes. */
export function assertFits(
  unzipped: Code['unzipped'],
  layers: readonly UsedLayer[],
  error: Fail,
): void {
  const total = layers.reduce((sum, layer) => sum + layer.unzippedBytes, unzipped);
  if (total > MAX_UNZIPPED_BYTES) throw error('InvalidParameterValueException', tooMuch(total));
}

const NO_SOURCE = 'Please provide a source for function code.';
const TWO_SOURCES = 'Please do not provide other FunctionCode parameters when providing a ZipFile.';
const NO_S3 = 'Lockstead has no S3 to fetch code from: send it along as ZipFile.';
const NO_IMAGES = 'Lockstead does not serve container images for functions: send a zip as ZipFile.';
const NO_SOURCE_KEY =
  'SourceKMSKeyArn cannot be given: all code is sealed under the keyring of this server.';
const tooMuch = (total: number): string =>
  `Function code combined with layers exceeds the maximum allowed size of ${MAX_UNZIPPED_BYTES} bytes. The actual size is ${total} bytes.`;
