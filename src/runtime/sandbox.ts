/** How a function sees the world: the arguments of bubblewrap. */
import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Machine } from './machine.ts';

/** Where things lie for a function, as on AWS. */
export interface Places {
  readonly task: string;
  readonly layers: string;
  readonly runtime: string;
  readonly node: string;
  readonly temporary: string;
}

export const SANDBOX_PLACES: Places = {
  task: '/var/task',
  layers: '/opt',
  runtime: '/var/runtime',
  node: '/var/lang/bin/node',
  temporary: '/tmp',
};

/** Whoever a function runs as, inside. */
export const SANDBOX_USER = 1000;

/** The folders of the machine that a worker is given. */
export interface Mounts {
  readonly task: string;
  readonly layers: string;
  /** The bootstraps, a mount point for each package of the SDK, `ca.pem` and `passwd`. */
  readonly runtime: string;
  readonly ephemeralBytes: number;
  /** Of Lockstead: not to be seen, should they lie under `/usr`. */
  readonly hide: readonly string[];
}

/** All but the command. Nothing in them is secret, but they are handed over on a descriptor all the same. */
export function sandboxArguments(machine: Machine, mounts: Mounts): string[] {
  const pythonFolders = machine.python?.folders ?? [];
  return [
    ...words('--unshare-user --unshare-pid --unshare-ipc --unshare-uts --unshare-cgroup-try'),
    ...words('--die-with-parent --new-session'),
    ...readOnly('/usr', '/usr'),
    ...words('/bin /sbin /lib /lib32 /lib64 /libx32').flatMap(systemFolder),
    ...mounts.hide.filter((path) => path.startsWith('/usr/')).flatMap((path) => ['--tmpfs', path]),
    ...pythonFolders.flatMap((folder) => [...parents(folder), ...readOnly(folder, folder)]),
    ...words('--perms 0755 --dir /etc --perms 0755 --dir /etc/ssl'),
    ...ETC.flatMap((path) => ['--ro-bind-try', path, path]),
    ...readOnly(`${mounts.runtime}/passwd`, '/etc/passwd'),
    ...authorities(`${mounts.runtime}/ca.pem`),
    ...words('--perms 0755 --dir /var'),
    ...readOnly(mounts.task, SANDBOX_PLACES.task),
    ...readOnly(mounts.layers, SANDBOX_PLACES.layers),
    ...readOnly(mounts.runtime, SANDBOX_PLACES.runtime),
    ...[...machine.sdk].flatMap(([name, folder]) =>
      readOnly(folder, `${SANDBOX_PLACES.runtime}/node_modules/${name}`),
    ),
    ...parents(SANDBOX_PLACES.node),
    ...readOnly(machine.node, SANDBOX_PLACES.node),
    ...words('--proc /proc --dev /dev'),
    ...words(`--size ${mounts.ephemeralBytes} --perms 1777 --tmpfs /tmp`),
    // The rest is memory of this machine too, and nobody would count it.
    ...words('--remount-ro /dev --remount-ro /'),
    ...words(`--chdir ${SANDBOX_PLACES.task}`),
  ];
}

const words = (line: string): string[] => line.split(' ');

/** What programs read of the machine's configuration: names, time zone, the linker's list. */
const ETC = [
  '/etc/alternatives',
  '/etc/gai.conf',
  '/etc/group',
  '/etc/host.conf',
  '/etc/hosts',
  '/etc/ld.so.cache',
  '/etc/ld.so.conf',
  '/etc/ld.so.conf.d',
  '/etc/localtime',
  '/etc/mime.types',
  '/etc/nsswitch.conf',
  '/etc/protocols',
  '/etc/resolv.conf',
  '/etc/services',
  '/etc/ssl/certs',
  '/etc/ssl/openssl.cnf',
];

/** Every path at which programs look for authorities, on whatever system they were built. */
function authorities(bundle: string): string[] {
  const paths = [
    '/etc/ssl/cert.pem',
    '/etc/pki/tls/cert.pem',
    '/etc/pki/tls/certs/ca-bundle.crt',
    '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  ];
  // Where that folder is the machine's, a mount needs a file to lie on.
  const debian = '/etc/ssl/certs/ca-certificates.crt';
  if (existsSync(debian) || !existsSync(dirname(debian))) paths.push(debian);
  return paths.flatMap((path) => [...parents(path), ...readOnly(bundle, path)]);
}

/** A link where the system has a link (`/bin` to `usr/bin`), the folder where it has one. */
function systemFolder(path: string): string[] {
  if (!existsSync(path)) return [];
  return lstatSync(path).isSymbolicLink()
    ? ['--symlink', readlinkSync(path), path]
    : readOnly(path, path);
}

// Made by hand: bubblewrap would copy the modes of the machine, and `/root` lets nobody through.
function parents(path: string): string[] {
  const parent = dirname(path);
  return parent === '/' ? [] : [...parents(parent), '--perms', '0755', '--dir', parent];
}

const readOnly = (from: string, to: string): string[] => ['--ro-bind', from, to];
