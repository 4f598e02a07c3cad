import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import tls from 'node:tls';
import { command, credentialsIn } from '../kept-server.ts';
import { freePort, lockstead, missing, run, type Running, scratch } from '../process.ts';
import { call } from './raw.ts';
import { form, signed } from './signed.ts';

const skip = missing('openssl');

interface Secure extends Running {
  readonly folder: string;
  readonly cert: string;
  readonly key: string;
}

async function secure(t: TestContext): Promise<Secure> {
  const place = scratch();
  const folder = place.path;
  const { cert, key } = certificate(folder, 'first');
  const port = await freePort();
  const flags = ['--listen', `127.0.0.1:${port}`, '--tls-cert', cert, '--tls-key', key];
  const server = await lockstead(['start', '--data', join(folder, 'data'), ...flags], {
    port,
    secure: true,
  });
  t.after(async () => {
    await server.end();
    place.remove();
  });
  return { ...server, folder, cert, key };
}

/** A certificate that says of itself that it is right. */
function certificate(
  folder: string,
  name: string,
): { readonly cert: string; readonly key: string } {
  const [cert, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
  const args = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30'];
  const made = run('openssl', [
    'req',
    '-x509',
    ...args,
    '-subj',
    `/CN=${name}`,
    '-addext',
    'subjectAltName=IP:127.0.0.1',
    '-keyout',
    key,
    '-out',
    cert,
  ]);
  assert.equal(made.status, 0, made.stderr);
  return { cert, key };
}

/** Asks over TLS, and believes in nothing but this certificate. */
function ask(server: Secure, ca: string): Promise<{ status: number; body: string }> {
  const { method, url, headers, body } = signed(
    form(
      'sts',
      'GetCallerIdentity',
      {},
      { credentials: credentialsIn(join(server.folder, 'data')) },
    ),
  );
  return new Promise((resolve, reject) => {
    const options = { port: server.port, host: '127.0.0.1', method, path: url, headers, ca };
    const request = https.request({ ...options, agent: false, servername: '' }, (incoming) => {
      let told = '';
      incoming.on('data', (chunk) => (told += chunk));
      incoming.on('end', () => resolve({ status: incoming.statusCode!, body: told }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** The name on the certificate that is shown. */
async function shown({ port }: Secure): Promise<string> {
  const line = await call(port, {});
  const { subject } = (line.socket as tls.TLSSocket).getPeerCertificate();
  line.socket.destroy();
  return String(subject.CN);
}

test('a request over TLS is answered, and its certificate is the one that was given', {
  skip,
}, async (t) => {
  const server = await secure(t);
  const { status, body } = await ask(server, readFileSync(server.cert, 'utf8'));
  assert.equal(status, 200, body);
  assert.match(body, /:user\//);
  assert.match(readFileSync(join(server.folder, 'data/aws/config'), 'utf8'), /https:\/\//);
});

test('TLS is 1.2 or newer', { skip }, async (t) => {
  const server = await secure(t);
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    const line = await call(server.port, { minVersion: version, maxVersion: version });
    assert.equal((line.socket as tls.TLSSocket).getProtocol(), version);
    line.socket.destroy();
  }
  // Level 0 makes the client willing: that it fails is the server's doing.
  const old = { ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
  for (const version of ['TLSv1', 'TLSv1.1'] as const)
    await assert.rejects(call(server.port, { ...old, minVersion: version, maxVersion: version }), {
      code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
    });
});

test('who speaks plainly to a TLS port is left, and others are not disturbed', {
  skip,
}, async (t) => {
  const server = await secure(t);
  const held = await call(server.port, {});
  for (const words of ['GET /health HTTP/1.1\r\nHost: x\r\n\r\n', '\0'.repeat(16), 'hello\n']) {
    const line = await call(server.port);
    line.say(words);
    await line.closed;
  }
  held.say('GET /health HTTP/1.1\r\nHost: x\r\n\r\n');
  assert.equal((await held.hear()).status, 200);
});

test('a certificate is renewed by SIGHUP; connections that are open keep theirs', {
  skip,
}, async (t) => {
  const server = await secure(t);
  const held = await call(server.port, {});
  const { cert, key } = certificate(server.folder, 'second');
  copyFileSync(cert, server.cert);
  copyFileSync(key, server.key);
  assert.equal(await shown(server), 'first', 'not before it was told');
  process.kill(server.pid, 'SIGHUP');
  while ((await shown(server)) !== 'second');
  await assert.rejects(
    call(server.port, {
      minVersion: 'TLSv1.1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT:@SECLEVEL=0',
    }),
    'the new one asks for no less',
  );
  held.say('GET /health HTTP/1.1\r\nHost: x\r\n\r\n');
  assert.equal((await held.hear()).status, 200);
});

test('a renewal that fails leaves the certificate that serves', { skip }, async (t) => {
  const server = await secure(t);
  writeFileSync(server.cert, 'no certificate');
  process.kill(server.pid, 'SIGHUP');
  while (!server.printed().includes('could not be renewed')) await shown(server);
  assert.equal(await shown(server), 'first');
});

test('a certificate that cannot serve is told of before anything is made', { skip }, async (t) => {
  const place = scratch();
  t.after(place.remove);
  const first = certificate(place.path, 'first');
  const second = certificate(place.path, 'second');
  const data = join(place.path, 'data');
  const start = (cert: string, key: string) =>
    command([
      'start',
      '--data',
      data,
      '--listen',
      '127.0.0.1:0',
      '--tls-cert',
      cert,
      '--tls-key',
      key,
    ]);
  const mixed = await start(first.cert, second.key);
  assert.match(mixed.err, /does not belong to the key/);
  const none = await start(join(place.path, 'nowhere.pem'), first.key);
  assert.match(none.err, /nowhere\.pem` cannot be read/);
  for (const { code, err } of [mixed, none]) {
    assert.notEqual(code, 0);
    assert.doesNotMatch(err, /\n\s+at /, 'no stack');
  }
});
