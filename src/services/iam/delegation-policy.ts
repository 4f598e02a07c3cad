/** What a delegation asks for: a policy with its parameters filled in. */
import type { DelegationPermission, PolicyParameter } from '../../generated/iam.types.ts';
import { parseDocument } from '../../policy/document.ts';
import type { Reader } from '../../store/store.ts';
import { managedPolicyText } from './identities.ts';
import { accountOfPolicy } from './managed-policy.ts';

type Refuse = (code: 'InvalidInput', message: string) => Error;

/**
 * The policy that a template makes of its parameters.
 *
 * AWS's templates are registered by its partners. Here a template is a managed policy of the account that asks,
 * or one of AWS's, in whose text `@{Name}` stands for a parameter; a list takes the place of a whole element.
 */
export async function filledPolicy(
  {
    store,
    account,
    error,
  }: { readonly store: Reader; readonly account: string; readonly error: Refuse },
  { PolicyTemplateArn: arn, Parameters = [] }: DelegationPermission,
): Promise<string> {
  if (arn === undefined) throw error('InvalidInput', 'A policy template is needed.');
  const ours = [account, 'aws'].includes(accountOfPolicy(arn));
  const template = ours ? await managedPolicyText(store, arn) : undefined;
  if (template === undefined) throw error('InvalidInput', `Policy template ${arn} was not found.`);
  const values = new Map(Parameters.map((parameter) => [parameter.Name ?? '', parameter]));
  if (values.size < Parameters.length)
    throw error('InvalidInput', 'Duplicate parameter names found.');
  const used = new Set<string>();
  const filled = JSON.stringify(fill(JSON.parse(template), { values, used, error }));
  const idle = [...values.keys()].find((name) => !used.has(name));
  if (idle !== undefined) throw error('InvalidInput', `The template has no parameter ${idle}.`);
  const parsed = parseDocument(filled, 'identity');
  if ('malformed' in parsed) throw error('InvalidInput', parsed.malformed);
  return filled;
}

interface Filling {
  readonly values: ReadonlyMap<string, PolicyParameter>;
  readonly used: Set<string>;
  readonly error: Refuse;
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

const isList = (json: Json): json is readonly Json[] => Array.isArray(json);

function fill(json: Json, filling: Filling): Json {
  if (typeof json === 'string') {
    const texts = fillText(json, filling);
    return texts.length === 1 ? texts[0]! : texts;
  }
  if (isList(json))
    return json.flatMap((one): readonly Json[] =>
      typeof one === 'string' ? fillText(one, filling) : [fill(one, filling)],
    );
  if (json === null || typeof json !== 'object') return json;
  return Object.fromEntries(Object.entries(json).map(([name, one]) => [name, fill(one, filling)]));
}

/** The texts that one text becomes: several where it has a list in it. */
function fillText(text: string, { values, used, error }: Filling): readonly string[] {
  let texts = [text];
  for (const [sign, name] of text.matchAll(/@\{([^{}]+)\}/g)) {
    const parameter = values.get(name!);
    if (!parameter) throw error('InvalidInput', `The parameter ${name} is missing.`);
    const { Values = [], Type = 'string' } = parameter;
    if (Values.length === 0 || (Type === 'string' && Values.length > 1))
      throw error('InvalidInput', `The parameter ${name} does not have the values of a ${Type}.`);
    used.add(name!);
    texts = texts.flatMap((one) => Values.map((value) => one.replaceAll(sign, value)));
  }
  return texts;
}
