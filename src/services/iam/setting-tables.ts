import { statement } from '../../store/statement.ts';

/** What an account, or an organization, has set for itself. */
export const SETTINGS = `
  create table iam_setting (
    owner text not null,
    name  text not null,
    value text not null,
    at    integer not null,
    primary key (owner, name)
  ) strict;`;

export type SettingRow = {
  /** An account's number, or an organization's id. */
  readonly owner: string;
  readonly name: string;
  readonly value: string;
  readonly at: number;
};

type Named = { readonly owner: string; readonly name: string };

export const selectSetting = statement<Named, SettingRow>(
  'select owner, name, value, at from iam_setting where owner = :owner and name = :name',
);

export const selectSettingOwner = statement<
  { readonly name: string; readonly value: string },
  Pick<SettingRow, 'owner'>
>('select owner from iam_setting where name = :name and value = :value');

export const upsertSetting = statement<SettingRow>(`
  insert into iam_setting (owner, name, value, at) values (:owner, :name, :value, :at)
  on conflict (owner, name) do update set value = excluded.value, at = excluded.at`);

export const insertSetting = statement<SettingRow>(
  'insert into iam_setting (owner, name, value, at) values (:owner, :name, :value, :at)',
);

export const deleteSetting = statement<Named>(
  'delete from iam_setting where owner = :owner and name = :name',
);
