import type { Asking, Resource } from '../../operation/operation.ts';
import { AwsError } from '../../model/model.ts';
import { findNamed, INVALID_NAME, plannedArn, type Secret } from './secret.ts';

/** A secret that is about to be made, as far as policies can know it. */
export interface PlannedSecret extends Resource {
  /** The secret that has its name already. */
  readonly standing: Secret | undefined;
}

/** What CreateSecret is about. */
export async function planSecret(name: string, asking: Asking): Promise<PlannedSecret> {
  if (!NAME.test(name)) throw new AwsError('ValidationException', INVALID_NAME);
  const { account } = asking.caller;
  return {
    arn: plannedArn({ region: asking.request.region, account }, name),
    account,
    shown: name,
    standing: await findNamed(asking, account, name),
  };
}

const NAME = /^[a-zA-Z0-9/_+=.@-]+$/;
