/** A key store that is elsewhere, as people make it by the AWS CLI: over TLS, a restart, and a proxy that goes away. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { environment } from '../clients.ts';
import { keptServer } from '../kept-server.ts';
import { CA } from '../own-ca.ts';
import { clean, missing, scratch } from '../process.ts';
import { refusal, type XksTestProxy, xksProxy } from '../xks-proxy.ts';

const storeAt = ({ path, credential }: XksTestProxy, endpoint: string, secret: string) => ({
  CustomKeyStoreName: 'outside',
  CustomKeyStoreType: 'EXTERNAL_KEY_STORE',
  XksProxyConnectivity: 'PUBLIC_ENDPOINT',
  XksProxyUriEndpoint: endpoint,
  XksProxyUriPath: path,
  XksProxyAuthenticationCredential: { ...credential, RawSecretAccessKey: secret },
});

test('a key outside seals for those inside, holds over a restart, and for nobody without its proxy', {
  skip: missing('aws'),
}, async (t) => {
  const proxy = await xksProxy(t);
  const { path, remove } = scratch();
  t.after(remove);
  const file = (name: string, bytes: string | Buffer) => {
    writeFileSync(join(path, name), bytes);
    return join(path, name);
  };
  const flags = ['--allow-outbound', proxy.place, '--outbound-ca', file('ca.pem', CA)];
  const server = await keptServer(t, { flags });

  /** Types a command while the proxy, which lives in this process, goes on. */
  async function type(line: string): Promise<{ readonly code: number; readonly said: string }> {
    const env = { ...clean(process.env), ...environment(server.url, server.administrator) };
    const child = spawn('aws', line.split(' '), { env: { ...env, AWS_PAGER: '' } });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => (out += chunk));
    child.stderr.on('data', (chunk) => (err += chunk));
    const [code] = (await once(child, 'close')) as [number];
    return { code, said: code === 0 ? out : err };
  }
  /** AWS's own advice where a proxy was too slow, as one on a busy machine is: ask again. */
  async function told(line: string): Promise<any> {
    for (let times = 0; ; times++) {
      const { code, said } = await type(line);
      if (code === 0) return said.trim() === '' ? undefined : JSON.parse(said);
      if (times === 10 || !/did not respond in time/.test(said)) assert.fail(`${line}\n${said}`);
    }
  }
  async function refused(line: string, code: string, message: RegExp): Promise<void> {
    const { said } = await type(line);
    assert.match(said, new RegExp(`\\(${code}\\)`), line);
    assert.match(said, message);
  }

  const { RawSecretAccessKey } = proxy.credential;
  // In a file the secret is on no command line, and the CLI does not fetch what looks like a URL.
  const make = (secret: string) => {
    const input = JSON.stringify(storeAt(proxy, proxy.endpoint, secret));
    return `kms create-custom-key-store --cli-input-json file://${file('store.json', input)}`;
  };
  await refused(
    make('x'.repeat(43)),
    'XksProxyIncorrectAuthenticationCredentialException',
    /could not authenticate AWS KMS/,
  );
  const { CustomKeyStoreId: id } = await told(make(RawSecretAccessKey));
  const state = async (): Promise<string> =>
    (await told(`kms describe-custom-key-stores --custom-key-store-id ${id}`)).CustomKeyStores[0]
      .ConnectionState;
  for (let times = 0; times < 10 && (await state()) !== 'CONNECTED'; times++) {
    if ((await state()) === 'FAILED')
      await told(`kms disconnect-custom-key-store --custom-key-store-id ${id}`);
    await told(`kms connect-custom-key-store --custom-key-store-id ${id}`);
  }
  const { KeyMetadata } = await told(
    `kms create-key --origin EXTERNAL_KEY_STORE --custom-key-store-id ${id} --xks-key-id key-1`,
  );
  const key = `--key-id ${KeyMetadata.KeyId}`;
  const plain = `fileb://${file('plain', 'hello')}`;
  const { CiphertextBlob } = await told(`kms encrypt ${key} --plaintext ${plain}`);
  const sealed = `fileb://${file('sealed', Buffer.from(CiphertextBlob, 'base64'))}`;
  const open = `kms decrypt --ciphertext-blob ${sealed}`;

  await server.kill();
  await server.start();
  assert.equal((await told(open)).Plaintext, btoa('hello'));
  const asked = proxy.asked.at(-1)!.body.requestMetadata;
  assert.equal(asked.kmsOperation, 'Decrypt');
  assert.match(asked.awsPrincipalArn, /^arn:aws:iam::\d{12}:user\/administrator$/);

  proxy.misbehave = () => refusal(403, 'AccessDeniedException');
  await refused(open, 'KMSInvalidStateException', /proxy denied access to the operation/);
  proxy.misbehave = undefined;
  await told(`kms disconnect-custom-key-store --custom-key-store-id ${id}`);
  await refused(open, 'KMSInvalidStateException', /not connected to its external key store proxy/);
  await refused(
    `kms delete-custom-key-store --custom-key-store-id ${id}`,
    'CustomKeyStoreHasCMKsException',
    /contains AWS KMS keys/,
  );
  // Nobody who reads the trail or what the server prints learns the proxy's secret.
  const [account] = /\d{12}/.exec(KeyMetadata.Arn)!;
  const trail = JSON.stringify(await server.events(account!));
  assert.match(trail, /CreateCustomKeyStore/);
  assert.ok(!`${trail}${server.printed()}`.includes(RawSecretAccessKey));
});

test('a proxy that the operator has not allowed is not asked, and the log says why', {
  skip: missing('aws'),
}, async (t) => {
  const proxy = await xksProxy(t);
  const server = await keptServer(t);
  const input = JSON.stringify(storeAt(proxy, 'https://169.254.169.254', 'x'.repeat(43)));
  const line = `kms create-custom-key-store --cli-input-json ${input}`;
  const env = { ...clean(process.env), ...environment(server.url, server.administrator) };
  const child = spawn('aws', line.split(' '), { env });
  let err = '';
  child.stderr.on('data', (chunk) => (err += chunk));
  await once(child, 'close');
  assert.match(err, /\(XksProxyUriUnreachableException\).*AWS KMS cannot communicate/);
  assert.equal(await server.stop(), 0);
  assert.match(server.printed(), /"reason":"forbidden".*--allow-outbound/);
});
