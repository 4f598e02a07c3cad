import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from '../../../base/bytes.ts';
import { seededRandom } from '../../../base/random.ts';
import { keyring } from '../../../crypto/keyring.ts';
import { AwsError } from '../../../model/model.ts';
import { decodeAuthorizationMessage } from './decode-authorization-message.ts';

const random = seededRandom('messages');
const ring = keyring(new Map([[1, random.bytes(32)]]), random);
const message = '{"allowed":false}';
const sealed = Buffer.from(ring.seal('authorization-message', '111111111111', utf8(message)));

const decode = (account: string, EncodedMessage: string) =>
  decodeAuthorizationMessage.handle({
    input: { EncodedMessage },
    caller: { account },
    parts: { keyring: ring },
    error: (code: string, text: string) => new AwsError(code, text),
  } as never);

test('an authorization message opens for the account that was refused', async () => {
  const { output } = await decode('111111111111', sealed.toString('base64url'));
  assert.deepEqual(output, { DecodedMessage: message });
});

test('a message of another account, or one that is none, does not open', async () => {
  const refused = { code: 'InvalidAuthorizationMessageException' };
  await assert.rejects(decode('222222222222', sealed.toString('base64url')), refused);
  await assert.rejects(decode('111111111111', 'no message'), refused);
  await assert.rejects(decode('111111111111', `A${sealed.toString('base64url')}`), refused);
});
