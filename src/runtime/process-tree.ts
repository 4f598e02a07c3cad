/** What Linux tells of a process and all its descendants. Elsewhere all answers are empty. */
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';

/** The process and all that descend from it, parents first. */
export function treeOf(pid: number): number[] {
  const found = [pid];
  for (let at = 0; at < found.length; at++) {
    for (const thread of list(`/proc/${found[at]}/task`)) {
      const children = read(`/proc/${found[at]}/task/${thread}/children`);
      for (const child of children.split(' ')) if (child !== '') found.push(Number(child));
    }
  }
  return found;
}

/**
 * Has a process stand back for others. A niceness alone counts among the processes of one session, where the
 * kernel gives each session its share (`autogroup`): there the session's own counts, and is set here too.
 * @returns whether it is done; the kernel lets others than root do it ten times a second
 */
export function standBack(pid: number, niceness: number): boolean {
  try {
    writeFileSync(`/proc/${pid}/autogroup`, String(niceness));
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code !== 'EAGAIN';
  }
}

/** Memory that is theirs alone: what they have written, not the programs that all share. */
export function ownBytes(pids: readonly number[], limitBytes: number): number {
  const rough = pids.reduce((sum, pid) => sum + anonymousKiB(pid), 0) * 1024;
  if (rough <= limitBytes) return rough;
  // After a fork both are said to hold the same pages: what is shared is now counted once, at a price.
  return pids.reduce((sum, pid) => sum + proportionalKiB(pid), 0) * 1024;
}

/** The most memory that a process has held at once. */
export const peakBytes = (pid: number): number =>
  field(read(`/proc/${pid}/status`), 'VmHWM') * 1024;

/** The processes whose environment, as they were started with, holds `NAME=value`. */
export function startedWith(assignment: string): number[] {
  const needle = `\0${assignment}\0`;
  return list('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => `\0${read(`/proc/${pid}/environ`)}`.includes(needle))
    .map(Number);
}

/** Processes and threads of a user. */
export function tasksOfUser(uid: number): number {
  return list('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => read(`/proc/${pid}/status`))
    .filter((status) => field(status, 'Uid') === uid)
    .reduce((sum, status) => sum + field(status, 'Threads'), 0);
}

/** Whether a loopback connection from `fromPort` to `toPort` is held by one of these processes. */
export function holdsConnection(
  pids: readonly number[],
  fromPort: number,
  toPort: number,
): boolean {
  const inode =
    inodeOf(read('/proc/net/tcp'), fromPort, toPort) ??
    inodeOf(read('/proc/net/tcp6'), fromPort, toPort);
  if (inode === undefined) return false;
  const socket = `socket:[${inode}]`;
  return pids.some((pid) =>
    list(`/proc/${pid}/fd`).some((fd) => link(`/proc/${pid}/fd/${fd}`) === socket),
  );
}

const hexPort = (port: number) => `:${port.toString(16).toUpperCase().padStart(4, '0')} `;

function inodeOf(table: string, fromPort: number, toPort: number): string | undefined {
  const [from, to] = [hexPort(fromPort), hexPort(toPort)];
  for (let at = table.indexOf(from); at >= 0; at = table.indexOf(from, at + 1)) {
    const end = table.indexOf('\n', at);
    const line = table.slice(at, end < 0 ? undefined : end);
    // `:FROM` as the local port is followed by the remote address, whose port must be `:TO`.
    const [, remote, , , , , , , inode] = line.trim().split(/\s+/);
    if (`:${remote?.split(':')[1]} ` === to) return inode;
  }
  return undefined;
}

const anonymousKiB = (pid: number): number => {
  const status = read(`/proc/${pid}/status`);
  return field(status, 'RssAnon') + field(status, 'RssShmem');
};

const proportionalKiB = (pid: number): number => {
  const rollup = read(`/proc/${pid}/smaps_rollup`);
  return field(rollup, 'Pss_Anon') + field(rollup, 'Pss_Shmem');
};

const field = (status: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status)?.[1] ?? 0);

// A process may end between two looks: what is not there any more is empty.

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function list(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
