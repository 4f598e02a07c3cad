/** Runs other people's code: keeps workers warm, starts them, and never more than it may. */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Clock, MINUTE } from '../base/clock.ts';
import type { Random } from '../base/random.ts';
import { turnstile } from '../base/turnstile.ts';
import type { FunctionRuntime, Invocation, InvocationResult } from '../operation/functions.ts';
import { confine, type Confinement, isRoot, MAX_SLOTS, whyNoSandbox } from './confinement.ts';
import { openFolder, type OwnFolder, temporaryParent } from './folder.ts';
import { furnish, furnishBarely, linkSdk } from './furnish.ts';

import { bareMachine, lookAround, type Machine } from './machine.ts';
import { codeFailure } from './report.ts';
import { createShelf, type Shelf } from './shelf.ts';
import { examine } from './unpack.ts';
import { startWorker, type Worker, type WorkerParts } from './worker.ts';
import { ZipError } from './zip-entries.ts';

export interface RuntimeParts {
  /** The house's clock: what credentials and log lines go by. */
  readonly clock: Clock;
  /** The machine's, even where dev mode has moved the house's: what timeouts go by. */
  readonly machineClock: Clock;
  readonly random: Random;
  /** `PATH`: where interpreters and tools are looked for. */
  readonly searchPath: string;
  /** Folders of Lockstead that no function may see: its program, its data. */
  readonly hide: readonly string[];
  /** Authorities beyond the machine's (PEM), such as the one that signed the endpoint's certificate. */
  readonly authorities?: string;
  /** Below which a folder is made for what is unpacked; the system's temporary folder unless told. */
  readonly folder?: string | undefined;
  /** Workers at once, idle ones too; 64 unless told, 400 at most. */
  readonly maxWorkers?: number;
  /** Plain processes under limits, though there may be a sandbox. */
  readonly withoutSandbox?: boolean;
  /** How long a worker stays warm without work; 5 minutes unless told. */
  readonly idleMillis?: number;
}

/** A start that takes longer than this is one that waits. */
const START_MILLIS = 2000;

/** The runtime of this machine. */
export interface MachineRuntime extends FunctionRuntime {
  /** Why functions run as plain processes under limits here, or undefined where they run in a sandbox. */
  readonly whyNoSandbox: string | undefined;
  readonly hasBoto3: boolean;
  readonly hasAwsSdk: boolean;
}

interface Slot {
  readonly number: number;
  readonly functionArn: string;
  readonly revision: string;
  readonly worker: Worker;
  isForgotten: boolean;
  callOffIdle: () => void;
}

/** Looks around on the machine and makes ready; no worker is started before the first invocation. */
export async function createRuntime(parts: RuntimeParts): Promise<MachineRuntime> {
  const machine = await lookAround({ ...parts, packagesFrom: fileURLToPath(import.meta.url) });
  let room = await settle(parts, machine, parts.folder);
  // Without a sandbox root's functions are other users, who cannot pass through a folder of ours.
  if (!room.confinement.isSandbox && parts.folder !== undefined && isRoot()) {
    await room.folder.remove();
    room = await settle(parts, machine, undefined);
  }
  return running(parts, machine, room);
}

/**
 * Why functions would run as plain processes under limits on this machine, at a glance: without the
 * interpreters, which take their time. Undefined where they would run in a sandbox.
 */
export async function tryOut({
  searchPath,
  random,
  folder: parent,
}: Pick<RuntimeParts, 'searchPath' | 'random' | 'folder'>): Promise<string | undefined> {
  const machine = await bareMachine(searchPath);
  const folder = await openFolder(parent ?? (await temporaryParent()), random);
  try {
    await furnishBarely(folder.path);
    return await whyNoSandbox({ machine, base: folder.path, hide: [] });
  } finally {
    await folder.remove();
  }
}

interface Room {
  readonly folder: OwnFolder;
  readonly confinement: Confinement;
}

async function settle(
  parts: RuntimeParts,
  machine: Machine,
  parent: string | undefined,
): Promise<Room> {
  const folder = await openFolder(parent ?? (await temporaryParent()), parts.random);
  try {
    const base = folder.path;
    await furnish(base, machine, parts.authorities);
    const confinement = await confine({ ...parts, machine, base });
    if (!confinement.isSandbox) await linkSdk(base, machine);
    return { folder, confinement };
  } catch (cause) {
    await folder.remove();
    throw cause;
  }
}

function running(
  parts: RuntimeParts,
  machine: Machine,
  { folder, confinement }: Room,
): MachineRuntime {
  const max = Math.min(parts.maxWorkers ?? 64, MAX_SLOTS);
  const free = Array.from({ length: max }, (_, at) => max - 1 - at);
  const idle = new Map<string, Slot[]>();
  const all = new Set<Slot>();
  const waiting: (() => void)[] = [];
  const starting = new Set<Promise<unknown>>();
  const shelf = createShelf(folder.path);
  // Interpreters compute as they start: more at once than there are processors only start later.
  const starts = turnstile(Math.max(2, availableParallelism()));
  let isStopped = false;
  const workerParts: WorkerParts = {
    ...parts,
    confinement,
    python: machine.python?.executable,
    hasOwnAuthorities: parts.authorities !== undefined,
    searchPath: confinement.isSandbox ? '/usr/local/bin:/usr/bin:/bin' : parts.searchPath,
  };

  const take = (slots: Slot[], at: number): Slot => {
    const [slot] = slots.splice(at, 1);
    if (slots.length === 0) idle.delete(slot!.revision);
    slot!.callOffIdle();
    return slot!;
  };

  /** Ends a worker if it idles. It is out of reach at once: its end takes a moment. */
  function dismiss(slot: Slot): void {
    const slots = idle.get(slot.revision);
    if (!slots?.includes(slot)) return;
    take(slots, slots.indexOf(slot));
    void slot.worker.end();
  }

  function warm(invocation: Invocation): Slot | undefined {
    const slots = idle.get(invocation.revisionId) ?? [];
    const outlasts = parts.clock.now() + invocation.timeoutSeconds * 1000;
    while (slots.length > 0) {
      const slot = take(slots, slots.length - 1);
      if (slot.worker.isUsable() && slot.worker.credentials.expiresAt > outlasts) return slot;
      void slot.worker.end();
    }
    return undefined;
  }

  /**
   * A warm worker, or a number nobody has for a new one. Where all are taken, the one that has idled
   * longest gives way; where none idles, the invocation waits for the first that comes back.
   */
  async function acquire(invocation: Invocation): Promise<Slot | number> {
    for (;;) {
      if (isStopped) throw new Error('The runtime of functions was stopped.');
      const found = warm(invocation) ?? free.pop();
      if (found !== undefined) return found;
      const [slots] = idle.values();
      if (slots) await take(slots, 0).worker.end();
      else await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }

  const setFree = (number: number) => {
    free.push(number);
    waiting.shift()?.();
  };

  async function start(invocation: Invocation, number: number): Promise<Slot> {
    try {
      const { worker, giveBack } = await startOn(invocation, number);
      const slot: Slot = {
        number,
        functionArn: invocation.functionArn,
        revision: invocation.revisionId,
        worker,
        isForgotten: false,
        callOffIdle: () => {},
      };
      all.add(slot);
      void worker.ended.finally(() => {
        all.delete(slot);
        const slots = idle.get(slot.revision);
        if (slots?.includes(slot)) take(slots, slots.indexOf(slot));
        giveBack();
        setFree(number);
      });
      if (isStopped) await worker.end();
      return slot;
    } catch (cause) {
      setFree(number);
      throw cause;
    }
  }

  /** Remembered while it lasts: what is being started is ended by `stop` too. */
  async function begin(invocation: Invocation, number: number): Promise<Slot> {
    const begun = start(invocation, number);
    starting.add(begun);
    try {
      return await begun;
    } finally {
      starting.delete(begun);
    }
  }

  async function startOn(invocation: Invocation, slot: number) {
    const { lent, giveBack } = await lend(shelf, invocation);
    const leave = await starts.enter();
    try {
      const [own, credentials] = await Promise.all([
        invocation.environment(),
        invocation.credentials(),
      ]);
      const worker = await startWorker(workerParts, invocation, {
        folders: lent,
        own,
        credentials,
        slot,
      });
      // One that waits for somebody while it initialises keeps no others waiting for long.
      parts.machineClock.after(START_MILLIS, leave);
      void worker.ready.then(leave);
      return { worker, giveBack };
    } catch (cause) {
      leave();
      giveBack();
      throw cause;
    }
  }

  function release(slot: Slot): void {
    if (isStopped || slot.isForgotten || !slot.worker.isUsable()) return void slot.worker.end();
    const slots = idle.get(slot.revision) ?? [];
    slots.push(slot);
    // The map's order is the order of idling: who has idled longest comes first.
    idle.delete(slot.revision);
    idle.set(slot.revision, slots);
    slot.callOffIdle = parts.machineClock.after(parts.idleMillis ?? 5 * MINUTE, () => {
      dismiss(slot);
    });
    // Whoever waits takes it over, or its number.
    waiting.shift()?.();
  }

  async function invoke(invocation: Invocation): Promise<InvocationResult> {
    const found = await acquire(invocation);
    try {
      const slot = typeof found === 'number' ? await begin(invocation, found) : found;
      try {
        return await slot.worker.invoke(invocation);
      } finally {
        release(slot);
      }
    } catch (cause) {
      if (cause instanceof ZipError) return refusal(invocation, cause);
      throw cause;
    }
  }

  return {
    whyNoSandbox: confinement.isSandbox ? undefined : confinement.reason!,
    hasBoto3: machine.python?.hasBoto3 === true,
    hasAwsSdk: machine.sdk.size > 0,
    runs: (runtime) =>
      /^nodejs\d+\.x$/.test(runtime) ||
      (/^python3\.\d+$/.test(runtime) && machine.python !== undefined) ||
      /^provided\.al20\d\d$/.test(runtime),
    examine,
    invoke,
    forget: (functionArn) => {
      for (const slot of all) {
        if (slot.functionArn !== functionArn) continue;
        slot.isForgotten = true;
        dismiss(slot);
      }
    },
    stop: async () => {
      isStopped = true;
      for (const wake of waiting.splice(0)) wake();
      await Promise.allSettled(starting);
      await Promise.all([...all].map((slot) => slot.worker.end()));
      await folder.remove();
    },
  };
}

async function lend(shelf: Shelf, of: Invocation) {
  const task = await shelf.lend(`code ${of.codeSha256}`, [of.code]);
  try {
    // Layers have no name of their own here: they are unpacked for each revision of the function.
    const key = of.layers.length === 0 ? 'no layers' : `layers ${of.revisionId}`;
    const layers = await shelf.lend(key, of.layers);
    const giveBack = () => {
      task.giveBack();
      layers.giveBack();
    };
    return { lent: { task: task.folder, layers: layers.folder }, giveBack };
  } catch (cause) {
    task.giveBack();
    throw cause;
  }
}

function refusal(invocation: Invocation, cause: ZipError): InvocationResult {
  const { payload } = codeFailure(invocation, `the package cannot be unpacked: ${cause.message}`);
  return {
    payload,
    functionError: 'Unhandled',
    lines: [],
    logStream: '',
    billedMillis: 0,
    initMillis: 0,
  };
}
