import { GetLayerVersionByArn } from '../../../generated/lambda.ts';
import type { Missing } from '../../../operation/operation.ts';
import { findLayerByArn, type FoundLayer, NOT_THERE } from '../layer.ts';
import { shownLayer } from '../layer-answer.ts';
import { operation } from '../parts.ts';

export const getLayerVersionByArn = operation(GetLayerVersionByArn)
  .access({
    action: 'lambda:GetLayerVersion',
    on: async ({ Arn }, asking): Promise<FoundLayer | Missing<'ResourceNotFoundException'>> =>
      (await findLayerByArn(Arn, asking)) ?? {
        missing: Arn,
        account: Arn.split(':')[4]!,
        error: 'ResourceNotFoundException',
        message: NOT_THERE,
      },
  })
  .handle(async (call) => ({ output: shownLayer(call.resource, call) }));
