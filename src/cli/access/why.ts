import { GetRequestAuthorizationDetails } from '../../generated/iam-toolbox.ts';
import type {
  Evaluation,
  GetRequestAuthorizationDetailsOutput,
  Lack,
} from '../../generated/iam-toolbox.types.ts';
import type { Client } from '../aws/client.ts';
import { doing } from '../aws/failure.ts';
import { plainly } from '../table.ts';
import type { Terminal } from '../terminal.ts';

/** `lockstead why ID`: also takes the whole message that the id was told in. */
export async function why(
  client: Client,
  terminal: Terminal,
  { text, json }: { readonly text: string; readonly json: boolean },
): Promise<void> {
  const authorizationId = /[0-9a-z]+\s*$/.exec(text)?.[0].trim() ?? text;
  const asked = client.ask(GetRequestAuthorizationDetails, { authorizationId });
  const found = await doing('Asking why a request was refused', asked);
  if (json) return terminal.print(JSON.stringify(found, null, 2));
  if (found.evaluations.length === 0)
    return terminal.note('There was nothing to judge: what was asked for is not there.');
  terminal.print(found.evaluations.map((one) => told(one, found)).join('\n\n'));
}

function told(evaluation: Evaluation, details: GetRequestAuthorizationDetailsOutput): string {
  const { action, resource, evaluatedEffect, decidedBy, context = {} } = evaluation;
  const who = details.requestContext['aws:PrincipalArn'] ?? 'Somebody';
  const kind = decidedBy?.toLowerCase().replaceAll('_', ' ') ?? 'policy';
  const reason =
    evaluatedEffect === 'EXPLICIT_DENY' ? `denied by a ${kind}` : `no ${kind} allows it`;
  const lines = [
    `${valueOf(who)} asked for ${action}`,
    `  on ${plainly(resource)}: ${reason}.`,
    ...matchedOf(evaluation),
    ...nearestOf(evaluation),
  ];
  const keys = Object.entries({ ...details.requestContext, ...context });
  if (keys.length > 0) lines.push('The request:');
  lines.push(...keys.map(([key, value]) => `  ${plainly(key)} = ${valueOf(value)}`));
  return lines.join('\n');
}

function matchedOf({ evaluatedEffect, matchedPolicies = [] }: Evaluation): readonly string[] {
  if (matchedPolicies.length === 0) return [];
  const head = evaluatedEffect === 'EXPLICIT_DENY' ? 'Denied by:' : 'Allowed, but not enough:';
  const statements = matchedPolicies.flatMap(({ uri, matchedStatements = [] }) =>
    matchedStatements.flatMap(({ sid, index, statement }) => [
      `  ${placeOf(uri, sid, index)}`,
      ...(statement === undefined ? [] : [`    ${onOneLine(statement)}`]),
    ]),
  );
  return [head, ...statements];
}

function nearestOf({ nearestStatements = [] }: Evaluation): readonly string[] {
  if (nearestStatements.length === 0) return [];
  return [
    'What came nearest:',
    ...nearestStatements.flatMap(({ uri, sid, index, lacks }) => [
      `  ${placeOf(uri, sid, index)}`,
      ...lacks.map((lack) => `    ${lackOf(lack)}`),
    ]),
  ];
}

const ELEMENTS = {
  ACTION: 'is about the actions',
  RESOURCE: 'is about the resources',
  PRINCIPAL: 'is for',
} as const;

function lackOf({ element, key, operator, wanted = [], found = [] }: Lack): string {
  const wants = wanted.map(valueOf).join(', ');
  if (element !== 'CONDITION') return `${ELEMENTS[element]} ${wants}`;
  const has = found.length > 0 ? `it is ${found.map(valueOf).join(', ')}` : 'the request lacks it';
  return plainly(`wants ${key} to be ${wants} (${operator}); ${has}`);
}

const placeOf = (uri: string, sid: string | undefined, index: number | undefined): string =>
  plainly(`${uri}, statement ${sid || (index ?? 0) + 1}`);

const valueOf = (value: unknown): string =>
  plainly(Array.isArray(value) ? value.join(', ') : String(value));

/** A statement without the white space between its words. */
function onOneLine(statement: string): string {
  try {
    return plainly(JSON.stringify(JSON.parse(statement)));
  } catch {
    // A long one was cut.
    return plainly(statement);
  }
}
