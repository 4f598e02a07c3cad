import { service } from '../../generated/lambda.ts';
import type { Service } from '../../operation/service.ts';
import { countConcurrency } from './concurrency.ts';
import { deliverEvent } from './event.ts';
import { addLayerVersionPermission } from './operations/add-layer-version-permission.ts';
import { addPermission } from './operations/add-permission.ts';
import { createAlias } from './operations/create-alias.ts';
import { createFunction } from './operations/create-function.ts';
import { deleteAlias } from './operations/delete-alias.ts';
import { deleteFunction } from './operations/delete-function.ts';
import { deleteFunctionConcurrency } from './operations/delete-function-concurrency.ts';
import { deleteFunctionEventInvokeConfig } from './operations/delete-function-event-invoke-config.ts';
import { deleteLayerVersion } from './operations/delete-layer-version.ts';
import { getAccountSettings } from './operations/get-account-settings.ts';
import { getAlias } from './operations/get-alias.ts';
import { getFunction } from './operations/get-function.ts';
import { getFunctionCodeSigningConfig } from './operations/get-function-code-signing-config.ts';
import { getFunctionConcurrency } from './operations/get-function-concurrency.ts';
import { getFunctionConfiguration } from './operations/get-function-configuration.ts';
import { getFunctionEventInvokeConfig } from './operations/get-function-event-invoke-config.ts';
import { getLayerVersion } from './operations/get-layer-version.ts';
import { getLayerVersionByArn } from './operations/get-layer-version-by-arn.ts';
import { getLayerVersionPolicy } from './operations/get-layer-version-policy.ts';
import { getPolicy } from './operations/get-policy.ts';
import { invoke } from './operations/invoke.ts';
import { listAliases } from './operations/list-aliases.ts';
import { listFunctionEventInvokeConfigs } from './operations/list-function-event-invoke-configs.ts';
import { listFunctions } from './operations/list-functions.ts';
import { listLayerVersions } from './operations/list-layer-versions.ts';
import { listLayers } from './operations/list-layers.ts';
import { listTags } from './operations/list-tags.ts';
import { listVersionsByFunction } from './operations/list-versions-by-function.ts';
import { publishLayerVersion } from './operations/publish-layer-version.ts';
import { publishVersion } from './operations/publish-version.ts';
import { putFunctionConcurrency } from './operations/put-function-concurrency.ts';
import { putFunctionEventInvokeConfig } from './operations/put-function-event-invoke-config.ts';
import { removeLayerVersionPermission } from './operations/remove-layer-version-permission.ts';
import { removePermission } from './operations/remove-permission.ts';
import { tagResource } from './operations/tag-resource.ts';
import { untagResource } from './operations/untag-resource.ts';
import { updateAlias } from './operations/update-alias.ts';
import { updateFunctionCode } from './operations/update-function-code.ts';
import { updateFunctionConfiguration } from './operations/update-function-configuration.ts';
import { updateFunctionEventInvokeConfig } from './operations/update-function-event-invoke-config.ts';
import type { Building, Parts } from './parts.ts';
import { migrations } from './tables.ts';

/** The service with its parts, its operations and its jobs. */
export function lambda(building: Building): Service<Parts> {
  return {
    model: service,
    parts: { ...building, concurrency: countConcurrency() },
    operations: [
      addLayerVersionPermission,
      addPermission,
      createAlias,
      createFunction,
      deleteAlias,
      deleteFunction,
      deleteFunctionConcurrency,
      deleteFunctionEventInvokeConfig,
      deleteLayerVersion,
      getAccountSettings,
      getAlias,
      getFunction,
      getFunctionCodeSigningConfig,
      getFunctionConcurrency,
      getFunctionConfiguration,
      getFunctionEventInvokeConfig,
      getLayerVersion,
      getLayerVersionByArn,
      getLayerVersionPolicy,
      getPolicy,
      invoke,
      listAliases,
      listFunctionEventInvokeConfigs,
      listFunctions,
      listLayerVersions,
      listLayers,
      listTags,
      listVersionsByFunction,
      publishLayerVersion,
      publishVersion,
      putFunctionConcurrency,
      putFunctionEventInvokeConfig,
      removeLayerVersionPermission,
      removePermission,
      tagResource,
      untagResource,
      updateAlias,
      updateFunctionCode,
      updateFunctionConfiguration,
      updateFunctionEventInvokeConfig,
    ],
    jobs: [deliverEvent],
    migrations,
  };
}
