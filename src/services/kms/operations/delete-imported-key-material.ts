import { DeleteImportedKeyMaterial } from '../../../generated/kms.ts';
import { ownKey } from '../administration.ts';
import { expiryJob, takeOut } from '../expiry.ts';
import { assertTakesImports } from '../import.ts';
import { isImported, materialsOf } from '../material.ts';
import { operation } from '../parts.ts';

export const deleteImportedKeyMaterial = operation(DeleteImportedKeyMaterial)
  .access(ownKey('kms:DeleteImportedKeyMaterial'))
  .handle(async ({ input, resource: key, store, error }) => {
    assertTakesImports(key, error);
    const { row } = key;
    const materials = await materialsOf(store, key.arn);
    const wanted = input.KeyMaterialId ?? row.material;
    const material = materials.find(({ id }) => id === wanted);
    if (!material && input.KeyMaterialId !== undefined) {
      throw error('NotFoundException', `Key material '${wanted}' does not exist for ${key.arn}`);
    }
    const isSymmetric = row.spec === 'SYMMETRIC_DEFAULT';
    const output = {
      KeyId: key.arn,
      ...(isSymmetric && material && { KeyMaterialId: material.id }),
    };
    // What is not there need not be deleted, and that is no mistake.
    if (!material || !isImported(material)) return { output };
    const left = materials.filter((each) => each !== material);
    return {
      output,
      changes: [...(await takeOut(store, row, [material])), expiryJob(key.arn, left)],
    };
  });
