/** Which services a policy gives something of, whatever the resource and the conditions. */
import type { Document, Statement } from '../../policy/document.ts';
import { KNOWN } from './service-names.ts';

/** Whether a policy allows some action of a service. What other statements deny is not looked at, as at AWS. */
export const grants = ({ statements }: Document, namespace: string): boolean =>
  statements.some((one) => one.effect === 'Allow' && names(one, namespace));

/** The services that policies allow something of: of those that are known here, and of those they name. */
export function grantedServices(documents: readonly Document[]): readonly string[] {
  const named = documents
    .flatMap(({ statements }) => statements)
    .filter(({ effect, actions }) => effect === 'Allow' && !actions.negated)
    .flatMap(({ actions }) => actions.written.map(serviceOf))
    .filter((service) => /^[a-z0-9-]+$/.test(service));
  return [...new Set([...KNOWN.keys(), ...named])]
    .filter((namespace) => documents.some((one) => grants(one, namespace)))
    .sort();
}

const serviceOf = (action: string): string => action.split(':')[0]!.toLowerCase();

function names({ actions }: Statement, namespace: string): boolean {
  const { written, negated } = actions;
  // What is left of a service whose every action is excepted is nothing.
  if (negated) return !written.some((action) => coversAll(action, namespace));
  return written.some((action) => like(serviceOf(action), namespace));
}

const coversAll = (action: string, namespace: string): boolean =>
  action === '*' || (like(serviceOf(action), namespace) && /^[^:]*:\*+$/.test(action));

/** Whether a text fits a pattern with `*` and `?`. */
function like(pattern: string, text: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === text;
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\*+/g, '.*').replaceAll('?', '.')}$`).test(text);
}
