import assert from 'node:assert/strict';
import { test } from 'node:test';

import { postgresSchema, schemaOf } from './schema.ts';

const schema = (...steps: string[]) => schemaOf([{ owner: 'test', steps }]);

test('the schema knows the tables that the last step leaves', () => {
  const { tables } = schema(
    'create table a (id text primary key) strict; create table b (id text primary key) strict;',
    'drop table a; alter table b rename to c; alter table c rename column id to name;',
  );
  assert.deepEqual([...tables], ['c']);
});

test('a write reaches the tables that the keys change along, and no others', () => {
  const { touchedWith } = schema(`
    create table a (id text primary key) strict;
    create table b (id text primary key, a text references a (id) on delete cascade) strict;
    create table c (id text primary key, b text references b on update set null, a text references a) strict;
    create table d (id text primary key, a text references a (id) on delete restrict) strict;`);
  assert.deepEqual([...touchedWith('a')], ['a', 'b', 'c']);
  assert.deepEqual([...touchedWith('b')], ['b', 'c']);
  assert.deepEqual([...touchedWith('c')], ['c']);
  const renamed = schema(`
    create table a (id text primary key) strict;
    create table b (a text references a on delete cascade) strict;
    alter table b rename to c; alter table a rename to d;`);
  assert.deepEqual([...renamed.touchedWith('d')], ['d', 'c']);
});

test('what the engines do not share is refused', () => {
  for (const step of [
    'create trigger t after insert on a begin select 1; end',
    'create view v as select 1',
    'create table if not exists a (id text primary key)',
    'create table a (id integer primary key autoincrement)',
    'create table a (b text references b deferrable initially deferred)',
  ]) {
    assert.throws(() => schema(step), /migration/, step);
  }
});

test('types change their words on PostgreSQL, names and texts do not', () => {
  assert.equal(
    postgresSchema(`create table a (
      id text primary key check (id <> 'text'), -- an integer
      "blob" blob not null, integer_size integer, share real
    ) strict, without rowid;
    create table b (id text) strict;
    create table c (id text)   without rowid , strict;`),
    `create table a (
      id text collate "C" primary key check (id <> 'text'), -- an integer
      "blob" bytea not null, integer_size bigint, share double precision
    ) ;
    create table b (id text collate "C") ;
    create table c (id text collate "C")    ;`,
  );
});
