import { rootArn } from '../../../base/arn.ts';
import { ListVirtualMFADevices } from '../../../generated/iam.ts';
import type { User } from '../../../generated/iam.types.ts';
import { anything } from '../../../operation/operation.ts';
import type { Reader } from '../../../store/store.ts';
import { type MfaDeviceRow, selectMfaDevices } from '../mfa-tables.ts';
import { pageOf } from '../page.ts';
import { operation } from '../parts.ts';
import { selectUserById } from '../tables.ts';
import { listedUser } from '../user.ts';

export const listVirtualMFADevices = operation(ListVirtualMFADevices)
  .access({ action: 'iam:ListVirtualMFADevices', on: anything })
  .handle(async (call) => {
    const { input, caller, store } = call;
    const { account } = caller;
    const { AssignmentStatus: status = 'Any' } = input;
    const { shown, more } = await pageOf(call, `virtual devices, ${status}`, {
      read: (after, count) => readDevices(store, { account, status, after, count }),
      key: ({ serial }) => serial,
    });
    const VirtualMFADevices = await Promise.all(
      shown.map(async (row) => ({
        SerialNumber: row.serial,
        ...(row.holder !== null && {
          User: await holderOf(store, row),
          EnableDate: row.enabled_at,
        }),
      })),
    );
    return { output: { VirtualMFADevices, ...more } };
  });

/** The next devices that somebody has, or nobody, as it was asked. */
async function readDevices(
  store: Reader,
  of: { readonly account: string; status: string; after: string; readonly count: number },
): Promise<readonly MfaDeviceRow[]> {
  const found: MfaDeviceRow[] = [];
  for (let { after } = of; ; ) {
    const rows = await store.all(selectMfaDevices, { ...pick(of), after, count: of.count });
    found.push(...rows.filter(({ holder }) => isWanted(of.status, holder)));
    if (found.length >= of.count || rows.length < of.count) return found.slice(0, of.count);
    after = rows.at(-1)!.serial;
  }
}

const pick = ({ account }: { readonly account: string }) => ({ account });

const isWanted = (status: string, holder: string | null): boolean =>
  status === 'Any' || (status === 'Assigned') === (holder !== null);

/** Of the root user there is nothing to tell but his ARN and when his device was made his. */
async function holderOf(
  store: Reader,
  { account, holder, created_at }: MfaDeviceRow,
): Promise<User> {
  const row = holder ? await store.one(selectUserById, { id: holder }) : undefined;
  if (row) return listedUser(row);
  return { UserId: account, Arn: rootArn(account), CreateDate: created_at } as User;
}
