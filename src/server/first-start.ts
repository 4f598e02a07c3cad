/**
 * The first start makes an account and its administrator, and writes what the AWS CLI needs.
 *
 * The credentials lie on the disk before the store knows them, under a name of their own; they get
 * their real name once it does. A start that died between is finished by the next.
 */
import { access, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { iamArn } from '../base/arn.ts';
import type { Instant } from '../base/clock.ts';
import { DIGITS, type Random, randomText } from '../base/random.ts';
import type { Keyring } from '../crypto/keyring.ts';
import { type Change, change } from '../store/statement.ts';
import { Conflict, type Store } from '../store/store.ts';
import type { FirstStart, StartOptions } from './config.ts';
import { usageError } from './operator-error.ts';
import {
  createPrivateFile,
  isCode,
  makePrivateFolder,
  removeFile,
  replacePrivateFile,
  syncFolderOf,
} from './private-file.ts';
import { type InstallationRow, insertInstallation, selectInstallation } from './tables.ts';

export interface FirstStartParts {
  readonly store: Store;
  readonly keyring: Keyring;
  readonly random: Random;
  readonly now: Instant;
  /** Organizations' rows of a new account. */
  readonly registerAccount: (facts: {
    readonly account: string;
    readonly email: string;
    readonly name: string;
    readonly now: Instant;
  }) => readonly Change[];
  /** IAM's rows of a user who may everything, and his access key. */
  readonly createAdministrator: (
    keyring: Keyring,
    random: Random,
    facts: { readonly account: string; readonly userName: string; readonly now: Instant },
  ) => {
    readonly changes: readonly Change[];
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
  };
}

export const ADMINISTRATOR = 'administrator';

/** Sets up an empty store; undefined where that was done before. */
export async function firstStart(
  options: Pick<StartOptions, 'data' | 'account' | 'accountEmail'>,
  parts: FirstStartParts,
): Promise<FirstStart | undefined> {
  const { store, keyring, random, now } = parts;
  const files = filesIn(options.data);
  const done = await store.one(selectInstallation, {});
  if (done) {
    assertAccount(options.account, done);
    await finish(files, done);
    return undefined;
  }

  const account = options.account ?? newAccountId(random);
  const made = parts.createAdministrator(keyring, random, {
    account,
    userName: ADMINISTRATOR,
    now,
  });
  const draft = draftOf(files, made.accessKeyId);
  await makePrivateFolder(files.folder);
  await createPrivateFile(draft, credentialsText(made));
  const row = {
    account,
    administrator: ADMINISTRATOR,
    access_key_id: made.accessKeyId,
    created_at: now,
  };
  try {
    await store.commit([
      ...parts.registerAccount({ account, email: options.accountEmail, name: 'Lockstead', now }),
      ...made.changes,
      change(insertInstallation, row),
    ]);
  } catch (cause) {
    if (!(cause instanceof Conflict)) throw cause;
    // Another server was first, and has written the credentials in its own data folder.
    const other = await store.one(selectInstallation, {});
    if (!other) throw cause;
    await removeFile(draft);
    assertAccount(options.account, other);
    return undefined;
  }
  await finish(files, row);
  return {
    account,
    administratorArn: iamArn(account, `user/${ADMINISTRATOR}`),
    accessKeyId: made.accessKeyId,
    configFile: files.config,
    credentialsFile: files.credentials,
  };
}

/** Writes where the AWS CLI finds this server, or moves the address in what is there. */
export async function pointClientsAt(data: string, url: string, region: string): Promise<void> {
  const { folder, config } = filesIn(data);
  const text = await readFile(config, 'utf8').catch((cause: unknown) => {
    if (isCode(cause, 'ENOENT')) return undefined;
    throw cause;
  });
  if (text === undefined) {
    // A server whose account was made by another one has no credentials to go with it.
    if (await exists(folder)) await createPrivateFile(config, configText(url, region));
    return;
  }
  const moved = text.replace(ADDRESS, () => `${KEPT}\nendpoint_url = ${url}`);
  if (moved !== text) await replacePrivateFile(config, moved);
}

/** The files of the AWS CLI inside the data folder. */
export function filesIn(data: string) {
  const folder = join(data, 'aws');
  return { folder, config: join(folder, 'config'), credentials: join(folder, 'credentials') };
}

type Files = ReturnType<typeof filesIn>;

// AWS's account ids do not begin with zero in practice, and scripts that take them for numbers lose it.
const newAccountId = (random: Random): string =>
  randomText(random, DIGITS.slice(1), 1) + randomText(random, DIGITS, 11);

const draftOf = ({ credentials }: Files, accessKeyId: string): string =>
  `${credentials}.new-${accessKeyId}`;

/** Gives the credentials that the store knows their name, and forgets those that it never got. */
async function finish(files: Files, { access_key_id, created_at }: InstallationRow): Promise<void> {
  const names = await readdir(files.folder).catch(() => [] as string[]);
  const drafts = names
    .filter((name) => name.startsWith('credentials.new-'))
    .map((name) => join(files.folder, name));
  for (const draft of drafts) {
    if (draft !== draftOf(files, access_key_id)) await removeFile(draft);
    else await moveIn(files, draft, created_at);
  }
}

async function moveIn({ credentials }: Files, draft: string, at: Instant): Promise<void> {
  // Credentials of a store that was here before: perhaps nobody has another copy of them.
  if (await exists(credentials)) {
    await rename(
      credentials,
      `${credentials}.before-${new Date(at).toISOString().replace(/[:.]/g, '')}`,
    );
  }
  await rename(draft, credentials);
  await syncFolderOf(credentials);
}

const exists = async (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

function assertAccount(asked: string | undefined, { account }: InstallationRow): void {
  if (asked === undefined || asked === account) return;
  throw usageError(
    `\`--account ${asked}\` names the account that the first start makes, but this store was set up with \`${account}\`. Leave the option out; more accounts are made with \`lockstead account create\`, or with \`aws organizations create-account\`.`,
  );
}

/** The credentials file of the AWS CLI. */
export const credentialsText = (made: {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}): string =>
  `[default]\naws_access_key_id = ${made.accessKeyId}\naws_secret_access_key = ${made.secretAccessKey}\n`;

const KEPT =
  '# Lockstead keeps the next line at its address; remove this comment to keep it yourself.';
const ADDRESS = new RegExp(`${KEPT.replaceAll('.', '\\.')}\\nendpoint_url = .*`);

const configText = (url: string, region: string): string =>
  `[default]\nregion = ${region}\n${KEPT}\nendpoint_url = ${url}\n`;
