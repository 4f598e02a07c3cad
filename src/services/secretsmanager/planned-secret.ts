import type { CreateSecretRequest } from '../../generated/secretsmanager.types.ts';
import {
  type Asking,
  type ConditionKeys,
  requestTagKeys,
  type Resource,
} from '../../operation/operation.ts';
import { AwsError } from '../../model/model.ts';
import { askingService } from './owner.ts';
import { findNamed, INVALID_NAME, plannedArn, resourceTagKeys, type Secret } from './secret.ts';

/** A secret that is about to be made, as far as policies can know it. */
export interface PlannedSecret extends Resource {
  /** The secret that has its name already. */
  readonly standing: Secret | undefined;
  /** The service that it will belong to; empty for people's own. */
  readonly owningService: string;
}

/** What CreateSecret is about. To policies, the tags of the request are already those of the secret. */
export async function planSecret(
  { Name: name, Tags }: Pick<CreateSecretRequest, 'Name' | 'Tags'>,
  asking: Asking,
): Promise<PlannedSecret> {
  const owningService = ownerOf(name, asking);
  if (owningService === undefined) throw new AwsError('ValidationException', INVALID_NAME);
  const { account } = asking.caller;
  return {
    arn: plannedArn({ region: asking.request.region, account }, name),
    account,
    shown: name,
    owningService,
    tags: Object.fromEntries(tagPairs(Tags)),
    standing: await findNamed(asking, account, name),
  };
}

/** The condition keys that every access to a planned secret has. */
export const plannedKeys = ({ Tags }: Pick<CreateSecretRequest, 'Tags'>): ConditionKeys => ({
  ...resourceTagKeys(tagPairs(Tags)),
  ...requestTagKeys(Tags),
});

const tagPairs = (tags: CreateSecretRequest['Tags']) =>
  (tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? ''] as const);

/** People's names have no `!`, and those of a service begin with its own; undefined for any other. */
function ownerOf(name: string, asking: Asking): string | undefined {
  if (NAME.test(name)) return '';
  const service = askingService(asking);
  const isItsOwn = service !== undefined && name.startsWith(`${service}!`);
  return isItsOwn && NAME.test(name.slice(service.length + 1)) ? service : undefined;
}

const NAME = /^[a-zA-Z0-9/_+=.@-]+$/;
