/** Grants as people type them: given to somebody with no rights, used, constrained, and taken back, by the AWS CLI. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { aws } from '../clients.ts';
import { keptServer } from '../kept-server.ts';
import { missing } from '../process.ts';

test('a grant lends a key to somebody without rights, holds over a restart, and ends at once', {
  skip: missing('aws'),
}, async (t) => {
  const server = await keptServer(t);
  const type = (who: typeof server.administrator, line: string) =>
    aws(server.url, who, ...line.split(' '));
  const toldTo = (who: typeof server.administrator) => (line: string) => {
    const { status, stdout, stderr } = type(who, line);
    assert.equal(status, 0, `aws ${line}\n${stderr}`);
    return stdout === '' ? undefined : JSON.parse(stdout);
  };
  const told = toldTo(server.administrator);
  const { Arn, KeyId } = told('kms create-key').KeyMetadata;
  const user = told('iam create-user --user-name worker').User.Arn;
  const { AccessKeyId, SecretAccessKey } = told(
    'iam create-access-key --user-name worker',
  ).AccessKey;
  const worker = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
  const does = toldTo(worker);
  const cannot = (line: string, code: string) => {
    const { status, stderr } = type(worker, line);
    assert.notEqual(status, 0, line);
    assert.match(stderr, new RegExp(`\\(${code}\\)`), line);
  };
  const context = '--encryption-context volume=7';
  // Whatever its version, the CLI reads bytes from files as they are.
  const file = (name: string, bytes: string | Buffer) => {
    writeFileSync(join(server.folder, name), bytes);
    return `fileb://${join(server.folder, name)}`;
  };
  const seal = `kms encrypt --key-id ${Arn} --plaintext ${file('plain', 'hello')}`;
  cannot(`${seal} ${context}`, 'AccessDeniedException');

  const give = `kms create-grant --key-id ${KeyId} --grantee-principal ${user} --retiring-principal ${user} --operations Encrypt Decrypt --constraints EncryptionContextSubset={volume=7} --name lent`;
  const { GrantId, GrantToken } = told(give);
  assert.equal(told(give).GrantId, GrantId);
  const { CiphertextBlob } = does(`${seal} ${context}`);
  cannot(seal, 'AccessDeniedException');
  cannot(`${seal} --encryption-context volume=8`, 'AccessDeniedException');
  cannot(`${seal} ${context} --grant-tokens forged`, 'InvalidGrantTokenException');
  cannot(`${seal} ${context} --dry-run`, 'DryRunOperationException');

  await server.kill();
  await server.start();
  const sealed = file('sealed', Buffer.from(CiphertextBlob, 'base64'));
  const open = `kms decrypt --ciphertext-blob ${sealed} ${context}`;
  assert.equal(does(`${open} --grant-tokens ${GrantToken}`).Plaintext, btoa('hello'));
  const [listed] = told(`kms list-grants --key-id ${KeyId} --grantee-principal ${user}`).Grants;
  assert.deepEqual(
    [listed.Name, listed.GrantId, listed.Constraints],
    ['lent', GrantId, { EncryptionContextSubset: { volume: '7' } }],
  );
  const used = told(`kms get-key-last-usage --key-id ${KeyId}`).KeyLastUsage;
  assert.equal(used.Operation, 'Decrypt');

  does(`kms retire-grant --grant-token ${GrantToken}`);
  cannot(open, 'AccessDeniedException');
  assert.deepEqual(told(`kms list-grants --key-id ${KeyId}`).Grants, []);
});
