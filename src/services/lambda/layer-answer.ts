import type { GetLayerVersionResponse } from '../../generated/lambda.types.ts';
import type { Instant } from '../../base/clock.ts';
import { codeLink } from './code-link.ts';
import { described, type FoundLayer, listedLayer } from './layer.ts';
import type { Parts } from './parts.ts';

/** One version of a layer, with a link to its zip. */
export function shownLayer(
  { row }: FoundLayer,
  { parts, now }: { readonly parts: Parts; readonly now: Instant },
): GetLayerVersionResponse {
  const { LayerVersionArn, CreatedDate } = listedLayer(row);
  return {
    Content: {
      Location: codeLink(parts, row.code, now),
      CodeSha256: row.code_sha256,
      CodeSize: row.code_size,
    },
    LayerArn: row.layer,
    LayerVersionArn,
    Description: row.description,
    CreatedDate,
    Version: row.version,
    ...described(row),
  };
}
