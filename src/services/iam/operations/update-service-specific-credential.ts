import { UpdateServiceSpecificCredential } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onUserOrCaller } from '../access-key.ts';
import { operation } from '../parts.ts';
import { readServiceCredential } from '../service-credential.ts';
import { updateServiceCredentialStatus } from '../user-credential-tables.ts';

export const updateServiceSpecificCredential = operation(UpdateServiceSpecificCredential)
  .access(onUserOrCaller('iam:UpdateServiceSpecificCredential'))
  .handle(async (call) => {
    const { ServiceSpecificCredentialId, Status: status } = call.input;
    if (status === 'Expired') throw call.error('ValidationError', NOT_BY_HAND);
    const { id, revision } = await readServiceCredential(call, ServiceSpecificCredentialId);
    return {
      output: {},
      changes: [change(updateServiceCredentialStatus, { id, revision, status })],
    };
  });

const NOT_BY_HAND = 'The status of a service specific credential can be set to Active or Inactive.';
