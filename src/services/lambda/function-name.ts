/** The ways to name a function: its name, part of its ARN or all of it, each with or without a qualifier. */
import { arn } from '../../base/arn.ts';
import { AwsError } from '../../model/model.ts';
import type { Asking } from '../../operation/operation.ts';

/** What a request names. */
export interface Target {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  /** Without qualifier. */
  readonly functionArn: string;
  /** `$LATEST`, a number or an alias; absent where the function itself is meant. */
  readonly qualifier?: string;
  /** With the qualifier, where there is one. */
  readonly arn: string;
}

/** Reads a name, and a qualifier that is given apart. */
export function targetOf(
  input: { readonly FunctionName: string; readonly Qualifier?: string | undefined },
  { caller, request }: Pick<Asking, 'caller' | 'request'>,
): Target {
  const found = NAME.exec(input.FunctionName);
  // The model's pattern has let it pass.
  if (!found) throw new AwsError('ValidationException', `${input.FunctionName} names no function.`);
  const [, region = request.region, account = caller.account, name, inName] = found;
  if (region !== request.region)
    throw new AwsError('ResourceNotFoundException', elsewhere(region, request.region), 404);
  if (inName !== undefined && input.Qualifier !== undefined && inName !== input.Qualifier)
    throw new AwsError('InvalidParameterValueException', CONTRADICTION);
  const qualifier = inName ?? (input.Qualifier || undefined);
  return target({ account, region, name: name! }, qualifier);
}

/** A function, or one of its versions, by the parts of its name. */
export function target(
  { account, region, name }: Pick<Target, 'account' | 'region' | 'name'>,
  qualifier?: string,
): Target {
  const functionArn = arn('lambda', region, account, `function:${name}`);
  return {
    account,
    region,
    name,
    functionArn,
    ...(qualifier !== undefined && { qualifier }),
    arn: qualifier === undefined ? functionArn : `${functionArn}:${qualifier}`,
  };
}

const NAME =
  /^(?:arn:aws[a-zA-Z-]*:lambda:)?(?:([a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\d):)?(?:(\d{12}):)?(?:function:)?([a-zA-Z0-9-_.]+)(?::(\$LATEST(?:\.PUBLISHED)?|[a-zA-Z0-9-_]+))?$/;

const elsewhere = (named: string, asked: string): string =>
  `Functions from '${named}' are not reachable in this region ('${asked}')`;
const CONTRADICTION =
  'The derived qualifier from the function name does not match the specified qualifier.';
