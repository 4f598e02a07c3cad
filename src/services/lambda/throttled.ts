/** Counts an invocation in, or says that it is one too many. */
import type { Reader } from '../../store/store.ts';
import { ACCOUNT_CONCURRENCY, type ThrottleReason } from './concurrency.ts';
import type { Parts } from './parts.ts';
import { type FunctionRow, selectReserved } from './tables.ts';

/** The function that ends the invocation again, or why there can be none now. */
export async function enter(
  row: FunctionRow,
  { parts, store }: { readonly parts: Parts; readonly store: Reader },
): Promise<(() => void) | ThrottleReason> {
  const { arn: functionArn, account, region, reserved } = row;
  const { total } = (await store.one(selectReserved, { account, region }))!;
  return parts.concurrency.enter({
    functionArn,
    pool: `${account}/${region}`,
    reserved,
    unreserved: ACCOUNT_CONCURRENCY - total,
  });
}
