import { cachedStatement, statement, type Row } from '../../src/store/statement.ts';
import type { Migrations } from '../../src/store/store.ts';

/** A small world for the store's own tests: owners with things, jobs, and a trail. */
export const migrations: Migrations = {
  owner: 'world',
  steps: [
    `create table owner (
       name text primary key,
       revision integer not null
     ) strict, without rowid;
     create table thing (
       owner text not null references owner (name) on delete cascade,
       name text not null, -- case counts
       bytes blob,
       size integer not null,
       primary key (owner, name)
     ) strict;`,
    `create table trail (id text primary key, at integer not null, what text not null) strict;
     create table job (id text primary key, due_at integer not null, holder text, lease_until integer not null) strict;
     create index job_due on job (due_at) where holder is null;`,
  ],
};

export type OwnerRow = { name: string; revision: number };
export type ThingRow = { owner: string; name: string; bytes: Uint8Array | null; size: number };
export type TrailRow = { id: string; at: number; what: string };
export type JobRow = { id: string; due_at: number; holder: string | null; lease_until: number };

export const insertOwner = statement<OwnerRow>(
  'insert into owner (name, revision) values (:name, :revision)',
);
export const touchOwner = statement<OwnerRow>(
  'update owner set revision = revision + 1 where name = :name and revision = :revision',
);
export const deleteOwner = statement<{ name: string }>('delete from owner where name = :name');
export const selectOwner = statement<{ name: string }, OwnerRow>(
  'select name, revision from owner where name = :name',
);
export const cachedOwner = cachedStatement<{ name: string }, OwnerRow>(
  'select name, revision from owner where name = :name',
);
export const insertThing = statement<ThingRow>(
  'insert into thing (owner, name, bytes, size) values (:owner, :name, :bytes, :size)',
);
export const selectThings = statement<{ owner: string }, ThingRow>(
  'select owner, name, bytes, size from thing where owner = :owner order by name',
);
export const cachedThings = cachedStatement<{ owner: string; least: number }, ThingRow>(
  'select owner, name, bytes, size from thing where owner = :owner and size >= :least order by name',
);
export const cachedSizes = cachedStatement<Row, { owner: string; size: number }>(`
  select owner.name as owner, cast(sum(thing.size) as bigint) as size
    from owner join thing on thing.owner = owner.name
   group by owner.name order by owner.name`);
export const insertTrail = statement<TrailRow>(
  'insert into trail (id, at, what) values (:id, :at, :what)',
);
export const selectTrail = statement<Row, TrailRow>('select id, at, what from trail order by id');
export const insertJob = statement<JobRow>(`
  insert into job (id, due_at, holder, lease_until) values (:id, :due_at, :holder, :lease_until)`);
export const claimJobs = statement<{ holder: string; now: number; until: number }, JobRow>(`
  update job set holder = :holder, lease_until = :until
   where id in (select id from job where due_at <= :now and lease_until <= :now order by due_at, id limit 3)
     and lease_until <= :now
  returning id, due_at, holder, lease_until`);
