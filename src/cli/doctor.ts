import { readdir, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DAY, HOUR, type Instant, isoSeconds, MINUTE, systemClock } from '../base/clock.ts';
import { readerOf } from '../server/beside.ts';
import {
  type Flags,
  isLoopback,
  type Listen,
  startOptions,
  type StartOptions,
  storeName,
  type TlsFiles,
} from '../server/config.ts';
import { filesIn } from '../server/first-start.ts';
import { unlock } from '../server/keyring-store.ts';
import { EXIT } from '../server/operator-error.ts';
import { inspect } from '../server/open-store.ts';
import { nextOnes } from '../server/root-key-file.ts';
import type { RootKeySource } from '../server/root-key.ts';
import {
  type KeyringRow,
  selectInstallation,
  selectKeyring,
  selectNewestEvent,
} from '../server/tables.ts';
import { loadTls } from '../server/tls.ts';
import type { Inspection } from '../store/inspect.ts';
import type { Migrations } from '../store/store.ts';
import { dependents, lastUsed } from './kms.ts';
import type { Programs } from './lockstead.ts';
import type { Colour, Terminal } from './terminal.ts';

/** One thing that was looked at. */
interface Finding {
  readonly level: 'ok' | 'warn' | 'fail';
  readonly about: string;
  /** What was found; where it is not well, also what to do. */
  readonly says: string;
}

/** `lockstead doctor`: one line a finding; the exit code is 1 when one of them is a failure. */
export async function doctor(
  flags: Flags,
  terminal: Terminal,
  programs: Programs,
): Promise<number> {
  // Plain HTTP off loopback is a finding here, and no reason not to look further.
  const options = startOptions({ ...flags, allowPlainHttp: true }, terminal);
  const now = systemClock.now();
  const findings = [
    ...(await storeFindings(options, now, programs)),
    ...(await fileFindings(options)),
    await diskFinding(options),
    ...(await networkFindings(options, now)),
  ];
  for (const { level, about, says } of findings)
    terminal.print(`${terminal.coloured(COLOURS[level], level.padEnd(4))}  ${about}: ${says}`);
  const failures = findings.filter(({ level }) => level === 'fail').length;
  const warnings = findings.filter(({ level }) => level === 'warn').length;
  terminal.print(
    failures + warnings === 0
      ? 'Everything is well.'
      : `${count(failures, 'failure')}, ${count(warnings, 'warning')}.`,
  );
  return failures > 0 ? EXIT.failure : EXIT.ok;
}

const COLOURS: { readonly [level in Finding['level']]: Colour } = {
  ok: 'green',
  warn: 'yellow',
  fail: 'red',
};

const ok = (about: string, says: string): Finding => ({ level: 'ok', about, says });
const warn = (about: string, says: string): Finding => ({ level: 'warn', about, says });
const fail = (about: string, says: string): Finding => ({ level: 'fail', about, says });
const count = (many: number, what: string): string => `${many} ${what}${many === 1 ? '' : 's'}`;

async function storeFindings(
  options: StartOptions,
  now: Instant,
  programs: Programs,
): Promise<Finding[]> {
  const name = storeName(options.store);
  let inspection: Inspection | undefined;
  try {
    inspection = await inspect(options.store);
    if (!inspection)
      return [
        warn('store', `\`${name}\` is not there yet. The first \`lockstead start\` makes it.`),
      ];
    const damage = await inspection.damage();
    const schema = schemaFinding(inspection, await programs.migrations());
    return [
      damage
        ? fail('store', `${damage} Restore a backup.`)
        : ok(
            'store',
            `\`${name}\` can be read${options.store.engine === 'sqlite' ? ' and is whole' : ''}`,
          ),
      schema,
      await rootKeyFinding(inspection, options.rootKey),
      await clockFinding(inspection, now),
      await installationFinding(inspection),
      // Rows are known as this program writes them.
      ...(schema.level === 'ok' && !damage ? await keyFindings(inspection, now, programs) : []),
    ];
  } catch (cause) {
    return [fail('store', (cause as Error).message)];
  } finally {
    await inspection?.close();
  }
}

function schemaFinding({ applied }: Inspection, migrations: readonly Migrations[]): Finding {
  const known = new Map(migrations.map(({ owner, steps }) => [owner, steps.length]));
  for (const [owner, steps] of applied) {
    if (steps > (known.get(owner) ?? 0)) {
      return fail(
        'schema',
        `the store was written by a newer Lockstead (step ${steps} of \`${owner}\`). Start the newer program.`,
      );
    }
  }
  const pending = [...known].filter(([owner, steps]) => (applied.get(owner) ?? 0) < steps);
  if (pending.length === 0) return ok('schema', 'the tables are those of this program');
  return warn(
    'schema',
    `the next start changes the tables of ${pending.map(([owner]) => owner).join(', ')}. Take a backup first.`,
  );
}

async function rootKeyFinding(inspection: Inspection, source: RootKeySource): Promise<Finding> {
  const [row] = await inspection.all<{}, KeyringRow>(selectKeyring, {});
  if (!row)
    return warn('root key', 'the store has no keyring yet. The first `lockstead start` makes it.');
  try {
    // Looked at, not adopted: the doctor finishes no rotation.
    await unlock(async () => row, {
      ...source,
      read: async (derivation) =>
        (await source.read(derivation)).map(({ key }) => ({ key, adopt: async () => {} })),
    });
  } catch (cause) {
    return fail('root key', (cause as Error).message);
  }
  const path = source.name.startsWith('file:') ? source.name.slice('file:'.length) : undefined;
  const leftovers = path === undefined ? [] : await nextOnes(path);
  if (leftovers.length > 0) {
    return warn(
      'root key',
      `opens the keyring, but a rotation was cut short and left \`${leftovers[0]}\`. Restart the server, then remove the file if it is still there.`,
    );
  }
  return ok('root key', `\`${source.name}\` opens the keyring (${row.fingerprint})`);
}

async function clockFinding(inspection: Inspection, now: Instant): Promise<Finding> {
  const [newest] = await inspection.all(selectNewestEvent, {});
  if (now < FIRST_RELEASE)
    return fail(
      'clock',
      `it is ${isoSeconds(now)} here, before Lockstead was made. Set the clock; clients' signatures are refused.`,
    );
  if (newest?.at != null && newest.at > now + MINUTE) {
    return fail(
      'clock',
      `it is ${isoSeconds(now)} here, but the newest event is of ${isoSeconds(newest.at)}. Set the clock, on this machine or on the one that wrote the event.`,
    );
  }
  return ok(
    'clock',
    `${isoSeconds(now)}${newest?.at == null ? '' : `; the newest event is of ${isoSeconds(newest.at)}`}`,
  );
}

const FIRST_RELEASE = Date.UTC(2026, 0, 1);

async function installationFinding(inspection: Inspection): Promise<Finding> {
  const [row] = await inspection.all(selectInstallation, {});
  if (!row) return warn('account', 'none was made yet. The first `lockstead start` makes it.');
  return ok('account', `${row.account}, set up on ${isoSeconds(row.created_at)}`);
}

async function keyFindings(
  inspection: Inspection,
  now: Instant,
  programs: Programs,
): Promise<Finding[]> {
  const store = readerOf(inspection);
  const keys = await programs.keys();
  const dying = await keys.dying(store);
  const found: Finding[] = [];
  for (const arn of dying) {
    const impact = await keys.impact(store, arn, now);
    const depend = dependents(impact);
    if (!depend) continue;
    const when =
      impact.deletionAt === null
        ? 'waits for its deletion'
        : `is deleted on ${isoSeconds(impact.deletionAt)}`;
    found.push(
      warn(
        'keys',
        `\`${arn}\` ${when}, and ${depend}; it was ${lastUsed(impact)}. See \`lockstead kms impact ${arn}\`, and keep it with \`aws kms cancel-key-deletion\` if it is needed.`,
      ),
    );
  }
  if (found.length > 0) return found;
  const says =
    dying.length === 0
      ? 'none waits for its deletion'
      : `nothing here depends on ${dying.length === 1 ? 'the one that waits' : `the ${dying.length} that wait`} for deletion`;
  return [ok('keys', says)];
}

async function fileFindings({ data, store, tls }: StartOptions): Promise<Finding[]> {
  const { folder } = filesIn(data);
  // Beside the first administrator's credentials lie those of the accounts that were made later.
  const names = await readdir(folder).catch(() => []);
  const paths = [data, folder, ...names.map((name) => join(folder, name))];
  if (tls) paths.push(tls.key);
  if (store.engine === 'sqlite') paths.push(store.path, `${store.path}-wal`);
  const open: Finding[] = [];
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined);
    if (!found || (found.mode & 0o077) === 0) continue;
    const mode = (found.mode & 0o777).toString(8).padStart(4, '0');
    open.push(
      warn(
        'permissions',
        `others than its owner may enter or read \`${path}\` (mode \`${mode}\`). Run \`chmod ${found.isDirectory() ? 700 : 600} ${path}\`.`,
      ),
    );
  }
  return open.length > 0
    ? open
    : [ok('permissions', 'only their owner can read the data folder, its files and the keys')];
}

async function diskFinding({ data }: StartOptions): Promise<Finding> {
  const found = await statfs(data).catch(() => statfs(dirname(data)).catch(() => undefined));
  if (!found)
    return warn('disk', `the space at \`${data}\` is not known: there is no such folder.`);
  const mebibytes = Math.floor((found.bavail * found.bsize) / 2 ** 20);
  const says = `${mebibytes.toLocaleString('en-US')} MiB are free at \`${data}\``;
  if (mebibytes < 100) return fail('disk', `${says}. Make room, or writes will fail.`);
  if (mebibytes < 1024)
    return warn('disk', `${says}. Make room, or shorten \`--trail-retention-days\`.`);
  return ok('disk', says);
}

async function networkFindings({ listen, tls }: StartOptions, now: Instant): Promise<Finding[]> {
  if (tls) return [await tlsFinding(tls, listen, now)];
  if (isLoopback(listen.host))
    return [ok('network', `plain HTTP on \`${listen.host}\`, which only this machine reaches`)];
  return [
    fail(
      'network',
      `plain HTTP on \`${listen.host}\`: secrets travel where others can read them. Use \`--tls-cert\` and \`--tls-key\`.`,
    ),
  ];
}

async function tlsFinding(files: TlsFiles, { host }: Listen, now: Instant): Promise<Finding> {
  try {
    const { certificate } = await loadTls(files);
    const { notBefore, notAfter } = certificate;
    if (now < notBefore)
      return fail(
        'tls',
        `the certificate \`${files.cert}\` is valid from ${isoSeconds(notBefore)} on only. Set the clock, or take another one.`,
      );
    if (now >= notAfter)
      return fail(
        'tls',
        `the certificate \`${files.cert}\` has run out on ${isoSeconds(notAfter)}. Renew it, and send the server SIGHUP.`,
      );
    if (notAfter - now < 14 * DAY) {
      const left =
        notAfter - now < 2 * DAY
          ? count(Math.floor((notAfter - now) / HOUR), 'hour')
          : count(Math.floor((notAfter - now) / DAY), 'day');
      return warn(
        'tls',
        `the certificate \`${files.cert}\` runs out in ${left}. Renew it, and send the server SIGHUP.`,
      );
    }
    const everywhere = host === '0.0.0.0' || host === '::';
    if (!everywhere && !certificate.isFor(host))
      return warn(
        'tls',
        `the certificate \`${files.cert}\` does not name \`${host}\`. Clients must use a name that it has.`,
      );
    return ok('tls', `the certificate and its key fit; it is valid until ${isoSeconds(notAfter)}`);
  } catch (cause) {
    return fail('tls', (cause as Error).message);
  }
}
