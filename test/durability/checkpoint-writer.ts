/** Writes rows until it is killed, and prints the number of each that was acknowledged; its log is moved all the time. */
import { openSqlite } from '../../src/store/sqlite.ts';
import { change, statement } from '../../src/store/statement.ts';

export const migrations = [
  {
    owner: 'test',
    steps: ['create table t (id integer not null primary key, big blob not null) strict;'],
  },
];
export const selectIds = statement<{}, { id: number }>('select id from t order by id');
const insert = statement<{ id: number; big: Uint8Array }>(
  'insert into t (id, big) values (:id, :big)',
);

if (import.meta.main) {
  const [path, first] = process.argv.slice(2);
  const store = await openSqlite({ path: path!, migrations, longLogPages: 20 });
  let next = Number(first);
  const write = async () => {
    for (;;) {
      const id = next++;
      await store.commit([change(insert, { id, big: new Uint8Array(3000).fill(id) })]);
      process.stdout.write(`${id}\n`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, write));
}
