/** Functions: what bears a name, tags and a reservation. What runs are their versions. */
import { AwsError } from '../../model/model.ts';
import { isBuiltIn } from '../../operation/built-in-functions.ts';
import type { Asking, ConditionKeys, Missing, Resource } from '../../operation/operation.ts';
import { compile } from '../../policy/compile.ts';
import type { Policy } from '../../policy/policy.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { type Target, targetOf } from './function-name.ts';
import {
  type AliasRow,
  type FunctionRow,
  type FunctionUpdate,
  type PolicyRow,
  selectAlias,
  selectAnyFunction,
  selectFunction,
  selectPolicy,
  selectVersion,
  updateFunctionRow,
  type VersionRow,
} from './tables.ts';

export const FUNCTION_TYPE = 'AWS::Lambda::Function';
export const LATEST = '$LATEST';

/** A function as a request names it; judged by the policy of the qualifier that was given. */
export interface FoundFunction extends Resource {
  readonly target: Target;
  readonly row: FunctionRow;
}

/** A version, and the alias that leads to it. */
export interface FoundVersion extends FoundFunction {
  readonly version: VersionRow;
  readonly alias?: AliasRow;
}

/** How a request names a function. */
export interface Named {
  readonly FunctionName: string;
  readonly Qualifier?: string | undefined;
}

/** The function that a request names; whether the qualifier stands for anything is not asked. */
export async function findFunction(
  input: Named,
  asking: Asking,
): Promise<FoundFunction | Missing<'ResourceNotFoundException'>> {
  const target = targetOf(input, asking);
  if (isBuiltIn(target.name))
    throw new AwsError('InvalidParameterValueException', builtIn(target.name));
  const row = await asking.store.one(selectFunction, { arn: target.functionArn });
  return row ? found(asking.store, target, row) : missing(target);
}

/** The version that a request names: `$LATEST` where it names none. */
export async function findVersion(
  input: Named,
  asking: Asking,
): Promise<FoundVersion | Missing<'ResourceNotFoundException'>> {
  const of = await findFunction(input, asking);
  if ('missing' in of) return of;
  const led = await lead(asking.store, of.target);
  return led
    ? { ...of, ...led }
    : { ...missing(of.target), ...(of.policy && { policy: of.policy }) };
}

/** Where a qualifier leads; undefined where it leads nowhere. */
export async function lead(
  store: Reader,
  { functionArn, qualifier = LATEST }: Pick<Target, 'functionArn' | 'qualifier'>,
): Promise<{ readonly version: VersionRow; readonly alias?: AliasRow } | undefined> {
  const version = await store.one(selectVersion, { function: functionArn, version: qualifier });
  if (version) return { version };
  const alias = await store.one(selectAlias, { function: functionArn, name: qualifier });
  const behind =
    alias && (await store.one(selectVersion, { function: functionArn, version: alias.version }));
  return behind && { version: behind, alias: alias! };
}

/** Whether there is any function at all, whosever it is. */
export const hasFunctions = async (store: Reader): Promise<boolean> =>
  (await store.one(selectAnyFunction, { count: 1 })) !== undefined;

/** A function of the caller's that is to be. */
export const plannedFunction = (input: Named, asking: Asking): Resource & { target: Target } => {
  const target = targetOf(input, asking);
  if (isBuiltIn(target.name))
    throw new AwsError('ResourceConflictException', builtIn(target.name), 409);
  return { arn: target.arn, account: target.account, type: FUNCTION_TYPE, target };
};

/** The function with these changes, if nobody else has changed it meanwhile: its versions and aliases count too. */
export function saveFunction(
  row: FunctionRow,
  changes: Partial<Omit<FunctionUpdate, 'arn' | 'revision'>> = {},
): Change {
  const { arn, tags, reserved, last_version, revision } = row;
  return change(updateFunctionRow, { arn, tags, reserved, last_version, revision, ...changes });
}

/** The condition key that requests about functions have. */
export const functionKeys = (_input: unknown, of: Resource | undefined): ConditionKeys =>
  of ? { 'lambda:FunctionArn': of.arn } : {};

export const notFound = (arn: string): string => `Function not found: ${arn}`;

export const missing = (target: Target): Missing<'ResourceNotFoundException'> => ({
  missing: target.arn,
  account: target.account,
  error: 'ResourceNotFoundException',
  message: notFound(target.arn),
});

async function found(store: Reader, target: Target, row: FunctionRow): Promise<FoundFunction> {
  const { qualifier } = target;
  const policy = await store.one(selectPolicy, {
    function: row.arn,
    qualifier: qualifier === undefined || qualifier === LATEST ? '' : qualifier,
  });
  return {
    arn: target.arn,
    account: row.account,
    type: FUNCTION_TYPE,
    tags: tagsOf(row),
    ...(policy && { policy: policyOf(policy) }),
    target,
    row,
  };
}

const tags = new WeakMap<FunctionRow, { readonly [key: string]: string }>();

/** The tags; of a row that is cached they are read once. */
export function tagsOf(row: FunctionRow): { readonly [key: string]: string } {
  let known = tags.get(row);
  if (!known) tags.set(row, (known = JSON.parse(row.tags) as { [key: string]: string }));
  return known;
}

const policies = new WeakMap<PolicyRow, Policy>();

function policyOf(row: PolicyRow): Policy {
  let known = policies.get(row);
  if (!known) {
    known = {
      type: 'resource',
      label: 'resource policy',
      document: compile(row.document, 'resource'),
    };
    policies.set(row, known);
  }
  return known;
}

const builtIn = (name: string): string =>
  `${name} is built in: a secret can name it as its rotation function, and it has no code, versions, settings or policy of its own. Choose another name for a function of yours.`;
