import { ResetServiceSpecificCredential } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { holderName, onUserOrCaller } from '../access-key.ts';
import { operation } from '../parts.ts';
import {
  newServiceSecret,
  readServiceCredential,
  toldServiceCredential,
} from '../service-credential.ts';
import { updateServiceCredentialDigest } from '../user-credential-tables.ts';

export const resetServiceSpecificCredential = operation(ResetServiceSpecificCredential)
  .access(onUserOrCaller('iam:ResetServiceSpecificCredential'))
  .handle(async (call) => {
    const { input, resource: user, random, now } = call;
    const row = await readServiceCredential(call, input.ServiceSpecificCredentialId);
    const { id, revision } = row;
    const { secret, digest } = newServiceSecret(random);
    const told = toldServiceCredential(row, holderName(user) ?? '', { secret, now });
    return {
      output: { ServiceSpecificCredential: told },
      changes: [change(updateServiceCredentialDigest, { id, revision, digest })],
    };
  });
