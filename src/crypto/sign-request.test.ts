import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SignatureV4 } from '@smithy/signature-v4';
import { createHash, createHmac } from 'node:crypto';
import { signRequest } from './sign-request.ts';

const NOW = Date.UTC(2026, 0, 5, 12, 30, 1);
const WHO = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG' };
const SCOPE = { region: 'eu-west-1', service: 'secretsmanager' };

/** What the AWS SDK hashes with. */
class Sha256 {
  readonly #hash;
  constructor(secret?: any) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret);
  }
  update(data: any): void {
    this.#hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
  reset(): void {}
}

for (const sessionToken of [undefined, 'a/token+of==a-session']) {
  test(`a request is signed as the AWS SDK signs it${sessionToken ? ', for a session' : ''}`, async () => {
    const body = Buffer.from('{"SecretId":"prod/db"}');
    const headers = {
      host: 'localhost:4600',
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'secretsmanager.DescribeSecret',
    };
    const credentials = { ...WHO, ...(sessionToken !== undefined && { sessionToken }) };
    const ours = signRequest(
      { method: 'POST', path: '/', query: '', headers, body },
      { ...credentials, ...SCOPE },
      NOW,
    );
    const signer = new SignatureV4({ credentials, ...SCOPE, sha256: Sha256, applyChecksum: false });
    const theirs = await signer.sign(
      { method: 'POST', protocol: 'http:', hostname: 'localhost', path: '/', headers, body },
      { signingDate: new Date(NOW) },
    );
    assert.equal(ours['authorization'], theirs.headers['authorization']);
    assert.equal(ours['x-amz-security-token'], sessionToken);
  });
}
