import { DAY } from '../../../base/clock.ts';
import { CreateServiceSpecificCredential } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { quotaExceeded } from '../documents.ts';
import { uniqueId } from '../first-user.ts';
import { onUser, touch } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import {
  newServiceSecret,
  SERVICE_CREDENTIALS,
  serviceCredentialsOf,
  serviceKind,
  serviceUserName,
  toldServiceCredential,
} from '../service-credential.ts';
import { insertServiceCredential } from '../user-credential-tables.ts';

export const createServiceSpecificCredential = operation(CreateServiceSpecificCredential)
  .access({
    ...onUser('iam:CreateServiceSpecificCredential'),
    keys: ({ ServiceName, CredentialAgeDays }) => ({
      'iam:ServiceSpecificCredentialServiceName': ServiceName,
      'iam:ServiceSpecificCredentialAgeDays': CredentialAgeDays?.toString(),
    }),
  })
  .handle(async (call) => {
    const { input, resource: user, random, now, error } = call;
    const { ServiceName: service, CredentialAgeDays: days } = input;
    const kind = serviceKind(service, error);
    if (kind === 'password' && days !== undefined) throw error('ValidationError', NO_AGE);
    const there = await serviceCredentialsOf(call, user);
    const ofService = there.filter((one) => one.service === service);
    if (ofService.length >= SERVICE_CREDENTIALS.most)
      throw error('LimitExceeded', quotaExceeded(SERVICE_CREDENTIALS));
    const { account } = user;
    const { secret, digest } = newServiceSecret(random);
    const row = {
      id: uniqueId(random, 'ACCA'),
      account,
      user_id: user.row.id,
      service,
      name: serviceUserName(user.row.name, account, ofService),
      digest,
      status: 'Active' as const,
      expires_at: days === undefined ? null : now + days * DAY,
      created_at: now,
      revision: 1,
    };
    const told = toldServiceCredential(row, user.row.name, { secret, now });
    return {
      output: { ServiceSpecificCredential: told },
      changes: [touch(user), change(insertServiceCredential, row)],
    };
  });

const NO_AGE = 'CredentialAgeDays can only be set for services that take API keys.';
