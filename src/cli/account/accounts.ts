/** `lockstead account …`: accounts that stand alone, made by whoever has the store and its root key. */
import { access } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ACCOUNT_ID, iamArn } from '../../base/arn.ts';
import type { Instant } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { exportLines } from '../../server/banner.ts';
import {
  type Act,
  type Beside,
  besideServer,
  inspectCurrent,
  readerOf,
} from '../../server/beside.ts';
import { type Flags, storeOptions } from '../../server/config.ts';
import { ADMINISTRATOR, credentialsText, filesIn } from '../../server/first-start.ts';
import { EXIT, OperatorError, usageError } from '../../server/operator-error.ts';
import { createPrivateFile, makePrivateFolder, removeFile } from '../../server/private-file.ts';
import { Conflict, type Reader } from '../../store/store.ts';
import type { Programs } from '../lockstead.ts';
import { type Options, text } from '../options.ts';
import { plainly, table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

/** What is done with accounts that an operator makes. */
export interface AccountActs {
  readonly exists: (store: Reader, account: string) => Promise<boolean>;
  /** An account with an administrator, who is told his key once. */
  readonly create: (
    beside: {
      readonly store: Reader;
      readonly keyring: Keyring;
      readonly random: Random;
      readonly now: Instant;
    },
    of: {
      readonly account: string | undefined;
      readonly name: string;
      readonly email: string;
      readonly administrator: string;
    },
  ) => Promise<
    Act & {
      readonly account: string;
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
    }
  >;
  readonly list: (store: Reader) => Promise<
    readonly {
      readonly id: string;
      readonly name: string;
      readonly email: string;
      readonly status: string;
      readonly organization: string | null;
    }[]
  >;
}

/** One of these commands: where it runs, and what was typed. */
export interface Asked {
  readonly options: Options;
  readonly terminal: Terminal;
  readonly programs: Programs;
}

/** `lockstead account create`: prints where its administrator's credentials lie, and never the credentials. */
export async function create({ options, terminal, programs }: Asked): Promise<void> {
  const place = storeOptions(options as Flags, terminal);
  const of = { ...wanted(options), administrator: ADMINISTRATOR };
  const acts = await programs.accounts();
  const made = await besideServer(place, await programs.migrations(), async (beside) => {
    const act = await acts.create(beside, of);
    const told = text(options['credentials']);
    const file = resolve(told ?? join(place.data, 'aws', `credentials-${act.account}`));
    // They lie on the disk before the store knows them: nobody is to have an account without its key.
    await makePrivateFolder(dirname(file));
    if (!(await createPrivateFile(file, credentialsText(act)))) throw usageError(inTheWay(file));
    await writeOrTell(beside, act, file);
    return { account: act.account, file };
  });
  const { account, file } = made;
  const { config } = filesIn(place.data);
  const isHere = await access(config).then(
    () => true,
    () => false,
  );
  const [configLine, credentialsLine] = exportLines({
    configFile: config,
    credentialsFile: file,
  });
  terminal.note(
    `The account ${account} and its administrator ${iamArn(account, `user/${ADMINISTRATOR}`)} were made. Point the AWS CLI, and every AWS SDK, at them:`,
  );
  // The configuration of a first start; where another machine has it, the endpoint is its.
  terminal.print([...(isHere ? [configLine] : []), credentialsLine].join('\n'));
}

/** `lockstead account list`: reads the store beside its server, and changes nothing. */
export async function list({ options, terminal, programs }: Asked): Promise<void> {
  const { store } = storeOptions(options as Flags, terminal);
  const inspection = await inspectCurrent({ store }, await programs.migrations());
  try {
    const accounts = await (await programs.accounts()).list(readerOf(inspection));
    if (options['json'] === true) return terminal.print(JSON.stringify(accounts, null, 2));
    const rows = accounts.map(({ id, name, email, status, organization }) => [
      id,
      plainly(name),
      plainly(email),
      status,
      organization ?? '-',
    ]);
    terminal.print(table([['ACCOUNT', 'NAME', 'ADDRESS', 'STATUS', 'ORGANIZATION'], ...rows]));
  } finally {
    await inspection.close();
  }
}

function wanted(options: Options) {
  const [account, name, email] = ['account', 'name', 'email'].map((one) => text(options[one]));
  if (account !== undefined && !ACCOUNT_ID.test(account))
    throw usageError(`\`--account ${account}\` is not understood: it takes 12 digits.`);
  if (!NAME.test(name ?? '')) throw usageError('`--name` takes 1 to 50 visible characters.');
  if (!EMAIL.test(email ?? ''))
    throw usageError(
      `\`--email ${email}\` is not understood: it takes an address like \`root@example.com\`.`,
    );
  return { account, name: name!, email: email! };
}

/** As the model of Organizations has them. */
const NAME = /^[\u0020-\u007e]{1,50}$/;
const EMAIL = /^(?=.{6,64}$)[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Writes the account, and takes the credentials back where it surely is not there. */
async function writeOrTell(beside: Beside, act: Act, file: string): Promise<void> {
  try {
    await beside.write(act);
  } catch (cause) {
    if (cause instanceof Error && cause.cause instanceof Conflict) {
      await removeFile(file);
      throw cause;
    }
    throw new OperatorError(EXIT.store, perhaps(file, cause), { cause });
  }
}

const inTheWay = (file: string): string =>
  `There is a file \`${file}\` already. Move it away, or name another with \`--credentials\`. Nothing was changed.`;

const perhaps = (file: string, cause: unknown): string =>
  `The store did not say whether it has the account (${cause instanceof Error ? cause.message : cause}). If \`lockstead account list\` shows it, its credentials are in \`${file}\`; if not, remove that file.`;
