import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { clients } from '../clients.ts';
import { command, keptServer } from '../kept-server.ts';
import { missing, ROOT, run } from '../process.ts';

/** Looks after a folder as an operator would, and gives what is said about each thing. */
async function doctor(data: string, ...flags: readonly string[]) {
  const { code, out, err } = await command(['doctor', '--data', data, ...flags]);
  assert.equal(err, '');
  const lines = out.trimEnd().split('\n');
  const found: { [about: string]: string } = {};
  for (const line of lines.slice(0, -1)) {
    const [, level, about, says] = /^(ok|warn|fail) +([^:]+): (.+)$/.exec(line)!;
    found[about!] = `${level}: ${says}`;
  }
  return { code, found, verdict: lines.at(-1)! };
}

test('the doctor finds nothing wrong with a server that works, and what is wrong with others', async (t) => {
  const server = await keptServer(t);
  const key = `file:${join(server.folder, 'lockstead-root.key')}`;
  // The trail has something to tell the time by.
  const { sts } = clients(server.administrator, { endpoint: server.url });
  await sts.send(new GetCallerIdentityCommand({}));
  const working = await doctor(server.data);
  assert.equal(working.code, 0);
  const { disk, ...rest } = working.found;
  // How much room this machine has is its own affair.
  assert.match(disk!, /^(?:ok|warn): [\d,]+ MiB are free at `/);
  assert.match(working.verdict, /^(?:Everything is well\.|0 failures, 1 warning\.)$/);
  assert.deepEqual(Object.keys(rest).sort(), [
    'account',
    'clock',
    'keys',
    'network',
    'permissions',
    'root key',
    'schema',
    'store',
  ]);
  for (const says of Object.values(rest)) assert.match(says, /^ok: /);
  await server.stop();

  const copies = { count: 0 };
  /** The folder once more, with something done to it. */
  const ill = async (harm: (data: string) => void, ...flags: readonly string[]) => {
    const data = join(server.folder, `copy-${++copies.count}`);
    cpSync(server.data, data, { recursive: true });
    chmodSync(data, 0o700);
    harm(data);
    return doctor(data, ...(flags.length > 0 ? flags : ['--root-key', key]));
  };
  const change = (sql: string) => (data: string) => {
    const db = new DatabaseSync(join(data, 'lockstead.db'));
    db.exec(sql);
    db.close();
  };

  const damaged = await ill((data) => {
    const file = join(data, 'lockstead.db');
    const bytes = readFileSync(file);
    // The header stays whole: what is broken shows only to who reads it all.
    bytes.fill(0xff, 8 * 4096, 12 * 4096);
    writeFileSync(file, bytes);
  });
  assert.equal(damaged.code, 1);
  assert.match(damaged.found['store']!, /^fail: .*damaged.*Restore a backup\.$|^fail: .*malformed/);

  const newer = await ill(
    change("insert into schema_migration values ('kms', 99, 'unknown', null)"),
  );
  assert.equal(newer.code, 1);
  assert.match(
    newer.found['schema']!,
    /^fail: .*written by a newer Lockstead \(step 99 of `kms`\)/,
  );

  const unlocked = await ill(() => {});
  assert.equal(unlocked.code, 0);
  const without = await ill(() => {}, '--root-key', `file:${join(server.folder, 'nowhere.key')}`);
  assert.equal(without.code, 1);
  assert.match(without.found['root key']!, /^fail: The root key is missing/);
  const made = await command(['root-key', 'new']);
  const other = join(server.folder, 'other.key');
  writeFileSync(other, made.out, { mode: 0o600 });
  const wrong = await ill(() => {}, '--root-key', `file:${other}`);
  assert.equal(wrong.code, 1);
  assert.match(wrong.found['root key']!, /^fail: The root key is the wrong one/);

  const early = await ill(change('update event set at = at + 3600000'));
  assert.equal(early.code, 1);
  assert.match(
    early.found['clock']!,
    /^fail: it is .* here, but the newest event is of .*Set the clock/,
  );

  const open = await ill((data) => chmodSync(join(data, 'aws', 'credentials'), 0o644));
  assert.equal(open.code, 0);
  assert.match(
    open.found['permissions']!,
    /^warn: .*credentials` \(mode `0644`\)\. Run `chmod 600 /,
  );
  assert.match(open.verdict, /^0 failures, [12] warnings?\.$/);

  const halfway = await ill(
    (data) => copyFileSync(join(server.folder, 'lockstead-root.key'), `${data}-root.key`),
    '--listen',
    '0.0.0.0:4600',
  );
  assert.equal(halfway.code, 1);
  assert.match(halfway.found['network']!, /^fail: plain HTTP on `0\.0\.0\.0`: secrets travel/);

  const reader = `'${process.execPath}' '${ROOT}src/main.ts' doctor --data '${server.data}' | true`;
  const unheard = run('bash', ['-c', `${reader}; exit "\${PIPESTATUS[0]}"`]);
  assert.deepEqual(unheard, { status: 0, stdout: '', stderr: '' }, 'who reads has left');

  const empty = await doctor(join(server.folder, 'nothing'));
  assert.equal(empty.code, 0);
  assert.match(empty.found['store']!, /^warn: .*is not there yet/);
});

test('the doctor reads certificates', { skip: missing('openssl') }, async (t) => {
  const server = await keptServer(t);
  const file = (name: string) => join(server.folder, name);
  const make = (name: string, days: string, host: string) => {
    const flags = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days ${days} -subj /CN=${host} -addext subjectAltName=DNS:${host} -keyout ${file(`${name}.key`)} -out ${file(`${name}.pem`)}`;
    const { status, stderr } = run('openssl', flags.split(' '));
    assert.equal(status, 0, stderr);
  };
  make('fine', '365', 'localhost');
  make('soon', '3', 'localhost');
  make('elsewhere', '365', 'lockstead.example');
  writeFileSync(file('old.pem'), OLD);
  writeFileSync(file('later.pem'), LATER);
  for (const name of ['old.key', 'later.key']) writeFileSync(file(name), KEY, { mode: 0o600 });
  const cases: readonly (readonly [cert: string, key: string, code: number, says: RegExp])[] = [
    ['fine', 'fine', 0, /^ok: the certificate and its key fit/],
    ['soon', 'soon', 0, /^warn: .*runs out in (?:2 days|3 days)\. Renew it/],
    ['elsewhere', 'elsewhere', 0, /^warn: .*does not name `localhost`/],
    ['old', 'old', 1, /^fail: .*has run out on 2021-01-01T00:00:00Z\. Renew it/],
    ['later', 'later', 1, /^fail: .*is valid from 2100-01-01T00:00:00Z on only/],
    ['fine', 'soon', 1, /^fail: .*does not belong to the key/],
    ['nowhere', 'fine', 1, /^fail: .*cannot be read/],
  ];
  for (const [cert, key, code, says] of cases) {
    const tls = ['--tls-cert', file(`${cert}.pem`), '--tls-key', file(`${key}.key`)];
    const found = await doctor(server.data, '--listen', 'localhost:4600', ...tls);
    assert.match(found.found['tls']!, says);
    assert.equal(found.code, code, cert);
  }
});

// Certificates of another time and their key, made for this test; they guard nothing.
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgz7tPkbsmG+T6lldT
6d+upxX1OWIh3AqNBNjfV1DtYuuhRANCAATz2d7ImaQoed66GEx14VSMno8biP+D
hQ5EsMXfY13CLuHDFivFcX7uctjQyA7byI8QtQCGn1+VxCmxoz5WNEp2
-----END PRIVATE KEY-----
`;
const OLD = `-----BEGIN CERTIFICATE-----
MIIBDzCBtgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwHhcN
MjAwMTAxMDAwMDAwWhcNMjEwMTAxMDAwMDAwWjAUMRIwEAYDVQQDDAlsb2NhbGhv
c3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATz2d7ImaQoed66GEx14VSMno8b
iP+DhQ5EsMXfY13CLuHDFivFcX7uctjQyA7byI8QtQCGn1+VxCmxoz5WNEp2MAoG
CCqGSM49BAMCA0gAMEUCIEEqHj4e4tocPXRMIVKgPzP/xKuTP2A3EXkQFl/vYSQf
AiEAu02bmF2n0ruprsGmBNHuVbCEXwQMWaKOj7ufyDS46lU=
-----END CERTIFICATE-----
`;
const LATER = `-----BEGIN CERTIFICATE-----
MIIBEzCBugIBAjAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwIhgP
MjEwMDAxMDEwMDAwMDBaGA8yMTAxMDEwMTAwMDAwMFowFDESMBAGA1UEAwwJbG9j
YWxob3N0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE89neyJmkKHneuhhMdeFU
jJ6PG4j/g4UORLDF32Ndwi7hwxYrxXF+7nLY0MgO28iPELUAhp9flcQpsaM+VjRK
djAKBggqhkjOPQQDAgNIADBFAiEAtA959lV/5Gko1i1bgkJj6AR/lLtJFs2LH8Jd
Mi+TWnUCIFMb3+L0F0e2qRhvtoOeQMgPfTRygIBNrjHYz1Fufb27
-----END CERTIFICATE-----
`;
