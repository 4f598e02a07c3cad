import { AwsError } from '../../model/model.ts';
import type { Asking, Missing } from '../../operation/operation.ts';
import { findFunction, type FoundFunction } from './function.ts';

/** What a request about tags names: a function, for nothing else with tags is served here. */
export async function findTagged(
  { Resource }: { readonly Resource: string },
  asking: Asking,
): Promise<FoundFunction | Missing<'ResourceNotFoundException'>> {
  if (!FUNCTION.test(Resource))
    throw new AwsError('InvalidParameterValueException', NOT_A_FUNCTION);
  const of = await findFunction({ FunctionName: Resource }, asking);
  if (!('missing' in of) && of.target.qualifier !== undefined)
    throw new AwsError('InvalidParameterValueException', QUALIFIED);
  return of;
}

const FUNCTION = /^arn:aws[a-zA-Z-]*:lambda:[^:]+:\d{12}:function:/;
const NOT_A_FUNCTION =
  'Lockstead serves the tags of functions; code signing configurations, event source mappings and capacity providers do not exist here.';
const QUALIFIED =
  'Tags on function aliases and versions are not supported. Please specify a function ARN.';
