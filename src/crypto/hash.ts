import { hash } from 'node:crypto';

// One-shots: an object per hash costs more than the arithmetic of a small body.

/** SHA-256 in lower-case hexadecimal. */
export const sha256Hex = (data: string | Uint8Array): string => hash('sha256', data, 'hex');

/** SHA-256, 32 bytes. */
export const sha256 = (data: string | Uint8Array): Buffer => hash('sha256', data, 'buffer');
