/** Keys of every kind as people type them: the AWS CLI on one side, OpenSSL on the other. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missing } from '../process.ts';
import { terminal } from './terminal.ts';

const skip = missing('aws', 'openssl');

test('what KMS signs OpenSSL verifies, and what was changed it does not', { skip }, async (t) => {
  const { told, refused, openssl, keep, write } = await terminal(t);
  write('release', 'what is released');
  openssl('dgst -sha384 -binary -out {digest} {release}');
  for (const { spec, algorithm, hash, options } of [
    { spec: 'ECC_NIST_P384', algorithm: 'ECDSA_SHA_384', hash: 'sha384', options: '' },
    {
      spec: 'RSA_3072',
      algorithm: 'RSASSA_PSS_SHA_384',
      hash: 'sha384',
      options: ' -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest',
    },
  ]) {
    const { KeyId } = told(`kms create-key --key-spec ${spec} --key-usage SIGN_VERIFY`).KeyMetadata;
    const key = `--key-id ${KeyId} --signing-algorithm ${algorithm}`;
    keep('public.der', told(`kms get-public-key --key-id ${KeyId}`).PublicKey);
    openssl('pkey -pubin -inform DER -in {public.der} -out {public.pem}');
    const verify = `dgst -${hash} -verify {public.pem}${options} -signature {signature} {release}`;
    for (const said of [
      '--message fileb://{release}',
      '--message fileb://{digest} --message-type DIGEST',
    ]) {
      keep('signature', told(`kms sign ${key} ${said}`).Signature);
      assert.match(openssl(verify), /Verified OK/);
      const checked = told(`kms verify ${key} ${said} --signature fileb://{signature}`);
      assert.equal(checked.SignatureValid, true);
    }
    write('other', 'what is not');
    const other = `kms verify ${key} --message fileb://{other} --signature fileb://{signature}`;
    assert.equal(refused(other), 'KMSInvalidSignatureException');
  }
});

test('a file too large for KMS is sealed by OpenSSL under a data key, and the data key under RSA opens too', {
  skip,
}, async (t) => {
  const { told, openssl, keep, write, read } = await terminal(t);
  write('archive', 'a line of an archive\n'.repeat(1000));
  const { KeyId } = told('kms create-key').KeyMetadata;
  const made = told(`kms generate-data-key --key-id ${KeyId} --key-spec AES_256`);
  const hex = Buffer.from(made.Plaintext, 'base64').toString('hex');
  const iv = '0'.repeat(32);
  openssl(`enc -aes-256-ctr -K ${hex} -iv ${iv} -in {archive} -out {sealed}`);
  keep('data-key', made.CiphertextBlob);
  const again = told('kms decrypt --ciphertext-blob fileb://{data-key}');
  const same = Buffer.from(again.Plaintext, 'base64').toString('hex');
  openssl(`enc -d -aes-256-ctr -K ${same} -iv ${iv} -in {sealed} -out {opened}`);
  assert.deepEqual(read('opened'), read('archive'));

  const rsa = told('kms create-key --key-spec RSA_4096 --key-usage ENCRYPT_DECRYPT').KeyMetadata;
  keep('public.der', told(`kms get-public-key --key-id ${rsa.KeyId}`).PublicKey);
  write('note', 'for your eyes only');
  openssl(
    'pkeyutl -encrypt -pubin -keyform DER -inkey {public.der} -in {note} -out {for-kms} -pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256 -pkeyopt rsa_mgf1_md:sha256',
  );
  const note = told(
    `kms decrypt --key-id ${rsa.KeyId} --encryption-algorithm RSAES_OAEP_SHA_256 --ciphertext-blob fileb://{for-kms}`,
  );
  assert.equal(Buffer.from(note.Plaintext, 'base64').toString(), 'for your eyes only');
});

test('codes of a message, secrets with a stranger, and pairs for others', { skip }, async (t) => {
  const { told, refused, openssl, keep, write, read } = await terminal(t);
  write('message', 'a message');
  const mac = told(
    'kms create-key --key-spec HMAC_256 --key-usage GENERATE_VERIFY_MAC',
  ).KeyMetadata;
  const by = `--key-id ${mac.KeyId} --mac-algorithm HMAC_SHA_256`;
  const made = told(`kms generate-mac ${by} --message fileb://{message}`);
  keep('mac', made.Mac);
  assert.equal(read('mac').length, 32);
  const check = (name: string) =>
    `kms verify-mac ${by} --mac fileb://{mac} --message fileb://{${name}}`;
  assert.equal(told(check('message')).MacValid, true);
  write('other', 'another message');
  assert.equal(refused(check('other')), 'KMSInvalidMacException');

  const agreeing = told(
    'kms create-key --key-spec ECC_NIST_P256 --key-usage KEY_AGREEMENT',
  ).KeyMetadata;
  keep('theirs.der', told(`kms get-public-key --key-id ${agreeing.KeyId}`).PublicKey);
  openssl('genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out {mine.pem}');
  openssl('pkey -in {mine.pem} -pubout -outform DER -out {mine.der}');
  openssl('pkey -pubin -inform DER -in {theirs.der} -out {theirs.pem}');
  openssl('pkeyutl -derive -inkey {mine.pem} -peerkey {theirs.pem} -out {secret}');
  const agreed = told(
    `kms derive-shared-secret --key-id ${agreeing.KeyId} --key-agreement-algorithm ECDH --public-key fileb://{mine.der}`,
  );
  assert.deepEqual(Buffer.from(agreed.SharedSecret, 'base64'), read('secret'));

  const { KeyId } = told('kms create-key').KeyMetadata;
  const pair = told(`kms generate-data-key-pair --key-id ${KeyId} --key-pair-spec ECC_NIST_P256`);
  keep('private.der', pair.PrivateKeyPlaintext);
  keep('public.der', pair.PublicKey);
  openssl('pkey -inform DER -in {private.der} -pubout -outform DER -out {made.der}');
  assert.deepEqual(read('made.der'), read('public.der'));
  keep('sealed', pair.PrivateKeyCiphertextBlob);
  const opened = told('kms decrypt --ciphertext-blob fileb://{sealed}');
  assert.equal(opened.Plaintext, pair.PrivateKeyPlaintext);
  const silent = told(
    `kms generate-data-key-pair-without-plaintext --key-id ${KeyId} --key-pair-spec RSA_2048`,
  );
  assert.equal(silent.PrivateKeyPlaintext, undefined);
  const random = told('kms generate-random --number-of-bytes 48');
  assert.equal(Buffer.from(random.Plaintext, 'base64').length, 48);
});
