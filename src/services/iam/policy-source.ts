/** The user, group or role whose policies a question is about, by his ARN. */
import { parseArn } from '../../base/arn.ts';
import { AwsError } from '../../model/model.ts';
import type { Asking, Missing } from '../../operation/operation.ts';
import type { PrincipalFacts } from '../../policy/policy.ts';
import { findOwner, type Owner, ownerKeys } from './inline-policy.ts';
import { unclear } from './simulation.ts';

/** The access of an operation on the policies of whom an ARN names. */
export const onPolicySource = <const Action extends `iam:${string}`>(action: Action) => ({
  action,
  on: ({ PolicySourceArn }: { readonly PolicySourceArn: string }, asking: Asking) =>
    findSource(asking, PolicySourceArn),
  keys: ownerKeys,
});

const KINDS = new Set(['user', 'group', 'role'] as const);
type Kind = typeof KINDS extends Set<infer K> ? K : never;

async function findSource(asking: Asking, arn: string): Promise<Owner | Missing<'NoSuchEntity'>> {
  const parsed = parseArn(arn);
  const [kind, ...names] = parsed?.resource.split('/') ?? [];
  const name = names.at(-1);
  if (parsed?.service !== 'iam' || !KINDS.has(kind as Kind) || !name)
    throw new AwsError('InvalidInput', unclear(arn));
  const { account } = parsed;
  const found = await findOwner(
    { ...asking, caller: { ...asking.caller, account } },
    kind as Kind,
    name,
  );
  if ('row' in found && found.arn === arn) return { ...found, shown: arn };
  return {
    missing: arn,
    account,
    error: 'NoSuchEntity',
    message: `The ${kind} with name ${name} cannot be found.`,
  };
}

/** Somebody as the caller of what is tried with his policies; a group calls nobody. */
export function sourcePrincipal({ kind, row, account, arn }: Owner): PrincipalFacts | undefined {
  const facts = { account, arn, uniqueIds: [row.id] };
  if (kind === 'role') return { ...facts, kind: 'role-session', roleArn: arn };
  return kind === 'user' ? { ...facts, kind } : undefined;
}
