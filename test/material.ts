/** Looking for key material where none may be. */
import assert from 'node:assert/strict';
import type { KeyObject } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What must not be found, whole or in part, in whatever form. */
export function assertAbsent(place: string, bytes: Buffer, secrets: readonly Buffer[]): void {
  for (const secret of secrets) {
    for (let at = 0; at + 16 <= secret.length; at += 16) {
      assert.ok(!bytes.includes(secret.subarray(at, at + 16)), `${place} holds material`);
    }
    const hex = secret.toString('hex');
    for (const form of [hex, hex.toUpperCase()]) {
      assert.ok(!bytes.includes(form.slice(0, 32)), `${place} holds material in hexadecimal`);
    }
    // Base64 of a part is that of the whole where three bytes begin; a text may begin anywhere before it.
    for (const skipped of [0, 1, 2]) {
      const part = secret.subarray(skipped, skipped + 21).toString('base64');
      const safe = part.replaceAll('+', '-').replaceAll('/', '_');
      assert.ok(!bytes.includes(part) && !bytes.includes(safe), `${place} holds it in base64`);
    }
    const decimal = [...secret.subarray(0, 16)].join(',');
    assert.ok(!bytes.includes(decimal), `${place} holds material as numbers`);
    assert.ok(!bytes.includes(decimal.replaceAll(',', ', ')), `${place} holds it as numbers`);
  }
}

/** The numbers of a private key: they are the same in every encoding of it. */
export const secretsOf = (key: KeyObject): readonly Buffer[] => {
  // What ML-DSA keys are made of is their `priv`.
  const { d, p, q, dp, dq, qi, priv } = key.export({ format: 'jwk' }) as Record<string, string>;
  return [d, p, q, dp, dq, qi, priv]
    .filter((part) => part !== undefined)
    .map((part) => Buffer.from(part, 'base64url'));
};

/** All files of a folder, with their bytes. */
export function filesOf(folder: string): readonly (readonly [string, Buffer])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path, readFileSync(path)] as const);
}
