/** A PostgreSQL that waits for its disk, as in production. */
import { run } from '../store/engines.ts';
import { startPostgres, type TestServer } from '../store/postgres-server.ts';

let server: Promise<TestServer> | undefined;

/** The one server of this process. */
export const durablePostgres = (): Promise<TestServer> =>
  (server ??= startPostgres({ durable: true }));

/** A place of its own in it, as `--store` is told. */
export async function postgresStore(schema: string): Promise<string> {
  const { url } = await durablePostgres();
  await run(url, `create schema ${schema}`);
  const store = new URL(url);
  store.searchParams.set('options', `-c search_path=${schema}`);
  return store.href;
}
