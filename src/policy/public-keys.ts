/**
 * Which condition values no stranger can have: those that name an account, a principal, an
 * organization or a network, and leave nothing open. The rules are AWS's for public S3 policies,
 * to which the documentation of Secrets Manager refers.
 */
import { BlockList, isIP } from 'node:net';

/** How an operator compares; undefined for operators under which nothing counts as fixed. */
export type Comparison = 'exact' | 'pattern' | 'arn' | 'address';

/** Whether a value under this key (in lower case) fits no stranger's request. */
export function isFixed(key: string, value: string, comparison: Comparison): boolean {
  return Object.hasOwn(FIXED, key) && FIXED[key]!(value, comparison);
}

type Fixed = (value: string, comparison: Comparison) => boolean;

const WILDCARD = /[*?]/;

const text: Fixed = (value, comparison) =>
  comparison === 'exact' || (comparison !== 'address' && !WILDCARD.test(value));

/** `o-abc/*` is one organization, `o-*` is anybody's. */
const path: Fixed = (value, comparison) =>
  text(value, comparison) || (comparison === 'pattern' && /^o-[a-z0-9]{10,32}\//.test(value));

/** Whatever else an ARN leaves open, its account must be told. */
const accountArn: Fixed = (value, comparison) => {
  if (text(value, comparison)) return true;
  if (comparison === 'arn') return /^\d{12}$/.test(value.split(':')[4] ?? '');
  // A star in front of the account runs over colons, and a stranger's path may have colons and digits.
  return comparison === 'pattern' && /^arn(?::[^:*?]*){3}:\d{12}:/.test(value);
};

/** A role's or user's id, with any session name behind it. */
const userId: Fixed = (value, comparison) =>
  text(value, comparison) || (comparison === 'pattern' && /^(A[A-Z0-9]{15,}|\d{12}):/.test(value));

/** S3's documentation: nothing wider than these. */
const IPV4_BITS = 8;
const IPV6_BITS = 32;

/** IPv4 inside of IPv6: a range of these is one of IPv4, whatever it is written as. */
const MAPPED = new BlockList();
MAPPED.addSubnet('::ffff:0:0', 96, 'ipv6');

const network: Fixed = (value, comparison) => {
  if (comparison !== 'address') return false;
  const [address = '', size, ...rest] = value.trim().split('/');
  const family = isIP(address);
  const most = family === 6 ? 128 : 32;
  const bits = size === undefined ? most : /^\d{1,3}$/.test(size) ? Number(size) : -1;
  if (family === 0 || rest.length > 0 || bits < 0 || bits > most) return false;
  if (family === 4) return bits >= IPV4_BITS;
  if (MAPPED.check(address, 'ipv6')) return bits - 96 >= IPV4_BITS;
  const range = new BlockList();
  range.addSubnet(address, bits, 'ipv6');
  return bits >= IPV6_BITS && !range.check('::ffff:0:0', 'ipv6');
};

/** Keys that say who or where a caller is, and which values of them tell one from a stranger. */
const FIXED: { readonly [key: string]: Fixed } = {
  'aws:principalaccount': text,
  'aws:principalarn': accountArn,
  'aws:principalorgid': text,
  'aws:principalorgpaths': path,
  'aws:principalservicename': text,
  'aws:principalservicenameslist': text,
  'aws:sourceaccount': text,
  'aws:sourceowner': text,
  'aws:sourcearn': accountArn,
  'aws:sourceorgid': text,
  'aws:sourceorgpaths': path,
  'aws:sourceip': network,
  'aws:sourcevpc': text,
  'aws:sourcevpcarn': accountArn,
  'aws:sourcevpce': text,
  'aws:userid': userId,
  'aws:vpceaccount': text,
  'aws:vpceorgid': text,
  'aws:vpceorgpaths': path,
};
