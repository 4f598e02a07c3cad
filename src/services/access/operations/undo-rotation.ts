import { UndoRotation } from '../../../generated/lockstead.ts';
import { UndoSecretRotation } from '../../../operation/rotation-undo.ts';
import { aboutSecrets } from '../parts.ts';

/** Has a secret rotated back to its previous version. */
export const undoRotation = aboutSecrets(UndoRotation)
  .open(
    'Secrets Manager is asked as the caller, and judges whether he may secretsmanager:RotateSecret',
  )
  .handle(async ({ input: { secretId: SecretId, versionId: VersionId }, ask }) => {
    const { ARN: arn, Name: name } = await ask(UndoSecretRotation, { SecretId, VersionId });
    return { output: { arn, name, versionId: VersionId } };
  });
