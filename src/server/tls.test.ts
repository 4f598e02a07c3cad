import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { loadTls } from './tls.ts';

// A certificate of a hundred years for localhost and 127.0.0.1, made for this test; it guards nothing.
const CERT = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUbkm3ZgkkQskMCIEtSyusXtxUGs8wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNDExNDAxMFoYDzIxMjYxMDMx
MTE0MDEwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASg4ZU8WaUZTdHuL7LO/jf0mklsGSWE6wRQfouhreGkbtw/nCiAqpnq
EFgA3P0XNQkdeDYoLX6gwqxaxMRa/fNFo28wbTAdBgNVHQ4EFgQU01PUNOl32glP
88CBgBg7k0Fv1vcwHwYDVR0jBBgwFoAU01PUNOl32glP88CBgBg7k0Fv1vcwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIgI8RUS940dYroJ36h8EcT0Qnoa0LhOhzWA1RkaULwi+sCIQDE
8zCeZRxFsxvi03ZMwL9Bw4ro84VDlaaVEzB2Z+BQ0g==
-----END CERTIFICATE-----
`;
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg6As01ESn3we1aAA4
c8C5k+qM0ovSH0HeEpr+ys963d2hRANCAASg4ZU8WaUZTdHuL7LO/jf0mklsGSWE
6wRQfouhreGkbtw/nCiAqpnqEFgA3P0XNQkdeDYoLX6gwqxaxMRa/fNF
-----END PRIVATE KEY-----
`;
const OTHER_KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgFIgVoruFOJPvX8Ck
4a1sD1nYkw8RwXZLUT8QXkJpDC+hRANCAATZbZDHFOW4xNPsUJPnvXv+2MGULsPw
Sja6J7n4Tj2/ucc5VUSG5MJ19xCe9gmP0SGFERJor9OjSdMNXtnkG2Y/
-----END PRIVATE KEY-----
`;

function files(t: TestContext, cert: string, key: string) {
  const folder = mkdtempSync(join(tmpdir(), 'lockstead-tls-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const paths = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  writeFileSync(paths.cert, cert);
  writeFileSync(paths.key, key);
  return paths;
}

test('a certificate and its key are loaded, and say whom they are for and how long', async (t) => {
  const { certificate, cert, key } = await loadTls(files(t, CERT, KEY));
  assert.equal(cert.toString(), CERT);
  assert.equal(key.toString(), KEY);
  assert.ok(certificate.notAfter - certificate.notBefore > 36_000 * 86_400_000);
  assert.ok(certificate.isFor('localhost') && certificate.isFor('127.0.0.1'));
  assert.equal(certificate.isFor('lockstead.example'), false);
});

test('a certificate without its key is refused before anybody connects', async (t) => {
  const refused = (message: RegExp) => ({ exitCode: 5, message });
  await assert.rejects(loadTls(files(t, CERT, OTHER_KEY)), refused(/does not belong to the key/));
  await assert.rejects(loadTls(files(t, 'none', KEY)), refused(/no certificate in PEM form/));
  await assert.rejects(loadTls(files(t, CERT, 'none')), refused(/no private key in PEM form/));
  await assert.rejects(
    loadTls({ cert: '/nowhere/cert.pem', key: '/nowhere/key.pem' }),
    refused(/cannot be read.*--tls-cert/),
  );
});
