/** Grants as the judge takes them: which of a key's grants reach a caller, and what they allow. */
import { rootArn } from '../../base/arn.ts';
import type { GrantConstraints } from '../../generated/kms.types.ts';
import { AwsError } from '../../model/model.ts';
import type { Caller } from '../../operation/caller.ts';
import type { Asking } from '../../operation/operation.ts';
import { compile } from '../../policy/compile.ts';
import { type Condition, compileCondition } from '../../policy/conditions/condition.ts';
import type { Document, Statement } from '../../policy/document.ts';
import type { Context, Policy } from '../../policy/policy.ts';
import { IN_CONTEXT, includesAll } from './grant-rules.ts';
import { type GrantRow, selectAnyGrant, selectGrantsOfGrantee } from './grant-tables.ts';
import { findByToken } from './grant-token.ts';

/** A grant as a policy; the grant itself is at hand for who must know more of it. */
export interface Granted extends Policy {
  readonly grant: GrantRow;
}

/**
 * The grants of a key that reach the caller; undefined where there are none, which is almost always.
 *
 * @throws AwsError for a token that no grant of this Region has given out.
 */
export async function grantsOf(
  { caller, request, store }: Asking,
  key: string | undefined,
  tokens: readonly string[] | undefined,
): Promise<readonly Granted[] | undefined> {
  for (const token of tokens ?? []) {
    const grant = await findByToken(store, token);
    if (grant?.region !== request.region) throw new AwsError('InvalidGrantTokenException', INVALID);
  }
  if (key === undefined || !(await store.one(selectAnyGrant, { key }))) return undefined;
  let found: Granted[] | undefined;
  for (const grantee of namesOf(caller)) {
    const rows = await store.all(selectGrantsOfGrantee, { key, grantee });
    if (rows.length > 0) (found ??= []).push(...granted(rows));
  }
  return found;
}

/** How `Principal` names whom a grant names. */
export const principalOf = (
  named: string,
): { readonly AWS: string } | { readonly Service: string } =>
  isService(named) ? { Service: named } : { AWS: named };

/** Services have a name with dots; ARNs have colons, unique ids neither. */
export const isService = (named: string): boolean => named.includes('.') && !named.includes(':');

export const INVALID = 'The grant token is not valid.';

const names = new WeakMap<Caller, readonly string[]>();

/** The names under which a grant can reach a caller, as rows spell them. */
function namesOf(caller: Caller): readonly string[] {
  let known = names.get(caller);
  if (!known) {
    known = caller.service
      ? [caller.service]
      : [...new Set([caller.arn, caller.userId, caller.role?.id, rootArn(caller.account)])].filter(
          (name) => name !== undefined,
        );
    names.set(caller, known);
  }
  return known;
}

// Until a grant is made or ended the store gives the same rows.
const policies = new WeakMap<readonly GrantRow[], readonly Granted[]>();

function granted(rows: readonly GrantRow[]): readonly Granted[] {
  let known = policies.get(rows);
  if (!known) {
    known = rows.map((grant) => ({
      type: 'grant',
      label: `grant ${grant.id}`,
      document: documentOf(grant),
      grant,
    }));
    policies.set(rows, known);
  }
  return known;
}

/** What a grant allows. Its constraints on the encryption context bear on the operations that have one. */
function documentOf(grant: GrantRow): Document {
  const operations: readonly string[] = JSON.parse(grant.operations);
  const constraints: GrantConstraints = JSON.parse(grant.constraints);
  const { EncryptionContextEquals, EncryptionContextSubset, SourceArn } = constraints;
  const bound = EncryptionContextEquals || EncryptionContextSubset ? IN_CONTEXT : [];
  const statement = (sid: string, covered: readonly string[]) => ({
    Sid: sid,
    Effect: 'Allow',
    Principal: principalOf(grant.grantee),
    Action: covered.map((operation) => `kms:${operation}`),
    Resource: '*',
    ...(SourceArn && { Condition: { StringEquals: { 'aws:SourceArn': SourceArn } } }),
  });
  const isBound = (operation: string) => (bound as readonly string[]).includes(operation);
  const statements = [
    statement(
      'free',
      operations.filter((operation) => !isBound(operation)),
    ),
    statement(BOUND, operations.filter(isBound)),
  ].filter(({ Action }) => Action.length > 0);
  // The old version of the language knows no variables: a constraint is meant as it is written.
  const text = JSON.stringify({ Version: '2008-10-17', Statement: statements });
  const document = compile(text, 'resource');
  return bound.length > 0 ? withContext(document, constraints) : document;
}

const BOUND = 'bound';

function withContext(document: Document, constraints: GrantConstraints): Document {
  const condition: Condition = { ...CONTEXT, holds: (context) => holds(context, constraints) };
  const statements = document.statements.map(
    (statement): Statement =>
      statement.sid === BOUND
        ? { ...statement, conditions: [...statement.conditions, condition] }
        : statement,
  );
  return { ...document, statements, allows: statements };
}

const KEYS = 'kms:encryptioncontextkeys';
// The engine's own conditions compare names without case: this one stands in place of one of them.
const CONTEXT = compileCondition({
  operator: 'Null',
  key: 'kms:EncryptionContextKeys',
  values: ['false'],
  variables: false,
}) as Condition;

/**
 * Whether the encryption context of a request is one that the constraints allow. Policies compare the names
 * in it without case, grants with it; of two names that differ by case alone the judge knows one value,
 * so such a context satisfies no constraint.
 */
function holds(
  context: Context,
  { EncryptionContextEquals: equals, EncryptionContextSubset: subset }: GrantConstraints,
): boolean {
  const listed = context.get(KEYS) ?? [];
  const keys = typeof listed === 'string' ? [listed] : listed;
  if (new Set(keys.map((name) => name.toLowerCase())).size < keys.length) return false;
  const pairs: { [name: string]: string } = Object.create(null);
  for (const name of keys) {
    pairs[name] = String(context.get(`kms:encryptioncontext:${name.toLowerCase()}`));
  }
  if (equals && (Object.keys(equals).length !== keys.length || !includesAll(pairs, equals)))
    return false;
  return !subset || includesAll(pairs, subset);
}
