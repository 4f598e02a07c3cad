/** Multi-Region keys: one id and one material in several Regions, of which one leads the others. */
import type { KeyMetadata } from '../../generated/kms.types.ts';
import type { AwsError } from '../../model/model.ts';
import type { Reader } from '../../store/store.ts';
import { keyArn } from './key-id.ts';
import { type KeyRow, selectKin } from './tables.ts';

/** The same key in the other Regions; a key of one Region has none. */
export async function kinOf(store: Reader, row: KeyRow): Promise<readonly KeyRow[]> {
  if (row.multi_region === '') return [];
  const all = await store.all(selectKin, { account: row.account, id: row.id });
  return all.filter(({ arn }) => arn !== row.arn);
}

/** What a set of related keys shares is changed where its primary key lies. */
export function assertLeads(
  { arn, multi_region }: KeyRow,
  error: (code: 'UnsupportedOperationException', message: string) => AwsError,
): void {
  if (multi_region === 'REPLICA') throw error('UnsupportedOperationException', notPrimary(arn));
}

/** Only a primary key has replicas. */
export function assertPrimary(
  { arn, multi_region }: KeyRow,
  error: (code: 'UnsupportedOperationException', message: string) => AwsError,
): void {
  if (multi_region !== 'PRIMARY') throw error('UnsupportedOperationException', notPrimary(arn));
}

/** A key and its kin, as each of them tells of all. */
export function multiRegionConfiguration(
  row: KeyRow,
  kin: readonly KeyRow[],
): NonNullable<KeyMetadata['MultiRegionConfiguration']> {
  const primary = keyArn(row.primary_region, row.account, row.id);
  const replicas = [...kin, row].filter(({ multi_region }) => multi_region === 'REPLICA');
  return {
    MultiRegionKeyType: row.multi_region === 'PRIMARY' ? 'PRIMARY' : 'REPLICA',
    PrimaryKey: { Arn: primary, Region: row.primary_region },
    ReplicaKeys: replicas
      .map(({ arn, region }) => ({ Arn: arn, Region: region }))
      .sort((a, b) => (a.Region < b.Region ? -1 : 1)),
  };
}

const notPrimary = (arn: string): string => `${arn} is not a multi-region primary key.`;
