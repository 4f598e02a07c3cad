import { GetLayerVersion } from '../../../generated/lambda.ts';
import { findLayer } from '../layer.ts';
import { shownLayer } from '../layer-answer.ts';
import { operation } from '../parts.ts';

export const getLayerVersion = operation(GetLayerVersion)
  .access({ action: 'lambda:GetLayerVersion', on: findLayer })
  .handle(async (call) => ({ output: shownLayer(call.resource, call) }));
