/** The policies of functions and layers, which are written statement by statement. */
import { ACCOUNT_ID, iamArn } from '../../base/arn.ts';
import type { AddPermissionRequest } from '../../generated/lambda.types.ts';
import type { Principals } from '../../operation/operation.ts';
import { compile } from '../../policy/compile.ts';
import { parseDocument } from '../../policy/document.ts';
import { principalsOf, rewritePrincipals } from '../../policy/principals.ts';

export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal: string | { readonly [kind: string]: string };
  readonly Action: string;
  readonly Resource: string;
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: string } };
}

type Fail = (
  code:
    | 'InvalidParameterValueException'
    | 'ResourceConflictException'
    | 'PolicyLengthExceededException',
  message: string,
) => Error;

/** What a request of AddPermission allows. */
export function statementOf(input: AddPermissionRequest, resource: string): Statement {
  const conditions: { [operator: string]: { [key: string]: string } } = {};
  const add = (operator: string, key: string, value: string | undefined) => {
    if (value !== undefined) (conditions[operator] ??= {})[key] = value;
  };
  add('StringEquals', 'AWS:SourceAccount', input.SourceAccount);
  add('StringEquals', 'lambda:EventSourceToken', input.EventSourceToken);
  add('StringEquals', 'aws:PrincipalOrgID', input.PrincipalOrgID);
  add('StringEquals', 'lambda:FunctionUrlAuthType', input.FunctionUrlAuthType);
  add('Bool', 'lambda:InvokedViaFunctionUrl', input.InvokedViaFunctionUrl?.toString());
  add('ArnLike', 'AWS:SourceArn', input.SourceArn);
  return {
    Sid: input.StatementId,
    Effect: 'Allow',
    Principal: principalOf(input.Principal),
    Action: input.Action,
    Resource: resource,
    ...(Object.keys(conditions).length > 0 && { Condition: conditions }),
  };
}

/** A principal as policies spell it. */
export function principalOf(given: string): Statement['Principal'] {
  if (given === '*') return '*';
  if (ACCOUNT_ID.test(given)) return { AWS: iamArn(given, 'root') };
  if (given.startsWith('arn:')) return { AWS: given };
  return { Service: given };
}

/** The policy with one statement more, its principal bound to who he is now. */
export async function addStatement(
  stored: string,
  statement: Statement,
  call: { readonly principals: Principals; readonly error: Fail },
): Promise<string> {
  const { principals, error } = call;
  const before = statementsOf(stored);
  if (before.some(({ Sid }) => Sid === statement.Sid))
    throw error('ResourceConflictException', SID_TAKEN);
  const alone = printPolicy([statement]);
  const parsed = parseDocument(alone, 'resource');
  if ('malformed' in parsed || !(await exists(statement, principals)))
    throw error('InvalidParameterValueException', INVALID_PRINCIPAL);
  const named = principalsOf(parsed.document).map(({ value }) => value);
  const bound = rewritePrincipals(
    printPolicy([...before, statement]),
    await principals.idsOf(named.filter((value) => USER_OR_ROLE.test(value))),
  );
  const length = Buffer.byteLength(bound);
  if (length > MAX_BYTES) throw error('PolicyLengthExceededException', tooLong(length));
  return bound;
}

/** The policy without one statement; empty once nothing is left. */
export function removeStatement(
  stored: string,
  sid: string,
  error: (code: 'ResourceNotFoundException', message: string) => Error,
): string {
  const before = statementsOf(stored);
  const left = before.filter(({ Sid }) => Sid !== sid);
  if (left.length === before.length) throw error('ResourceNotFoundException', noSuchSid(sid));
  return left.length === 0 ? '' : printPolicy(left);
}

/** As people read it: ids are ARNs again, but for those that are nobody's any more. */
export async function showPolicy(stored: string, principals: Principals): Promise<string> {
  const ids = principalsOf(compile(stored, 'resource'))
    .filter(({ type, value }) => type === 'AWS' && UNIQUE_ID.test(value))
    .map(({ value }) => value);
  return ids.length === 0 ? stored : rewritePrincipals(stored, await principals.arnsOf(ids));
}

export const statementsOf = (stored: string): readonly Statement[] =>
  stored === '' ? [] : (JSON.parse(stored).Statement as Statement[]);

const printPolicy = (statements: readonly Statement[]): string =>
  JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements });

async function exists({ Principal }: Statement, principals: Principals): Promise<boolean> {
  if (typeof Principal === 'string') return true;
  const { AWS: value, Service: service } = Principal;
  if (service !== undefined) return SERVICE.test(service);
  if (USER_OR_ROLE.test(value!)) return (await principals.idsOf([value!])).has(value!);
  const named = ACCOUNT.exec(value!);
  const account = named?.[1] ?? named?.[2];
  return account !== undefined && principals.accountExists(account);
}

/** AWS's own limit for the policy of a function. */
const MAX_BYTES = 20_480;
const USER_OR_ROLE = /^arn:[^:]+:iam::\d{12}:(user|role)\//;
const ACCOUNT = /^arn:[^:]+:(?:iam::(\d{12}):root|sts::(\d{12}):(?:assumed-role|federated-user)\/)/;
/** AWS knows its services by name; what none of them could be called is refused. */
const SERVICE = /^[a-z0-9.-]+\.(amazonaws\.com(\.cn)?|amazon\.com)$/;
const UNIQUE_ID = /^A[A-Z0-9]{15,127}$/;

export const NO_POLICY = 'The resource you requested does not exist.';
const SID_TAKEN =
  'The statement id (sid) provided already exists. Please provide a new statement id, or remove the existing statement.';
const INVALID_PRINCIPAL =
  'The provided principal was invalid. Please check the principal and try again.';
const noSuchSid = (sid: string): string => `Statement ${sid} is not found in resource policy.`;
const tooLong = (length: number): string =>
  `The final policy size (${length}) is bigger than the limit (${MAX_BYTES}).`;
