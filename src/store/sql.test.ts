import assert from 'node:assert/strict';
import { test } from 'node:test';

import { numbered, tablesOf } from './sql.ts';

const tables = (sql: string) => {
  const { reads, writes } = tablesOf(sql);
  return { reads: [...reads].sort(), writes: [...writes].sort() };
};

test('parameters are numbered by their first use, and strings and comments keep their colons', () => {
  const { text, names } = numbered(
    `select ':no', a::bigint, ":nor this" from t -- and not :this, it's a comment
      where b = :second /* :never */ and c = :first_one and d = :second and e = 'it''s :not'`,
    (n) => `$${n}`,
  );
  assert.deepEqual(names, ['second', 'first_one']);
  assert.equal(
    text,
    `select ':no', a::bigint, ":nor this" from t -- and not :this, it's a comment
      where b = $1 /* :never */ and c = $2 and d = $1 and e = 'it''s :not'`,
  );
});

test('the tables of a statement are read out of its text', () => {
  const cases: [sql: string, reads: string[], writes: string[]][] = [
    ['select a from T where b = :b', ['t'], []],
    ['select a, (select max(x) from u) from t as v join "w" on w.a = v.a', ['t', 'u', 'w'], []],
    ['select a from (select b, c from t) as s where b in (select b from u)', ['t', 'u'], []],
    ['insert into t (a) values (:a) on conflict (a) do update set a = excluded.a', [], ['t']],
    ['insert into t (a) select a from u where true on conflict do nothing', ['u'], ['t']],
    ['update t set a = (select b from u where u.id = t.id)', ['u'], ['t']],
    ['update t as x set a = u.b from u where u.id = x.id returning a', ['u'], ['t']],
    ['delete from t where a in (select a from u)', ['u'], ['t']],
    ['select a from t where b is not distinct from :b', ['t'], []],
    [
      'with s as (select a from t), r (x, y) as (select b, c from u) select * from s join r on x = a',
      ['t', 'u'],
      [],
    ],
    [
      'with recursive up (id) as (select :id union all select parent from ou join up on ou.id = up.id) select id from up',
      ['ou'],
      [],
    ],
    ["select 'from x' as a, b -- join y\n from t /* from z */", ['t'], []],
    ['select a from t cross join u left join v on true', ['t', 'u', 'v'], []],
  ];
  for (const [sql, reads, writes] of cases) assert.deepEqual(tables(sql), { reads, writes }, sql);
});

test('a statement that is not understood is refused, not guessed at', () => {
  const refused: [sql: string, because: RegExp][] = [
    ['select a from t, u', /write `join`/],
    ['select a from t as x, u', /write `join`/],
    ['select a from (select b from t) s, u', /write `join`/],
    ['select a from main.t', /no schema/],
    ['select value from json_each(:list)', /no table/],
    ['replace into t values (1)', /begins with none/],
    ['select a from t; delete from t', /more than one statement/],
    ['select a from :table', /not understood/],
  ];
  for (const [sql, because] of refused) assert.throws(() => tablesOf(sql), because, sql);
});
