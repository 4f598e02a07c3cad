import { statement } from '../../store/statement.ts';

/** Virtual second factors. `holder` is null where nobody has one, and empty where the root user does. */
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

export type MfaDeviceRow = {
  readonly account: string;
  /** Its ARN. */
  readonly serial: string;
  readonly name: string;
  readonly path: string;
  /** The seed, sealed for the serial number. */
  readonly sealed: Uint8Array;
  readonly holder: string | null;
  readonly enabled_at: number;
  /** The last step whose code was taken: neither it nor an older one is taken again. */
  readonly step: number;
  /** How many steps its clock is ahead of ours. */
  readonly drift: number;
  readonly tags: string;
  readonly created_at: number;
  readonly revision: number;
};

const DEVICE =
  'account, serial, name, path, sealed, holder, enabled_at, step, drift, tags, created_at, revision';

type BySerial = { readonly account: string; readonly serial: string };
type OfDevice = BySerial & { readonly revision: number };

export const selectMfaDevice = statement<BySerial, MfaDeviceRow>(
  `select ${DEVICE} from iam_mfa_device where account = :account and serial = :serial`,
);

export const selectMfaDevicesOf = statement<{ account: string; holder: string }, MfaDeviceRow>(`
  select ${DEVICE} from iam_mfa_device
   where account = :account and holder = :holder order by serial`);

/** A page of an account's devices. */
export const selectMfaDevices = statement<
  { account: string; after: string; count: number },
  MfaDeviceRow
>(`
  select ${DEVICE} from iam_mfa_device
   where account = :account and serial > :after order by serial limit :count`);

export const insertMfaDevice = statement<MfaDeviceRow>(`
  insert into iam_mfa_device (${DEVICE})
  values (:account, :serial, :name, :path, :sealed, :holder, :enabled_at, :step, :drift, :tags, :created_at, :revision)`);

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
