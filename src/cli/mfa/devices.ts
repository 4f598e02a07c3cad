/** `lockstead mfa …`: tokens and security keys, handed over by whoever has the store and its root key. */
import { type Instant, isoSeconds } from '../../base/clock.ts';
import { fromBase64 } from '../../base/bytes.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { readSecurityKey, type SecurityKey } from '../../crypto/security-key.ts';
import type { Random } from '../../base/random.ts';
import { type Act, besideServer, inspectCurrent, readerOf } from '../../server/beside.ts';
import { type Flags, storeOptions } from '../../server/config.ts';
import { EXIT, OperatorError, usageError } from '../../server/operator-error.ts';
import { selectInstallation } from '../../server/tables.ts';
import type { Reader } from '../../store/store.ts';
import type { Programs } from '../lockstead.ts';
import { many, oneOf, type Options, text } from '../options.ts';
import { readText } from '../read-text.ts';
import { plainly, table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { parseTokens, type Token } from './token-file.ts';

/** What IAM does with devices that are handed over. */
export interface DeviceActs {
  readonly importTokens: (
    beside: Handing,
    of: { readonly account: string; readonly tokens: readonly Token[] },
  ) => Promise<Act>;
  readonly register: (
    beside: Handing,
    of: {
      readonly account: string;
      readonly userName: string | undefined;
      readonly name: string;
      readonly credential: SecurityKey & {
        readonly id: string;
        readonly relyingParty: string;
        readonly certifications: { readonly [name: string]: string };
      };
    },
  ) => Promise<Act & { readonly serial: string }>;
  readonly forget: (beside: Handing, serial: string) => Promise<Act>;
  readonly list: (store: Reader) => Promise<
    readonly {
      readonly account: string;
      readonly serial: string;
      readonly kind: 'token' | 'security-key';
      /** A user's name, `root`, or nobody's. */
      readonly user: string | undefined;
      readonly since: Instant | undefined;
    }[]
  >;
}

interface Handing {
  readonly store: Reader;
  readonly keyring: Keyring;
  readonly random: Random;
  readonly now: Instant;
}

/** One of these commands: where it runs, and what was typed. */
export interface Asked {
  readonly options: Options;
  readonly terminal: Terminal;
  readonly programs: Programs;
}

/** `lockstead mfa import FILE`. */
export async function importTokens(file: string, asked: Asked): Promise<void> {
  const encoding = oneOf('encoding', asked.options['encoding'], ['base32', 'hex']);
  const tokens = parseTokens(await readText(file), encoding);
  const { importTokens: act } = await asked.programs.devices();
  const account = await writing(asked, async (beside, account) => {
    await beside.write(await act(beside, { account, tokens }));
    return account;
  });
  for (const { seed } of tokens) seed.fill(0);
  const rest = file === '-' ? 'Keep no copy of the seeds' : `Remove \`${file}\` now`;
  const many = tokens.length === 1 ? 'One token' : `${tokens.length} tokens`;
  asked.terminal.note(
    `${many} can be given to users of ${account}: \`aws iam enable-mfa-device --user-name NAME --serial-number SERIAL\` with two codes. ${rest}: whoever has it has the tokens.`,
  );
}

/** `lockstead mfa register FILE`: what `fido2-cred -V` printed. */
export async function registerSecurityKey(file: string, asked: Asked): Promise<void> {
  const { options } = asked;
  const [userName, name, relyingParty] = ['user', 'name', 'relyingParty'].map((one) =>
    text(options[one]),
  );
  if ((userName === undefined) !== (options['root'] === true))
    throw usageError('Say whose security key it is: `--user NAME`, or `--root` for the root user.');
  if (!NAME.test(name ?? ''))
    throw usageError('`--name` takes 1 to 64 letters, digits and `+=,.@_-`.');
  if (!HOST.test(relyingParty ?? ''))
    throw usageError('`--relying-party` takes the name of a host, like `vault.example.com`.');
  const credential = {
    ...readCredential(await readText(file)),
    relyingParty: relyingParty!,
    certifications: certifications(many(options['certified'])),
  };
  const { register } = await asked.programs.devices();
  const serial = await writing(asked, async (beside, account) => {
    const act = await register(beside, { account, userName, name: name!, credential });
    await beside.write(act);
    return act.serial;
  });
  asked.terminal.print(serial);
}

/** `lockstead mfa forget SERIAL`. */
export async function forgetToken(serial: string, asked: Asked): Promise<void> {
  const { forget } = await asked.programs.devices();
  await writing(asked, async (beside) => beside.write(await forget(beside, serial)));
}

/** `lockstead mfa list`: reads the store beside its server, and changes nothing. */
export async function list({ options, terminal, programs }: Asked): Promise<void> {
  const { store } = storeOptions(options as Flags, terminal);
  const inspection = await inspectCurrent({ store }, await programs.migrations());
  try {
    const devices = await (await programs.devices()).list(readerOf(inspection));
    if (options['json'] === true) {
      const shown = devices.map(({ since, ...device }) => ({
        ...device,
        ...(since !== undefined && { since: isoSeconds(since) }),
      }));
      return terminal.print(JSON.stringify(shown, null, 2));
    }
    if (devices.length === 0) return terminal.note('There are no tokens and no security keys.');
    const rows = devices.map(({ account, kind, serial, user, since }) => [
      account,
      kind,
      plainly(serial),
      plainly(user ?? '-'),
      since === undefined ? '-' : isoSeconds(since),
    ]);
    terminal.print(table([['ACCOUNT', 'KIND', 'SERIAL NUMBER', 'USER', 'SINCE'], ...rows]));
  } finally {
    await inspection.close();
  }
}

/** Opens the store, and finds the account that is meant: the first one unless told. */
async function writing<T>(
  { options, terminal, programs }: Asked,
  act: (beside: Parameters<Parameters<typeof besideServer>[2]>[0], account: string) => Promise<T>,
): Promise<T> {
  const store = storeOptions(options as Flags, terminal);
  return besideServer(store, await programs.migrations(), async (beside) => {
    const told = text(options['account']);
    const account = told ?? (await beside.store.one(selectInstallation, {}))?.account;
    const { exists } = await programs.accounts();
    if (account === undefined || !(await exists(beside.store, account))) {
      throw new OperatorError(
        EXIT.failure,
        `There is no account \`${account ?? ''}\` in the store. Name one with \`--account\`.`,
      );
    }
    return act(beside, account);
  });
}

const NAME = /^[\w+=,.@-]{1,64}$/;
const HOST = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

/** What `fido2-cred -V` prints: the credential's id in base64, and its public key in PEM. */
function readCredential(printed: string): SecurityKey & { readonly id: string } {
  const [first = '', ...rest] = printed.trim().split('\n');
  const id = fromBase64(first.trim());
  const key = readSecurityKey(rest.join('\n').trim());
  if (!id || id.length < 16 || id.length > 1023 || !key)
    throw new OperatorError(EXIT.failure, NO_CREDENTIAL);
  return { ...key, id: Buffer.from(id).toString('base64url') };
}

const NO_CREDENTIAL =
  'This is not what `fido2-cred -V` prints: a line with the id of a credential in base64, and then its public key in PEM (P-256, P-384, RSA or Ed25519). Nothing was registered.';

/** Certifications that AWS shows, and how their levels are written. */
const LEVELS: { readonly [name: string]: RegExp } = {
  FIDO: /^L[1-3](?:plus)?$/,
  'FIPS-140-2': /^L[1-4]$/,
  'FIPS-140-3': /^L[1-4]$/,
};

function certifications(given: readonly string[]): { readonly [name: string]: string } {
  return Object.fromEntries(
    given.map((one) => {
      const [name = '', level = ''] = one.split('=');
      if (!LEVELS[name]?.test(level))
        throw usageError(
          `\`--certified ${one}\` is not understood. It takes FIDO=L1, FIPS-140-2=L2, FIPS-140-3=L2 and their like.`,
        );
      return [name, level];
    }),
  );
}
