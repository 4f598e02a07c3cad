import type { Asking, Resource } from '../../operation/operation.ts';
import { AwsError } from '../../model/model.ts';
import { askingService } from './owner.ts';
import { findNamed, INVALID_NAME, plannedArn, type Secret } from './secret.ts';

/** A secret that is about to be made, as far as policies can know it. */
export interface PlannedSecret extends Resource {
  /** The secret that has its name already. */
  readonly standing: Secret | undefined;
  /** The service that it will belong to; empty for people's own. */
  readonly owningService: string;
}

/** What CreateSecret is about. */
export async function planSecret(name: string, asking: Asking): Promise<PlannedSecret> {
  const owningService = ownerOf(name, asking);
  if (owningService === undefined) throw new AwsError('ValidationException', INVALID_NAME);
  const { account } = asking.caller;
  return {
    arn: plannedArn({ region: asking.request.region, account }, name),
    account,
    shown: name,
    owningService,
    standing: await findNamed(asking, account, name),
  };
}

/** People's names have no `!`, and those of a service begin with its own; undefined for any other. */
function ownerOf(name: string, asking: Asking): string | undefined {
  if (NAME.test(name)) return '';
  const service = askingService(asking);
  const isItsOwn = service !== undefined && name.startsWith(`${service}!`);
  return isItsOwn && NAME.test(name.slice(service.length + 1)) ? service : undefined;
}

const NAME = /^[a-zA-Z0-9/_+=.@-]+$/;
