import { createHash } from 'node:crypto';

/** SHA-256 over bytes that come piece by piece. */
export interface RunningHash {
  readonly add: (bytes: Uint8Array) => void;
  /** The hash of all pieces, in lower-case hexadecimal; asked for once, at the end. */
  readonly hex: () => string;
}

export function runningSha256(): RunningHash {
  const hash = createHash('sha256');
  return { add: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
}
