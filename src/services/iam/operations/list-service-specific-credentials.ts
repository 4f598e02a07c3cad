import { iamArn } from '../../../base/arn.ts';
import { ListServiceSpecificCredentials } from '../../../generated/iam.ts';
import type { ListServiceSpecificCredentialsRequest } from '../../../generated/iam.types.ts';
import type { Asking, Missing, Resource } from '../../../operation/operation.ts';
import { onUserOrCaller } from '../access-key.ts';
import { pageOf, readFrom } from '../page.ts';
import { operation } from '../parts.ts';
import {
  listedServiceCredential,
  serviceCredentialsOf,
  serviceKind,
} from '../service-credential.ts';
import { selectUserById } from '../tables.ts';
import { selectServiceCredentials } from '../user-credential-tables.ts';

const ofOne = onUserOrCaller('iam:ListServiceSpecificCredentials');

/** All users of the account. */
interface Everybody extends Resource {
  readonly kind: 'everybody';
}

type Found = Awaited<ReturnType<typeof ofOne.on>>;

export const listServiceSpecificCredentials = operation(ListServiceSpecificCredentials)
  .access({
    action: 'iam:ListServiceSpecificCredentials',
    on: (
      input: ListServiceSpecificCredentialsRequest,
      asking: Asking,
    ): Promise<Found | Everybody | Missing<'NoSuchEntity'>> =>
      input.AllUsers ? Promise.resolve(everybody(asking)) : ofOne.on(input, asking),
    keys: ({ ServiceName }) => ({ 'iam:ServiceSpecificCredentialServiceName': ServiceName }),
  })
  .handle(async (call) => {
    const { input, resource: holder, store, now, error } = call;
    const { ServiceName: service, AllUsers, UserName, Marker, MaxItems } = input;
    if (AllUsers && UserName !== undefined) throw error('ValidationError', NOT_BOTH);
    if (service !== undefined) serviceKind(service, error);
    const there =
      holder.kind === 'everybody'
        ? await store.all(selectServiceCredentials, { account: holder.account })
        : await serviceCredentialsOf(call, holder);
    const wanted = there.filter((one) => service === undefined || one.service === service);
    const list = `service credentials of ${holder.arn} for ${service ?? 'all'}`;
    const byId = readFrom(wanted, ({ id }) => id);
    const { shown, more } = await pageOf(call, list, byId);
    const ServiceSpecificCredentials = await Promise.all(
      shown.map(async (row) => {
        const user = await store.one(selectUserById, { id: row.user_id });
        return listedServiceCredential(row, user?.name ?? '', now);
      }),
    );
    // AWS tells of pages only those who asked for pages.
    const paged = AllUsers || Marker !== undefined || MaxItems !== undefined || more.IsTruncated;
    return { output: { ServiceSpecificCredentials, ...(paged && more) } };
  });

const everybody = ({ caller: { account } }: Asking): Everybody => ({
  kind: 'everybody',
  arn: iamArn(account, 'user/*'),
  account,
});

const NOT_BOTH = 'UserName cannot be specified together with AllUsers.';
