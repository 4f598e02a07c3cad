import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { readSshKey } from './ssh-key.ts';

/** Made by `ssh-keygen -t rsa -b 2048`, which also printed its fingerprint. */
const SSH =
  'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCdY2WnMFnKBG5d07z4PuO1D2Tu7zmHbQekJrQzJ4ORso1SwNVjkPKXfRGU0S/qEiZ+KvB3e/la2MlZQvBlAiKLLzFMr92wEoE9oMKnE0r6ETRq0u4nWhrT5aNHQYTEi/3qG6WAIAAZ0CGpHigtRzp77fzgZCWuvSEJ5jSGBw2uCqxopyeSAz/GEDSYlRGNLIhpG9CKUO0VNlM3VFMZ6+KSMB5lViGLecMUr5wza73j92T0HmK9+eqjkhBIxoQNcIFeT76dwsfP8jfPiKYw+XKlKmww6VR80kwQXa4mE7WjCwPuiiwfmwysV0SZ6a5ybeH5txNdSpGU5G6BesIJKgH3';
const FINGERPRINT = 'ad:08:7f:a5:12:71:5c:c3:82:6a:93:8a:d7:ba:0a:a9';

test('a key is the same key in both forms, and has the fingerprint that ssh-keygen prints', () => {
  const key = readSshKey(`${SSH} ann@example.com\n`);
  assert.ok(typeof key === 'object');
  assert.deepEqual([key.ssh, key.fingerprint, key.bits], [SSH, FINGERPRINT, 2048]);
  assert.deepEqual(readSshKey(key.pem), key);
});

test('what is no public key of RSA is refused', () => {
  assert.equal(readSshKey('ssh-dss AAAA'), 'unrecognized');
  assert.equal(readSshKey('hello'), 'unrecognized');
  assert.equal(readSshKey('ssh-rsa AAAA'), 'malformed');
  assert.equal(readSshKey('ssh-rsa !'), 'malformed');
  assert.equal(readSshKey(`${SSH.slice(0, -8)}`), 'malformed');
  const pem = { format: 'pem', type: 'spki' } as const;
  const { publicKey } = generateKeyPairSync('ed25519');
  assert.equal(readSshKey(publicKey.export(pem)), 'malformed');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  assert.equal(readSshKey(privateKey.export({ format: 'pem', type: 'pkcs8' })), 'malformed');
});
