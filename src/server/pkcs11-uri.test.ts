import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePkcs11Uri } from './pkcs11-uri.ts';

const refused = (message: RegExp) => (error: Error & { exitCode?: number }) => {
  assert.match(error.message, message);
  assert.equal(error.exitCode, 2);
  return true;
};

test('a URI says which library, which token and which key', () => {
  assert.deepEqual(
    parsePkcs11Uri(
      'pkcs11:token=My%20token;serial=c57b;slot-id=7;object=root;type=secret-key?module-path=/usr/lib/x.so&pin-source=file:/etc/pin',
    ),
    {
      modulePath: '/usr/lib/x.so',
      token: { token: 'My token', serial: 'c57b', slotId: 7 },
      object: 'root',
      id: undefined,
      pinFile: '/etc/pin',
    },
  );
  const { id, object, pinFile } = parsePkcs11Uri(
    'pkcs11:id=%00%ffA?pin-source=/etc/pin&module-path=/x.so',
  );
  assert.deepEqual([id, object, pinFile], [Buffer.from([0, 255, 65]), undefined, '/etc/pin']);
  const { object: label } = parsePkcs11Uri('pkcs11:object=Schl%C3%BCssel?module-path=/x.so');
  assert.equal(label, 'Schlüssel');
});

test('a URI that lacks something, says it twice or says a PIN is refused without its values', () => {
  const where = '?module-path=/x.so';
  for (const [text, message] of [
    ['pkcs11:object=root', /`module-path`/],
    ['pkcs11:object=root?module-path=x.so', /absolute path/],
    [`pkcs11:token=t${where}`, /`object=LABEL`/],
    [`pkcs11:object=${where}`, /`object=LABEL`/],
    [`pkcs11:object=a;type=private${where}`, /secret key/],
    [`pkcs11:object=a;slot-id=x${where}`, /is a number/],
    [`pkcs11:object=a;object=b${where}`, /said once/],
    [`pkcs11:object=a;colour=b${where}`, /not understood/],
    [`pkcs11:object=a%zz${where}`, /not understood/],
    [`pkcs11:object${where}`, /not understood/],
    [`pkcs11:object=a${where}&pin-source=pin`, /absolute path/],
    [`pkcs11:object=a${where}&pin-source=%7Ccat`, /absolute path/],
  ] as const)
    assert.throws(() => parsePkcs11Uri(text), refused(message), text);
  assert.throws(
    () => parsePkcs11Uri(`pkcs11:object=a${where}&pin-value=4711`),
    (error: Error) => !error.message.includes('4711') && /pin-source/.test(error.message),
  );
});
