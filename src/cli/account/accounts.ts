import type { Reader } from '../../store/store.ts';

/** What is done with accounts that an operator makes. */
export interface AccountActs {
  readonly exists: (store: Reader, account: string) => Promise<boolean>;
}
