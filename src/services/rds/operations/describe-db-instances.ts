import { DescribeDBInstances } from '../../../generated/rds.ts';
import { showInstance } from '../instance.ts';
import { findListed, listed, listedKeys } from '../list.ts';
import { operation } from '../parts.ts';

export const describeDBInstances = operation(DescribeDBInstances)
  .access({
    action: 'rds:DescribeDBInstances',
    on: ({ DBInstanceIdentifier }, asking) => findListed('db', DBInstanceIdentifier, asking),
    keys: (_input, resource) => listedKeys(resource),
  })
  .handle(async (call) => {
    const { found, Marker } = await listed('db', call);
    const DBInstances = await Promise.all(found.map((each) => showInstance(call.store, each)));
    return { output: { DBInstances, Marker } };
  });
