import { DeleteServiceSpecificCredential } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onUserOrCaller } from '../access-key.ts';
import { operation } from '../parts.ts';
import { readServiceCredential } from '../service-credential.ts';
import { deleteServiceCredentialRow } from '../user-credential-tables.ts';

export const deleteServiceSpecificCredential = operation(DeleteServiceSpecificCredential)
  .access(onUserOrCaller('iam:DeleteServiceSpecificCredential'))
  .handle(async (call) => {
    const { id, revision } = await readServiceCredential(
      call,
      call.input.ServiceSpecificCredentialId,
    );
    return { output: {}, changes: [change(deleteServiceCredentialRow, { id, revision })] };
  });
