import type { ServiceModel } from '../model/model.ts';
import type { Migrations } from '../store/store.ts';
import type { Job } from './job.ts';
import type { Operation } from './operation.ts';

/** One service, as `main` hands it to the gate and the job runner. */
export interface Service<Parts = any> {
  readonly model: ServiceModel;
  /** What its handlers get as `parts`. */
  readonly parts: Parts;
  readonly operations: readonly Operation<Parts>[];
  readonly jobs: readonly Job<Parts>[];
  readonly migrations: Migrations;
}
