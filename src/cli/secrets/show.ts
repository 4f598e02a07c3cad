import { isoSeconds } from '../../base/clock.ts';
import { DescribeSecret, GetResourcePolicy } from '../../generated/secretsmanager.ts';
import type {
  DescribeSecretResponse,
  SecretVersionsListEntry,
} from '../../generated/secretsmanager.types.ts';
import type { Client } from '../aws/client.ts';
import { doing } from '../aws/failure.ts';
import { plainly, table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { versionsOf } from './pages.ts';

/** `lockstead secrets show NAME`: all there is about a secret but its values. */
export async function show(
  client: Client,
  terminal: Terminal,
  options: { readonly name: string; readonly json: boolean },
): Promise<void> {
  const { name: SecretId, json } = options;
  const secret = await doing(`Showing \`${SecretId}\``, client.ask(DescribeSecret, { SecretId }));
  const isThere = secret.DeletedDate === undefined;
  const [versions, policy] = await doing(
    `Showing the versions and the policy of \`${SecretId}\``,
    Promise.all([
      versionsOf(client, SecretId),
      // A secret that waits for its end does not show its policy.
      isThere ? client.ask(GetResourcePolicy, { SecretId }) : undefined,
    ]),
  );
  const text = policy?.ResourcePolicy;
  if (json) {
    const whole = {
      ...secret,
      Versions: versions,
      ...(text && { ResourcePolicy: JSON.parse(text) }),
    };
    return terminal.print(JSON.stringify(whole, datesAsText, 2));
  }
  terminal.print(table(facts(secret)));
  terminal.print(`\nVersions\n${table(versions.map(versionRow))}`);
  if (text) terminal.print(`\nResource policy\n${JSON.stringify(JSON.parse(text), null, 2)}`);
}

function facts(secret: DescribeSecretResponse): string[][] {
  const { Tags = [], ReplicationStatus = [] } = secret;
  const rows: readonly (readonly [string, string | number | undefined])[] = [
    ['Name', secret.Name],
    ['ARN', secret.ARN],
    ['Description', secret.Description],
    ['Type', secret.Type],
    ['Owning service', secret.OwningService],
    ['KMS key', secret.KmsKeyId ?? 'the default key'],
    ['Created', moment(secret.CreatedDate)],
    ['Changed', moment(secret.LastChangedDate)],
    ['Read', secret.LastAccessedDate && `on ${isoSeconds(secret.LastAccessedDate).slice(0, 10)}`],
    ['Ends', moment(secret.DeletedDate)],
    [
      'Rotation',
      secret.RotationEnabled ? `by ${secret.RotationLambdaARN ?? 'its service'}` : undefined,
    ],
    ['Rotated', moment(secret.LastRotatedDate)],
    ['Rotates next by', moment(secret.NextRotationDate)],
    ['Primary Region', secret.PrimaryRegion],
    ...ReplicationStatus.map(
      ({ Region, Status, StatusMessage = '' }) =>
        ['Replica', `${Region}: ${Status} ${StatusMessage}`.trim()] as const,
    ),
    ...Tags.map(({ Key, Value = '' }) => ['Tag', `${Key}=${Value}`] as const),
  ];
  return rows.filter(([, value]) => value).map(([name, value]) => [name, plainly(String(value))]);
}

const versionRow = (version: SecretVersionsListEntry): string[] => [
  plainly(version.VersionId ?? ''),
  moment(version.CreatedDate) ?? '',
  plainly((version.VersionStages ?? []).join(', ')),
];

const moment = (at: number | undefined): string | undefined => (at ? isoSeconds(at) : undefined);

const datesAsText = (name: string, value: unknown): unknown =>
  name.endsWith('Date') && typeof value === 'number' ? isoSeconds(value) : value;
