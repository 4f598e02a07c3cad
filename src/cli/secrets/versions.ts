import { isoSeconds } from '../../base/clock.ts';
import { GetSecretValue } from '../../generated/secretsmanager.ts';
import type { GetSecretValueResponse } from '../../generated/secretsmanager.types.ts';
import type { Client } from '../aws/client.ts';
import { doing } from '../aws/failure.ts';
import type { Value } from './shape.ts';

export interface ReadVersion {
  readonly id: string;
  readonly created: string;
  readonly value: Value;
}

/** Reads the version that a staging label or an id names. */
export async function readVersion(
  client: Client,
  SecretId: string,
  version: string,
): Promise<ReadVersion> {
  const which = isId(version) ? { VersionId: version } : { VersionStage: version };
  const answer = await doing(
    `Reading the version \`${version}\` of \`${SecretId}\``,
    client.ask(GetSecretValue, { SecretId, ...which }),
  );
  return {
    id: answer.VersionId ?? '',
    created: answer.CreatedDate === undefined ? '' : isoSeconds(answer.CreatedDate),
    value: valueOf(answer),
  };
}

export const valueOf = ({ SecretString, SecretBinary }: GetSecretValueResponse): Value =>
  SecretString === undefined
    ? { bytes: SecretBinary ?? new Uint8Array(0) }
    : { text: SecretString };

/** Ids have 32 characters at least, most of them are UUIDs. Labels that long are nobody's. */
export const isId = (version: string): boolean => version.length >= 32;
