/** Whatever breaks, and whenever: what applications read logs in, and the rotation is done in the end. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { BuiltInFunctions, BuiltInName } from '../../src/operation/built-in-functions.ts';
import { MINUTE } from '../../src/base/clock.ts';
import { cuttingProxy } from '../database/cutting-proxy.ts';
import { type DatabaseHouse, databaseHouse } from './database-house.ts';

/** `npm run prove` breaks at every message; here every so many are enough. */
const STRIDE = process.env['LOCKSTEAD_PROVE'] ? 1 : 13;

interface Server {
  readonly port: number;
  readonly sql: (text: string) => Promise<unknown>;
  readonly whoIs: (username: string, password: string) => Promise<string>;
}

export interface Case {
  readonly engine: string;
  readonly by: BuiltInName;
  readonly server: Server;
  readonly master?: { readonly username: string; readonly password: string };
}

/** A house, and a secret whose database is behind a wire that breaks. */
async function behindWire(t: TestContext, { engine, server, master }: Case) {
  const wire = await cuttingProxy(server.port);
  t.after(() => wire.stop());
  const crash: { at: number; when: 'before' | 'after'; seen: number } = {
    at: Infinity,
    when: 'before',
    seen: 0,
  };
  /** The function dies before or after it asks Secrets Manager for something. */
  const wrap = (builtIns: BuiltInFunctions): BuiltInFunctions => ({
    find: (name) => {
      const found = builtIns.find(name);
      return (
        found && {
          ...found,
          run: (call) =>
            found.run({
              ...call,
              ask: async (model, input) => {
                if (/^(?:Get|Describe)/.test(model.name)) return call.ask(model, input);
                const isIt = ++crash.seen === crash.at;
                if (isIt && crash.when === 'before') throw new Error('killed');
                const answer = await call.ask(model, input);
                if (isIt) throw new Error('killed');
                return answer;
              },
            }),
        }
      );
    },
  });
  const h = await databaseHouse({ wrap });
  const value = { engine, host: 'localhost', port: wire.port, ssl: true };
  const masterarn = master && (await h.secret('master', { ...value, ...master }));
  await h.secret('app', { ...value, username: 'app', password: 'first', masterarn });
  const works = async (stage?: string) => {
    const { username, password } = await h.value('app', stage);
    return server.whoIs(username, password).then(
      () => true,
      () => false,
    );
  };
  return { h, wire, crash, works };
}

/** The rotation that was broken goes on by itself, with the version that it had begun. */
async function isFinished(h: DatabaseHouse, version: string): Promise<void> {
  const labels = async () => (await h.describe('app')).VersionIdsToStages![version]?.join();
  for (let minutes = 0; minutes < 4 && (await labels()) !== 'AWSCURRENT'; minutes++) {
    h.clock.advance(MINUTE);
    await h.steps();
  }
  assert.equal(await labels(), 'AWSCURRENT');
}

/** Breaks one rotation after another, each a little later than the one before. */
export async function breakEverywhere(t: TestContext, of: Case): Promise<void> {
  const { h, wire, crash, works } = await behindWire(t, of);
  const alternates = of.master !== undefined;
  await h.rotate('app', of.by);
  let broken = 0;
  const rotateBroken = async (what: string) => {
    const version = await h.begin('app');
    await h.steps();
    const isDone = (await h.describe('app')).VersionIdsToStages![version]!.includes('AWSCURRENT');
    const reached = [wire.mend(), crash.seen] as const;
    crash.at = Infinity;
    // A single user has one password: until the rotation goes on it may be the pending one.
    const either = (await works()) || (!alternates && !isDone && (await works('AWSPENDING')));
    assert.ok(either, what);
    await isFinished(h, version);
    assert.ok(await works(), what);
    broken += isDone ? 0 : 1;
    return reached;
  };
  for (const when of ['before', 'after'] as const) {
    for (let n = 1, most = n; n <= most; n += STRIDE) {
      wire.cutAt(n, when);
      const [sent] = await rotateBroken(`message ${n}, ${when}`);
      if (sent >= n) most = n + STRIDE;
    }
    for (let n = 1, most = n; n <= most; n++) {
      Object.assign(crash, { at: n, when, seen: 0 });
      const [, asked] = await rotateBroken(`request ${n}, ${when}`);
      if (asked >= n) most = n + 1;
    }
  }
  t.diagnostic(`${broken} rotations broken`);
  assert.ok(broken >= 6);
}
