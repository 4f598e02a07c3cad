/** Groups of parameters and options: AWS's defaults alone, for nobody can make others here. */
import { arn } from '../../base/arn.ts';
import type { Access, Asking, Resource } from '../../operation/operation.ts';

/** A group that a request names is judged too, as AWS does. */
export const onGroup = <Input, const Action extends `rds:${string}`>(
  action: Action,
  type: 'cluster-pg' | 'og' | 'pg' | 'subgrp',
  name: (input: Input) => string | undefined,
): Access<Action, Input, never, Resource> => ({
  action,
  on: (input, { caller: { account }, request: { region } }: Asking) => ({
    arn: arn('rds', region, account, `${type}:${name(input)}`),
    account,
  }),
  when: (input) => Boolean(name(input)),
});
