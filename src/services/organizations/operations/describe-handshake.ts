import { DescribeHandshake } from '../../../generated/organizations.ts';
import { findHandshake, shownHandshake } from '../handshake.ts';
import { operation } from '../parts.ts';

export const describeHandshake = operation(DescribeHandshake)
  .access({
    action: 'organizations:DescribeHandshake',
    on: ({ HandshakeId }, asking) => findHandshake(HandshakeId, asking),
  })
  .handle(async ({ resource: { row }, store, now }) => ({
    output: { Handshake: await shownHandshake(store, row, now) },
  }));
