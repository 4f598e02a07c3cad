import type { GrantConstraints } from '../../generated/kms.types.ts';
import { compile } from '../../policy/compile.ts';
import type { Document, Statement } from '../../policy/document.ts';
import type { Policy } from '../../policy/policy.ts';
import { contextCondition } from './grant-contexts.ts';
import { IN_CONTEXT } from './grant-rules.ts';
import type { GrantRow } from './grant-tables.ts';

/** Grants of one grantee as one policy: they give the same and differ by their encryption contexts at most. */
export interface Granted extends Policy {
  readonly grants: readonly GrantRow[];
}

/** The grants of one grantee on one key as policies. */
export function policiesOf(rows: readonly GrantRow[]): readonly Granted[] {
  const groups = new Map<string, Member[]>();
  for (const row of rows) {
    const constraints: GrantConstraints = JSON.parse(row.constraints);
    const { EncryptionContextEquals, EncryptionContextSubset, SourceArn } = constraints;
    const isBound = EncryptionContextEquals !== undefined || EncryptionContextSubset !== undefined;
    const alike = JSON.stringify([row.operations, SourceArn, isBound]);
    if (!groups.get(alike)?.push({ row, constraints })) groups.set(alike, [{ row, constraints }]);
  }
  return [...groups.values()].map((members) => ({
    type: 'grant',
    label: `grant ${members[0]!.row.id}`,
    document: documentOf(members),
    grants: members.map(({ row }) => row),
  }));
}

/** How `Principal` names whom a grant names. */
export const principalOf = (
  named: string,
): { readonly AWS: string } | { readonly Service: string } =>
  isService(named) ? { Service: named } : { AWS: named };

/** Services have a name with dots; ARNs have colons, unique ids neither. */
export const isService = (named: string): boolean => named.includes('.') && !named.includes(':');

interface Member {
  readonly row: GrantRow;
  readonly constraints: GrantConstraints;
}

/** What they allow. Constraints on the encryption context bear on the operations that have one. */
function documentOf(members: readonly Member[]): Document {
  const [{ row, constraints }] = members as [Member];
  const { EncryptionContextEquals, EncryptionContextSubset, SourceArn } = constraints;
  const bound: readonly string[] =
    EncryptionContextEquals || EncryptionContextSubset ? IN_CONTEXT : [];
  const operations: readonly string[] = JSON.parse(row.operations);
  const statement = (sid: string, covered: readonly string[]) => ({
    Sid: sid,
    Effect: 'Allow',
    Principal: principalOf(row.grantee),
    Action: covered.map((operation) => `kms:${operation}`),
    Resource: '*',
    ...(SourceArn && { Condition: { StringEquals: { 'aws:SourceArn': SourceArn } } }),
  });
  const statements = [
    statement(
      'free',
      operations.filter((operation) => !bound.includes(operation)),
    ),
    statement(
      BOUND,
      operations.filter((operation) => bound.includes(operation)),
    ),
  ].filter(({ Action }) => Action.length > 0);
  // The old version of the language knows no variables: a constraint is meant as it is written.
  const text = JSON.stringify({ Version: '2008-10-17', Statement: statements });
  const document = compile(text, 'resource');
  if (bound.length === 0) return document;
  const condition = contextCondition(members.map((member) => member.constraints));
  const allows = document.statements.map(
    (one): Statement =>
      one.sid === BOUND ? { ...one, conditions: [...one.conditions, condition] } : one,
  );
  return { ...document, statements: allows, allows };
}

const BOUND = 'bound';
