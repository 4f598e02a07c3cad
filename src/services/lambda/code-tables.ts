import { statement } from '../../store/statement.ts';

export const insertCode = statement<{
  id: string;
  account: string;
  region: string;
  size: number;
  parts: number;
}>(`
  insert into lambda_code (id, account, region, size, parts)
  values (:id, :account, :region, :size, :parts)`);

export const insertPart = statement<{ code: string; number: number; sealed: Uint8Array }>(
  'insert into lambda_code_part (code, number, sealed) values (:code, :number, :sealed)',
);

export const selectParts = statement<
  { code: string },
  { number: number; parts: number; sealed: Uint8Array }
>(`
  select p.number, c.parts, p.sealed from lambda_code c
    join lambda_code_part p on p.code = c.id
   where c.id = :code order by p.number`);

export const sumCode = statement<{ account: string; region: string }, { total: number }>(`
  select cast(coalesce(sum(size), 0) as bigint) as total from lambda_code
   where account = :account and region = :region`);

const UNUSED = `
  not exists (select 1 from lambda_version where code = :code)
     and not exists (select 1 from lambda_layer_version where code = :code)
     and not exists (select 1 from lambda_layer_use where code = :code)`;

export const sweepParts = statement<{ code: string }>(
  `delete from lambda_code_part where code = :code and ${UNUSED}`,
);

export const sweepCode = statement<{ code: string }>(
  `delete from lambda_code where id = :code and ${UNUSED}`,
);
