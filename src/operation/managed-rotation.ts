/** How Secrets Manager has a secret rotated by the service that it belongs to: no client can ask this. */
import { service } from '../generated/rds.ts';
import type { OperationModel, Shape, Structure } from '../model/model.ts';

/** One step of a rotation, as a rotation function would be asked for it. */
export interface ManagedStep {
  readonly Step: 'createSecret' | 'setSecret' | 'testSecret' | 'finishSecret';
  readonly SecretId: string;
  /** The version that is made. */
  readonly ClientRequestToken: string;
}

/** What came of it: the service keeps note of a failure, and so it is an answer. */
export interface ManagedStepDone {
  readonly failure?: {
    /** A name, for the trail: what went wrong may not be said there. */
    readonly code: string;
    /** What went wrong, in one sentence without any value. */
    readonly said: string;
  };
}

/** Asked by Secrets Manager, for the secret that it names as its source. */
export type RotateManagedSecret = OperationModel<
  ManagedStep,
  ManagedStepDone,
  'InvalidParameterValue'
>;

/** The operation of the service that a secret belongs to; undefined of those that rotate nothing. */
export const managedRotation = (owningService: string): RotateManagedSecret | undefined =>
  owningService === 'rds' ? RotateMasterUserSecret : undefined;

const TEXT: Shape = { kind: 'string' };
const STEP: Structure = {
  kind: 'structure',
  members: {
    Step: { shape: TEXT, required: true },
    SecretId: { shape: TEXT, required: true },
    ClientRequestToken: { shape: TEXT, required: true },
  },
};

/** RDS's: the password of a master user. */
export const RotateMasterUserSecret: RotateManagedSecret = {
  service,
  name: 'RotateMasterUserSecret',
  http: { method: 'POST', uri: '/' },
  input: STEP,
  output: { kind: 'structure', members: {} },
  errors: { InvalidParameterValue: { status: 400, fault: 'client' } },
};
