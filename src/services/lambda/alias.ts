/** Aliases: names that lead to a version, or to two of them by shares. */
import { type Random, randomBelow } from '../../base/random.ts';
import type {
  AliasConfiguration,
  AliasRoutingConfiguration,
} from '../../generated/lambda.types.ts';
import type { Asking, Missing } from '../../operation/operation.ts';
import type { Reader } from '../../store/store.ts';
import { findFunction, type FoundFunction, LATEST, notFound } from './function.ts';
import { target } from './function-name.ts';
import { type AliasRow, selectAlias, selectVersion, type VersionRow } from './tables.ts';

export interface Weights {
  readonly [version: string]: number;
}

/** A function's alias. */
export interface FoundAlias extends FoundFunction {
  readonly alias: AliasRow;
}

type Fail = (
  code: 'InvalidParameterValueException' | 'ResourceNotFoundException',
  message: string,
) => Error;

/** The function that a request about an alias names: policies judge the function, and not the alias. */
export const functionOfAlias = (
  { FunctionName }: { readonly FunctionName: string },
  asking: Asking,
): Promise<FoundFunction | Missing<'ResourceNotFoundException'>> =>
  findFunction({ FunctionName }, asking);

/** The alias that a request names. */
export async function findAlias(
  { FunctionName, Name }: { readonly FunctionName: string; readonly Name: string },
  asking: Asking,
): Promise<FoundAlias | Missing<'ResourceNotFoundException'>> {
  const of = await findFunction({ FunctionName }, asking);
  if ('missing' in of) return of;
  const alias = await asking.store.one(selectAlias, { function: of.row.arn, name: Name });
  if (alias) return { ...of, alias };
  return {
    missing: of.arn,
    account: of.account,
    ...(of.policy && { policy: of.policy }),
    error: 'ResourceNotFoundException',
    message: `Cannot find alias arn: ${of.row.arn}:${Name}`,
  };
}

/** Refuses an alias that leads nowhere, or whose shares do not add up. */
export async function assertLeads(
  of: FoundFunction,
  version: string,
  weights: Weights,
  { store, error }: { readonly store: Reader; readonly error: Fail },
): Promise<void> {
  const others = Object.keys(weights);
  if (others.length > 1) throw error('InvalidParameterValueException', ONE_MORE);
  if (others.length > 0 && version === LATEST)
    throw error('InvalidParameterValueException', NOT_LATEST);
  if (others.includes(version)) throw error('InvalidParameterValueException', sameVersion(version));
  for (const one of [version, ...others]) {
    if (!(await store.one(selectVersion, { function: of.row.arn, version: one })))
      throw error('ResourceNotFoundException', notFound(`${of.row.arn}:${one}`));
  }
}

export const weightsOf = (alias: AliasRow): Weights => JSON.parse(alias.weights) as Weights;

/** The shares of a request, AWS's word for none included. */
export const readWeights = (routing: AliasRoutingConfiguration | undefined): Weights =>
  routing?.AdditionalVersionWeights ?? {};

/** The version that one invocation of an alias goes to. */
export async function drawVersion(
  store: Reader,
  random: Random,
  alias: AliasRow,
  version: VersionRow,
): Promise<VersionRow> {
  const [other] = Object.entries(weightsOf(alias));
  if (!other || randomBelow(random, SHARES) >= other[1] * SHARES) return version;
  const drawn = await store.one(selectVersion, { function: alias.function, version: other[0] });
  return drawn ?? version;
}

/** As answers show it. */
export function shownAlias(alias: AliasRow, of: FoundFunction): AliasConfiguration {
  const weights = weightsOf(alias);
  return {
    AliasArn: target(of.target, alias.name).arn,
    Name: alias.name,
    FunctionVersion: alias.version,
    Description: alias.description,
    ...(Object.keys(weights).length > 0 && {
      RoutingConfig: { AdditionalVersionWeights: weights },
    }),
    RevisionId: alias.revision_id,
  };
}

const SHARES = 1_000_000;

const ONE_MORE = 'Number of items in AdditionalVersionWeights cannot be greater than 1';
const NOT_LATEST = '$LATEST is not supported for an alias pointing to more than 1 version';
const sameVersion = (version: string): string =>
  `Invalid function version ${version}. Function version ${version} is already included in routing configuration.`;
