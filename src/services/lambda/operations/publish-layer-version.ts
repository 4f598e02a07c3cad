import { uuid } from '../../../base/random.ts';
import { PublishLayerVersion } from '../../../generated/lambda.ts';
import { change } from '../../../store/statement.ts';
import { codeLink } from '../code-link.ts';
import { keepCode, readCode } from '../code.ts';
import { described, layerTarget, listedLayer } from '../layer.ts';
import {
  countLayerVersion,
  insertLayer,
  insertLayerVersion,
  selectLayer,
} from '../layer-tables.ts';
import { operation } from '../parts.ts';
import { zipOf } from '../source.ts';

export const publishLayerVersion = operation(PublishLayerVersion)
  .access({
    action: 'lambda:PublishLayerVersion',
    on: ({ LayerName }, asking) => {
      const target = layerTarget(LayerName, asking);
      return { arn: target.arn, account: target.account, target };
    },
  })
  .handle(async (call) => {
    const { input, resource, parts, store, random, now, error } = call;
    const { arn, account, region, name } = resource.target;
    const code = await readCode(call, resource.target, zipOf(input.Content, error));
    const before = await store.one(selectLayer, { arn });
    const version = (before?.last_version ?? 0) + 1;
    const row = {
      layer: arn,
      version,
      account,
      region,
      description: input.Description ?? '',
      license: input.LicenseInfo ?? '',
      runtimes: JSON.stringify(input.CompatibleRuntimes ?? []),
      architectures: JSON.stringify(input.CompatibleArchitectures ?? []),
      code: code.id,
      code_sha256: code.sha256,
      code_size: code.size,
      unzipped: code.unzipped,
      created_at: now,
      policy: '',
      revision_id: uuid(random),
    };
    const { LayerVersionArn, CreatedDate } = listedLayer(row);
    return {
      output: {
        Content: {
          Location: codeLink(parts, code.id, now),
          CodeSha256: code.sha256,
          CodeSize: code.size,
        },
        LayerArn: arn,
        LayerVersionArn,
        Description: row.description,
        CreatedDate,
        Version: version,
        ...described(row),
      },
      changes: [
        before
          ? change(countLayerVersion, { arn, before: before.last_version, last_version: version })
          : change(insertLayer, { arn, account, region, name, last_version: version }),
        ...keepCode(parts.keyring, resource.target, code),
        change(insertLayerVersion, row),
      ],
      made: { arn: LayerVersionArn!, type: 'AWS::Lambda::LayerVersion' },
    };
  });
