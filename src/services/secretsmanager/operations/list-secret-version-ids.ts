import { ListSecretVersionIds } from '../../../generated/secretsmanager.ts';
import type { SecretVersionsListEntry } from '../../../generated/secretsmanager.types.ts';
import { pagesOf } from '../page-token.ts';
import { operation } from '../parts.ts';
import { findSecret, secretKeys } from '../secret.ts';
import { labelsOf, type Stages } from '../stages.ts';
import { type ListedVersionRow, selectLabelledPage, selectVersionPage } from '../tables.ts';

export const listSecretVersionIds = operation(ListSecretVersionIds)
  .access({
    action: 'secretsmanager:ListSecretVersionIds',
    on: ({ SecretId }, asking) => findSecret(asking, SecretId),
    keys: ({ SecretId }, secret) => secretKeys(SecretId, secret),
  })
  .handle(async (call) => {
    const { input, resource: secret, store, error } = call;
    const deprecatedToo = input.IncludeDeprecated === true;
    const asked = [secret.arn, deprecatedToo];
    const pages = pagesOf(call, { operation: 'ListSecretVersionIds', asked }, error);
    const most = input.MaxResults ?? PAGE;
    const [at, id] = pages.parse(input.NextToken) ?? [-1, ''];
    const page = deprecatedToo ? selectVersionPage : selectLabelledPage;
    const values = { secret: secret.arn, at: Number(at), id, count: most + 1 };
    const rows = await store.all(page, values);
    const last = rows.length > most ? rows[most - 1] : undefined;
    return {
      output: {
        Versions: rows.slice(0, most).map((row) => entryOf(row, secret.stages)),
        ...(last && { NextToken: pages.print([last.created_at, last.id]) }),
        ARN: secret.arn,
        Name: secret.name,
      },
    };
  });

const PAGE = 100;

function entryOf(row: ListedVersionRow, secretStages: Stages): SecretVersionsListEntry {
  const stages = labelsOf(secretStages, row.id);
  return {
    VersionId: row.id,
    ...(stages.length > 0 && { VersionStages: stages }),
    ...(row.accessed_at > 0 && { LastAccessedDate: row.accessed_at }),
    CreatedDate: row.created_at,
    KmsKeyIds: [row.kms_key || 'DefaultEncryptionKey'],
  };
}
