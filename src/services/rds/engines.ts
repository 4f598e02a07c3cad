/** The kinds of servers that can be registered: those whose users' passwords Lockstead can change. */
import type { Engine } from '../../operation/databases.ts';

interface Known {
  /** What the server is spoken to as. */
  readonly speaks: Engine;
  readonly license: string;
  readonly isAurora: boolean;
  /** The longest password that RDS takes. */
  readonly passwordMost: number;
}

/** What is known of an engine by its name in the API; undefined of those that cannot be registered. */
export const engineNamed = (name: string): Known | undefined =>
  Object.hasOwn(ENGINES, name) ? ENGINES[name] : undefined;

const of = (speaks: Engine, isAurora: boolean): Known => ({
  speaks,
  isAurora,
  license: speaks === 'postgres' ? 'postgresql-license' : 'general-public-license',
  passwordMost: speaks === 'postgres' ? 128 : 41,
});

const ENGINES: { readonly [name: string]: Known } = {
  postgres: of('postgres', false),
  mysql: of('mysql', false),
  mariadb: of('mariadb', false),
  'aurora-postgresql': of('postgres', true),
  'aurora-mysql': of('mysql', true),
};

/** `postgres16`, `mysql8.0`: the family of parameter groups that a version belongs to. */
export function familyOf(engine: string, version: string): string {
  // From version 10 on, PostgreSQL's first number is the whole of the major version.
  if (engineNamed(engine)?.speaks === 'postgres') return `${engine}${version.split('.')[0]}`;
  // Aurora's versions name MySQL's before their own: 8.0.mysql_aurora.3.08.0.
  return `${engine}${version.split('.').slice(0, 2).join('.')}`;
}

/** `default:postgres-16`: AWS's own option group for a version. */
export const optionGroupOf = (engine: string, version: string): string =>
  `default:${engine}-${familyOf(engine, version).slice(engine.length).replaceAll('.', '-')}`;

export const invalidEngine = (name: string): string =>
  `Invalid DB engine: ${name}. Lockstead registers servers of the engines ${Object.keys(ENGINES).join(', ')}.`;
