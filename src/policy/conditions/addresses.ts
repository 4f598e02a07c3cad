import { BlockList, isIP } from 'node:net';

import { resolveText } from '../variables.ts';
import { not, type Operator, separate } from './operator.ts';

const ipAddress: Operator = {
  negated: false,
  wildcards: false,
  compile: (values) => {
    const { fixed, open } = separate(values);
    const known = new BlockList();
    for (const range of fixed) add(known, range);
    return (value, context) => {
      const family = isIP(value);
      if (family === 0) return false;
      const name = family === 6 ? 'ipv6' : 'ipv4';
      if (known.check(value, name)) return true;
      return open.some((template) => {
        const range = resolveText(template, context);
        const list = new BlockList();
        return range !== undefined && add(list, range) && list.check(value, name);
      });
    };
  },
};

export const ADDRESSES = { IpAddress: ipAddress, NotIpAddress: not(ipAddress) };

const MAPPED = /^::ffff:(?=\d+\.)/i;

/** Adds an address or a CIDR range; false where the text is neither. */
function add(list: BlockList, range: string): boolean {
  const [written, size, ...rest] = range.trim().split('/') as [
    string,
    string | undefined,
    ...string[],
  ];
  const mapped = MAPPED.test(written);
  const address = written.replace(MAPPED, '');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  const most = family === 6 ? 128 : 32;
  // ::ffff:192.0.2.0/120 is 192.0.2.0/24.
  const prefix =
    size === undefined ? most : /^\d{1,3}$/.test(size) ? +size - (mapped ? 96 : 0) : -1;
  if (prefix < 0 || prefix > most) return false;
  list.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4');
  return true;
}
