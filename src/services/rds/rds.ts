import { service } from '../../generated/rds.ts';
import type { Service } from '../../operation/service.ts';
import { firstRotation } from './master-secret.ts';
import { newPassword } from './new-password.ts';
import { addTagsToResource } from './operations/add-tags-to-resource.ts';
import { createDBCluster } from './operations/create-db-cluster.ts';
import { createDBInstance } from './operations/create-db-instance.ts';
import { deleteDBCluster } from './operations/delete-db-cluster.ts';
import { deleteDBInstance } from './operations/delete-db-instance.ts';
import { describeDBClusters } from './operations/describe-db-clusters.ts';
import { describeDBInstances } from './operations/describe-db-instances.ts';
import { describeGlobalClusters } from './operations/describe-global-clusters.ts';
import { listTagsForResource } from './operations/list-tags-for-resource.ts';
import { modifyDBCluster } from './operations/modify-db-cluster.ts';
import { modifyDBInstance } from './operations/modify-db-instance.ts';
import { removeTagsFromResource } from './operations/remove-tags-from-resource.ts';
import { rotateMasterUserSecret } from './operations/rotate-master-user-secret.ts';
import type { Parts } from './parts.ts';
import { migrations } from './tables.ts';

/** The service with its parts, its operations and its jobs. */
export function rds(parts: Parts): Service<Parts> {
  return {
    model: service,
    parts,
    operations: [
      addTagsToResource,
      createDBCluster,
      createDBInstance,
      deleteDBCluster,
      deleteDBInstance,
      describeDBClusters,
      describeDBInstances,
      describeGlobalClusters,
      listTagsForResource,
      modifyDBCluster,
      modifyDBInstance,
      removeTagsFromResource,
      rotateMasterUserSecret,
    ],
    jobs: [firstRotation, newPassword],
    migrations,
  };
}
