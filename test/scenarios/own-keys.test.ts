import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { missing } from '../process.ts';
import { terminal } from './terminal.ts';

const OAEP =
  '-pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256 -pkeyopt rsa_mgf1_md:sha256';

test('whoever brings his own key wraps it with OpenSSL, as AWS describes it', {
  skip: missing('aws', 'openssl'),
}, async (t) => {
  const { told, openssl, keep, advance, file } = await terminal(t);
  const { KeyId } = told('kms create-key --origin EXTERNAL').KeyMetadata;
  const parameters = told(
    `kms get-parameters-for-import --key-id ${KeyId} --wrapping-algorithm RSAES_OAEP_SHA_256 --wrapping-key-spec RSA_4096`,
  );
  keep('public.der', parameters.PublicKey);
  keep('token', parameters.ImportToken);
  openssl('rand -out {material} 32');
  openssl(
    `pkeyutl -encrypt -in {material} -out {wrapped} -inkey {public.der} -keyform DER -pubin ${OAEP}`,
  );
  const bring = `kms import-key-material --key-id ${KeyId} --import-token fileb://{token} --encrypted-key-material fileb://{wrapped}`;
  const tomorrow = new Date(Date.now() + 20 * 3_600_000).toISOString();
  told(`${bring} --expiration-model KEY_MATERIAL_EXPIRES --valid-to ${tomorrow}`);
  writeFileSync(file('plain'), 'hunter2');
  const { CiphertextBlob } = told(`kms encrypt --key-id ${KeyId} --plaintext fileb://{plain}`);
  keep('sealed', CiphertextBlob);

  await advance('PT21H');
  const expired = told(`kms describe-key --key-id ${KeyId}`).KeyMetadata;
  assert.equal(expired.KeyState, 'PendingImport');
  told(`${bring} --expiration-model KEY_MATERIAL_DOES_NOT_EXPIRE`);
  const opened = told('kms decrypt --ciphertext-blob fileb://{sealed}');
  assert.equal(Buffer.from(opened.Plaintext, 'base64').toString(), 'hunter2');
});

test('an RSA key that was made elsewhere goes in under an AES key, and signs what OpenSSL verifies', {
  skip: missing('aws', 'openssl'),
}, async (t) => {
  const { told, openssl, keep, file } = await terminal(t);
  const { KeyId } = told(
    'kms create-key --origin EXTERNAL --key-spec RSA_2048 --key-usage SIGN_VERIFY',
  ).KeyMetadata;
  const parameters = told(
    `kms get-parameters-for-import --key-id ${KeyId} --wrapping-algorithm RSA_AES_KEY_WRAP_SHA_256 --wrapping-key-spec RSA_3072`,
  );
  keep('public.der', parameters.PublicKey);
  keep('token', parameters.ImportToken);
  openssl('genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out {own.key}');
  openssl('pkcs8 -topk8 -nocrypt -in {own.key} -outform DER -out {own.der}');
  openssl('rand -out {aes} 32');
  const hex = readFileSync(file('aes')).toString('hex');
  openssl(`enc -id-aes256-wrap-pad -K ${hex} -iv A65959A6 -in {own.der} -out {wrapped}`);
  openssl(`pkeyutl -encrypt -in {aes} -out {kek} -inkey {public.der} -keyform DER -pubin ${OAEP}`);
  writeFileSync(
    file('both'),
    Buffer.concat([readFileSync(file('kek')), readFileSync(file('wrapped'))]),
  );
  told(
    `kms import-key-material --key-id ${KeyId} --import-token fileb://{token} --encrypted-key-material fileb://{both} --expiration-model KEY_MATERIAL_DOES_NOT_EXPIRE`,
  );
  writeFileSync(file('message'), 'what is signed');
  const { Signature } = told(
    `kms sign --key-id ${KeyId} --message fileb://{message} --signing-algorithm RSASSA_PKCS1_V1_5_SHA_256`,
  );
  keep('signature', Signature);
  openssl('pkey -in {own.key} -pubout -out {own.pem}');
  openssl('dgst -sha256 -verify {own.pem} -signature {signature} {message}');
});

test('two years in one move of the clock bring the rotations of two years', {
  skip: missing('aws'),
}, async (t) => {
  const { told, keep, advance, file } = await terminal(t);
  const { KeyId } = told('kms create-key').KeyMetadata;
  told(`kms enable-key-rotation --key-id ${KeyId}`);
  writeFileSync(file('plain'), 'hunter2');
  keep('sealed', told(`kms encrypt --key-id ${KeyId} --plaintext fileb://{plain}`).CiphertextBlob);
  await advance('P730DT1S');
  const { Rotations } = told(`kms list-key-rotations --key-id ${KeyId}`);
  const [first, second] = Rotations.map(({ RotationDate: at }: any) =>
    // The first version of the CLI prints seconds, the second one a date.
    typeof at === 'number' ? at * 1000 : Date.parse(at),
  );
  assert.deepEqual([Rotations.length, second - first], [2, 365 * 86_400_000]);
  const opened = told('kms decrypt --ciphertext-blob fileb://{sealed}');
  assert.equal(Buffer.from(opened.Plaintext, 'base64').toString(), 'hunter2');
});
