import {
  DescribeSecret,
  GetResourcePolicy,
  GetSecretValue,
} from '../../generated/secretsmanager.ts';
import type { Client } from '../aws/client.ts';
import type { ArchivedSecret, ArchivedVersion } from './archive.ts';
import { versionsOf } from './pages.ts';
import { valueOf } from './versions.ts';

/** Which versions go along. */
export type Which = 'all' | 'labelled' | 'current';

/** Reads a secret with its versions, labels, tags and policy. */
export async function copyOut(
  client: Client,
  SecretId: string,
  which: Which,
): Promise<ArchivedSecret> {
  const secret = await client.ask(DescribeSecret, { SecretId });
  const { ResourcePolicy } = await client.ask(GetResourcePolicy, { SecretId });
  const versions: ArchivedVersion[] = [];
  for (const { VersionId, VersionStages = [] } of await chosen(client, SecretId, which)) {
    const answer = await client.ask(GetSecretValue, { SecretId, VersionId });
    versions.push({ id: VersionId!, stages: VersionStages, value: valueOf(answer) });
  }
  return {
    name: secret.Name!,
    ...(secret.Description && { description: secret.Description }),
    ...(secret.KmsKeyId && { kmsKeyId: secret.KmsKeyId }),
    ...(secret.Type && { type: secret.Type }),
    // AWS's own tags cannot be set by others.
    tags: (secret.Tags ?? []).filter(({ Key = '' }) => !Key.startsWith('aws:')),
    ...(ResourcePolicy && { policy: ResourcePolicy }),
    versions,
  };
}

async function chosen(client: Client, SecretId: string, which: Which) {
  const versions = await versionsOf(client, SecretId);
  return versions
    .filter(({ VersionStages = [] }) =>
      which === 'all'
        ? true
        : which === 'labelled'
          ? VersionStages.length > 0
          : VersionStages.includes('AWSCURRENT'),
    )
    .sort((a, b) => (a.CreatedDate ?? 0) - (b.CreatedDate ?? 0));
}
