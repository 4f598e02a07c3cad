/** What a policy says, in English. */
import type { Document, Statement } from '../../policy/document.ts';
import { serviceName } from './service-names.ts';

/** One sentence for each statement. */
export const summaryOf = ({ statements }: Document): string => statements.map(sentence).join('\n');

function sentence({ effect, actions, resources, conditions }: Statement): string {
  const verb = effect === 'Allow' ? 'Allows' : 'Denies';
  const what = actions.negated
    ? `every action except ${listed(actions.written)}`
    : [...byService(actions.written)]
        .map(([service, names]) => `${names} in ${service}`)
        .join('; ');
  const where = resources.negated
    ? `all resources except ${listed(resources.written)}`
    : resources.written.includes('*')
      ? 'all resources'
      : listed(resources.written);
  const when = conditions.length > 0 ? ', under conditions' : '';
  return `${verb} ${what}, on ${where}${when}.`;
}

function byService(actions: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string[]>();
  for (const action of actions) {
    const [prefix, name = '*'] = action === '*' ? ['*', '*'] : action.split(':');
    const service = prefix === '*' ? 'every service' : serviceName(prefix!.toLowerCase());
    found.set(service, [...(found.get(service) ?? []), name === '*' ? 'all actions' : name]);
  }
  return new Map([...found].map(([service, names]) => [service, listed(names)]));
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
