/** Which addresses the server asks: those of the Internet, and what the operator has allowed beside them. */
import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';
import { usageError } from './operator-error.ts';

/** One entry of `--allow-outbound`. */
export type Allowance =
  | { readonly kind: 'host'; readonly host: string }
  | { readonly kind: 'network'; readonly address: string; readonly prefix: number }
  /** The host is there, whatever the DNS says; its certificate is still the host's. */
  | {
      readonly kind: 'place';
      readonly host: string;
      readonly address: string;
      readonly port: number;
    };

/** Where requests may go. */
export interface Addresses {
  /** Whether a connection to this address may be made for this host. */
  readonly allows: (host: string, address: string) => boolean;
  /** Where the operator says that the host is. */
  readonly placeOf: (
    host: string,
  ) => { readonly address: string; readonly port: number } | undefined;
}

/** Reads `HOST`, `ADDRESS`, `ADDRESS/PREFIX` and `HOST=ADDRESS:PORT`, separated by commas. */
export function parseAllowances(
  text: string | undefined,
  flag = '--allow-outbound',
): readonly Allowance[] {
  return (text ?? '')
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '')
    .map((entry) => parseAllowance(entry, flag));
}

/** The rules that these allowances make: they, and the Internet. */
export function addresses(allowances: readonly Allowance[]): Addresses {
  const rules = allowed(allowances);
  return {
    ...rules,
    allows: (host, address) => isPublic(address) || rules.allows(host, address),
  };
}

/** These allowances, and nothing else. */
export function allowed(allowances: readonly Allowance[]): Addresses {
  const hosts = new Set<string>();
  const networks = new BlockList();
  const places = new Map<string, { readonly address: string; readonly port: number }>();
  for (const allowance of allowances) {
    if (allowance.kind === 'host') hosts.add(allowance.host);
    else if (allowance.kind === 'network')
      networks.addSubnet(allowance.address, allowance.prefix, familyOf(allowance.address));
    else places.set(allowance.host, allowance);
  }
  return {
    allows: (host, address) =>
      hosts.has(host) ||
      places.get(host)?.address === address ||
      networks.check(plain(address), familyOf(plain(address))),
    placeOf: (host) => places.get(host),
  };
}

/** Whether the address is one of the Internet's, and no network's own. */
export function isPublic(address: string): boolean {
  const own = plain(address);
  if (isIPv4(own)) return !SPECIAL_V4.check(own, 'ipv4');
  if (!isIPv6(own)) return false;
  return GLOBAL_V6.check(own, 'ipv6') && !SPECIAL_V6.check(own, 'ipv6');
}

const familyOf = (address: string) => (isIPv4(address) ? 'ipv4' : 'ipv6');

function parseAllowance(entry: string, flag: string): Allowance {
  const place = /^([^=]+)=(?:\[([0-9a-f:.]+)\]|([\d.]+)):(\d{1,5})$/.exec(entry);
  const address = place?.[2] ?? place?.[3];
  if (place && address && HOST.test(place[1]!) && isIP(address) && Number(place[4]) <= 65_535)
    return { kind: 'place', host: place[1]!, address, port: Number(place[4]) };
  const [base = '', bits] = entry.split('/');
  const most = isIPv4(base) ? 32 : isIPv6(base) ? 128 : -1;
  const prefix = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : Infinity;
  if (most >= 0 && prefix <= most) return { kind: 'network', address: base, prefix };
  if (most < 0 && bits === undefined && HOST.test(entry)) return { kind: 'host', host: entry };
  throw usageError(
    `\`${flag} ${entry}\` is not understood. Write a host (\`proxy.internal\`), an address or network (\`10.1.0.0/16\`), or where a host is (\`proxy.internal=10.1.2.3:8443\`), separated by commas.`,
  );
}

const HOST = /^(?=.*[a-z])[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/;

/** An IPv4 address that is written as IPv6 (`::ffff:…`, NAT64) as what it is. */
function plain(address: string): string {
  if (!isIPv6(address)) return address;
  const groups = groupsOf(address);
  const head = groups.slice(0, 6).join(':');
  if (head !== '0:0:0:0:0:ffff' && head !== '64:ff9b:0:0:0:0') return address;
  const [high, low] = [Number.parseInt(groups[6]!, 16), Number.parseInt(groups[7]!, 16)];
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}

/** The eight groups of an IPv6 address, each without leading zeros. */
function groupsOf(address: string): readonly string[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address.replace(/%.*$/, ''));
  const pair = (a: string, b: string) => (Number(a) * 256 + Number(b)).toString(16);
  const text = dotted
    ? `${dotted[1]}${pair(dotted[2]!, dotted[3]!)}:${pair(dotted[4]!, dotted[5]!)}`
    : address.replace(/%.*$/, '');
  const [left = '', right] = text.split('::');
  const split = (part: string) => (part === '' ? [] : part.split(':'));
  const [before, after] = [split(left), split(right ?? '')];
  const between = right === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<string>(between).fill('0'), ...after].map((group) =>
    Number.parseInt(group, 16).toString(16),
  );
}

function blockList(...networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address, prefix] = network.split('/') as [string, string];
    list.addSubnet(address, Number(prefix), familyOf(address));
  }
  return list;
}

// IANA's registries of special-purpose addresses (RFC 6890), multicast and what is reserved.
const SPECIAL_V4 = blockList(
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
);
// Of version 6, global unicast alone is anybody's; 6to4 and Teredo hide an address of version 4.
const GLOBAL_V6 = blockList('2000::/3');
const SPECIAL_V6 = blockList('2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20');
