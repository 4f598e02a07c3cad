import { statement } from '../../store/statement.ts';

/** Second factors. `holder` is null where nobody has one, and empty where the root user does. */
export const MFA_DEVICES = `
  create table iam_mfa_device (
    account    text not null,
    serial     text not null,
    name       text not null,
    path       text not null,
    sealed     blob not null,
    holder     text,
    enabled_at integer not null,
    step       integer not null,
    drift      integer not null,
    tags       text not null,
    created_at integer not null,
    revision   integer not null,
    primary key (account, serial)
  ) strict;
  create index iam_mfa_device_holder on iam_mfa_device (account, holder, serial);`;

/** Hardware tokens and security keys beside them; a serial number is one device, whoever has it. */
export const HARDWARE_DEVICES = `
  alter table iam_mfa_device add column kind text not null default 'app';
  alter table iam_mfa_device add column credential text;
  create unique index iam_mfa_device_serial on iam_mfa_device (serial);`;

/** What shows the codes: an app (AWS's virtual device), or a token; a security key shows none. */
export type DeviceKind = 'app' | 'token' | 'security-key';

export type MfaDeviceRow = {
  readonly account: string;
  /** The ARN of an app or a security key; what is printed on a token. */
  readonly serial: string;
  readonly kind: DeviceKind;
  /** Empty for a token, which has none. */
  readonly name: string;
  readonly path: string;
  /** The seed, sealed for the serial number; empty for a security key. */
  readonly sealed: Uint8Array;
  readonly holder: string | null;
  readonly enabled_at: number;
  /** The last step whose code was taken: neither it nor an older one is taken again. */
  readonly step: number;
  /** How many steps its clock is ahead of ours. */
  readonly drift: number;
  readonly tags: string;
  /** JSON: what a security key proves itself by. */
  readonly credential: string | null;
  readonly created_at: number;
  readonly revision: number;
};

const DEVICE = `account, serial, kind, name, path, sealed, holder, enabled_at, step, drift, tags, credential,
          created_at, revision`;

type BySerial = { readonly account: string; readonly serial: string };
type OfDevice = BySerial & { readonly revision: number };

export const selectMfaDevice = statement<BySerial, MfaDeviceRow>(
  `select ${DEVICE} from iam_mfa_device where account = :account and serial = :serial`,
);

export const selectMfaDevicesOf = statement<{ account: string; holder: string }, MfaDeviceRow>(`
  select ${DEVICE} from iam_mfa_device
   where account = :account and holder = :holder order by serial`);

/** A page of an account's apps. */
export const selectMfaDevices = statement<
  { account: string; after: string; count: number },
  MfaDeviceRow
>(`
  select ${DEVICE} from iam_mfa_device
   where account = :account and kind = 'app' and serial > :after order by serial limit :count`);

/** A device by its serial number, whatever account it is in. */
export const selectMfaDeviceAnywhere = statement<{ serial: string }, MfaDeviceRow>(
  `select ${DEVICE} from iam_mfa_device where serial = :serial`,
);

/** Tokens and security keys of all accounts, with the names of those who have them. */
export const selectHardware = statement<
  {},
  {
    readonly account: string;
    readonly serial: string;
    readonly kind: Exclude<DeviceKind, 'app'>;
    readonly holder: string | null;
    readonly user_name: string | null;
    readonly enabled_at: number;
  }
>(`
  select d.account, d.serial, d.kind, d.holder, u.name as user_name, d.enabled_at
    from iam_mfa_device d left join iam_user u on u.id = d.holder
   where d.kind <> 'app' order by d.account, d.kind, d.serial`);

export const insertMfaDevice = statement<MfaDeviceRow>(`
  insert into iam_mfa_device (${DEVICE})
  values (:account, :serial, :kind, :name, :path, :sealed, :holder, :enabled_at, :step, :drift, :tags, :credential,
          :created_at, :revision)`);

export const updateMfaHolder = statement<
  OfDevice & { holder: string | null; enabled_at: number; step: number; drift: number }
>(`
  update iam_mfa_device
     set holder = :holder, enabled_at = :enabled_at, step = :step, drift = :drift, revision = revision + 1
   where account = :account and serial = :serial and revision = :revision`);

export const updateMfaStep = statement<OfDevice & { step: number; drift: number }>(`
  update iam_mfa_device set step = :step, drift = :drift, revision = revision + 1
   where account = :account and serial = :serial and revision = :revision`);

export const updateMfaTags = statement<OfDevice & { tags: string }>(`
  update iam_mfa_device set tags = :tags, revision = revision + 1
   where account = :account and serial = :serial and revision = :revision`);

export const deleteMfaDeviceRow = statement<OfDevice>(`
  delete from iam_mfa_device where account = :account and serial = :serial and revision = :revision`);
