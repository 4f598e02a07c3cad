import { cachedStatement, statement } from '../../store/statement.ts';

export const UNIT_TABLES = `
     create table organizational_unit (
       id           text primary key,
       organization text not null,
       parent       text not null,    -- the root or another unit; it never changes
       name         text not null,
       path         text not null,    -- o-…/r-…/ou-…/ down to itself
       tags         text not null,    -- JSON object
       revision     integer not null,
       unique (parent, name)
     ) strict;
     create index organizational_unit_parent on organizational_unit (parent, id);
     create index organizational_unit_organization on organizational_unit (organization);
     create table lineage (
       place    text not null,        -- a root or a unit
       ancestor text not null,        -- itself, or what it lies in
       level    integer not null,     -- how deep the ancestor lies; the root is 0
       primary key (place, level)
     ) strict;
     insert into lineage (place, ancestor, level) select root_id, root_id, 0 from organization;`;

export type UnitRow = {
  id: string;
  organization: string;
  parent: string;
  name: string;
  path: string;
  tags: string;
  revision: number;
};

const UNIT = 'id, organization, parent, name, path, tags, revision';

export const selectUnit = cachedStatement<{ id: string }, UnitRow>(
  `select ${UNIT} from organizational_unit where id = :id`,
);

export const selectUnitNamed = statement<{ parent: string; name: string }, UnitRow>(
  `select ${UNIT} from organizational_unit where parent = :parent and name = :name`,
);

export const selectUnitsIn = statement<{ parent: string; after: string; count: number }, UnitRow>(`
  select ${UNIT} from organizational_unit where parent = :parent and id > :after order by id limit :count`);

export const countUnits = statement<{ organization: string }, { count: number }>(
  'select count(*) as count from organizational_unit where organization = :organization',
);

/** Whether anything lies directly in a unit: other units, or accounts. */
export const countChildren = statement<{ parent: string }, { count: number }>(`
  select count(*) as count from (
    select id from organizational_unit where parent = :parent
    union all
    select id from account where parent = :parent) child`);

export const insertUnit = statement<UnitRow>(`
  insert into organizational_unit (${UNIT})
  values (:id, :organization, :parent, :name, :path, :tags, :revision)`);

export const renameUnit = statement<{ id: string; name: string; revision: number }>(`
  update organizational_unit set name = :name, revision = revision + 1
   where id = :id and revision = :revision`);

export const tagUnit = statement<{ id: string; tags: string; revision: number }>(`
  update organizational_unit set tags = :tags, revision = revision + 1
   where id = :id and revision = :revision`);

export const deleteUnit = statement<{ id: string; revision: number }>(
  'delete from organizational_unit where id = :id and revision = :revision',
);

export const deleteUnitsOf = statement<{ organization: string }>(
  'delete from organizational_unit where organization = :organization',
);

/** Where a root or a unit lies, from the root down to itself. */
export const selectLineage = cachedStatement<
  { place: string },
  { ancestor: string; level: number }
>('select ancestor, level from lineage where place = :place order by level');

export const insertLineage = statement<{ place: string; ancestor: string; level: number }>(
  'insert into lineage (place, ancestor, level) values (:place, :ancestor, :level)',
);

export const deleteLineage = statement<{ place: string }>(
  'delete from lineage where place = :place',
);

/** Everything that lies in an organization's root, the root included. */
export const deleteLineageUnder = statement<{ root: string }>(
  'delete from lineage where place in (select place from lineage where ancestor = :root)',
);
