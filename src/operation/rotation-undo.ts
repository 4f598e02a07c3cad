/** How a secret's last rotation is taken back: asked by commands through a service of our own, and by no client of AWS. */
import { RotateSecret, service } from '../generated/secretsmanager.ts';
import type { RotateSecretErrors } from '../generated/secretsmanager.types.ts';
import type { OperationModel } from '../model/model.ts';

export interface RotationToUndo {
  readonly SecretId: string;
  /** The previous version, as whoever asks has seen it: another may be that by now. */
  readonly VersionId: string;
}

export interface UndoneRotation {
  readonly ARN: string;
  readonly Name: string;
  /** The version that is current when all has gone well: the previous one. */
  readonly VersionId: string;
}

/** Whoever may have a secret rotated may have it rotated back. */
export const UndoSecretRotation: OperationModel<
  RotationToUndo,
  UndoneRotation,
  RotateSecretErrors
> = {
  service,
  name: 'UndoSecretRotation',
  http: { method: 'POST', uri: '/' },
  input: {
    kind: 'structure',
    members: {
      SecretId: RotateSecret.input.members['SecretId']!,
      VersionId: { shape: { kind: 'string', min: 32, max: 64 }, required: true },
    },
  },
  output: { kind: 'structure', members: {} },
  errors: RotateSecret.errors,
};
