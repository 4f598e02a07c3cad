import { contextFrom } from '../../src/policy/context.ts';
import { type DocumentKind, parseDocument } from '../../src/policy/document.ts';
import type {
  Policy,
  PolicyStack,
  PolicyType,
  PrincipalFacts,
  Question,
} from '../../src/policy/policy.ts';
import { OURS, readKey, readPrincipals, readWho } from './corpus-file.ts';

/**
 * One row of a corpus table. `source` says where AWS writes so; `table` says what the columns are:
 *
 *     conditions   operator and key | the request's keys | whether it holds
 *     actions      `Action` | an action | whether it covers it
 *     resources    `Resource` | a resource | whether it covers it | the request's keys
 *     principals   `Principal` | who asks | whether an Allow is enough | whether a Deny hits
 *     stacks       who weight where | identity resource boundary session scp rcp | outcome
 */
export interface Row {
  readonly name: string;
  readonly source: string | undefined;
  readonly decisions: readonly {
    readonly question: Question;
    readonly stack: PolicyStack;
    readonly expected: string;
  }[];
}

/** Reads the rows of a table file. */
export function parseRows(text: string): Row[] {
  let table = '';
  let source: string | undefined;
  const rows: Row[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('#') || line.trim() === '') continue;
    const [, word, rest] = /^(table|source) +(.*)$/.exec(line) ?? [];
    if (word === 'table') table = rest!;
    else if (word === 'source') source = rest;
    else {
      const cells = line.split('|').map((cell) => cell.trim());
      rows.push({ name: line.replaceAll(/ +/g, ' '), source, decisions: TABLES[table]!(cells) });
    }
  }
  return rows;
}

type Decisions = Row['decisions'];

const TABLES: { readonly [table: string]: (cells: readonly string[]) => Decisions } = {
  conditions: ([condition, keys, holds]) =>
    bothEffects(`on * if ${conditionOf(condition!)}`, { holds: holds!, keys: keys! }),
  actions: ([element, action, holds]) => {
    const { name, list } = elementOf('Action', element!);
    const covering = { [name]: list, Resource: '*' };
    return inBothEffects(covering, { holds: holds!, keys: '', action: action! });
  },
  resources: ([element, resource, holds, keys = '']) => {
    const { name, list } = elementOf('Resource', element!);
    const covering = { Action: '*', [name]: list };
    return inBothEffects(covering, { holds: holds!, keys, resource: resource! });
  },
  principals: ([element, who, enough, hits]) => {
    const negated = element!.startsWith('not ');
    const Principal = readPrincipals(element!.replace(/^not /, ''));
    const statement = {
      [negated ? 'NotPrincipal' : 'Principal']: Principal,
      Action: '*',
      Resource: '*',
    };
    const principal = readWho(who!, { account: OURS, ids: undefined });
    const session = { session: [ALL('session')] };
    const of = (Effect: string): PolicyStack => ({
      ...EMPTY,
      ...(principal.kind === 'federated-user' && session),
      resource: { weight: 'sufficient', policy: made('resource', { Effect, ...statement }) },
    });
    const allowed = { ...EMPTY, ...of('Deny'), identity: [ALL('identity')] };
    const question = questionOf({ principal });
    return [
      ...(enough === '-'
        ? []
        : [
            {
              question,
              stack: of('Allow'),
              expected: enough === 'yes' ? 'allow' : LACKING(principal),
            },
          ]),
      {
        question,
        stack: allowed,
        expected: hits === 'yes' ? 'deny explicit resource' : unhurt(principal),
      },
    ];
  },
  stacks: ([about, cells, outcome]) => {
    const [who, weight, where] = about!.split(' ') as [string, Weight, string];
    const [identity, resource, boundary, session, scp, rcp] = cells!.split(/ +/) as string[];
    const principal = readWho(WHO[who]!, { account: OURS, ids: undefined });
    const named = NAMED[resource!]?.(principal);
    const policy =
      resource === '-'
        ? undefined
        : made(
            'resource',
            {
              Effect: resource === 'D' ? 'Deny' : 'Allow',
              Principal: named ?? '*',
              Action: resource === 'N' ? 'sts:TagSession' : weight === 'trust' ? ASSUME : '*',
              ...(weight !== 'trust' && { Resource: '*' }),
            },
            weight === 'trust' ? 'trust' : 'resource',
          );
    const own = (type: PolicyType, cell: string) => (cell === '-' ? [] : [wordOf(type, cell)]);
    const [limit] = own('boundary', boundary!);
    const limits = own('session', session!);
    return [
      {
        question: {
          ...questionOf({ principal, action: weight === 'trust' ? ASSUME : 'vault:Get' }),
          resourceAccount: where === 'cross' ? '444455556666' : OURS,
        },
        stack: {
          identity: own('identity', identity!),
          ...(limit && { boundary: limit }),
          ...(limits.length > 0 && { session: limits }),
          scps:
            scp === '-'
              ? []
              : [
                  [ALL('scp')],
                  scp === 'D' ? [ALL('scp'), wordOf('scp', scp)] : [wordOf('scp', scp!)],
                ],
          rcps: rcp === '-' ? [] : [own('rcp', rcp!)],
          resource: { weight, ...(policy && { policy }) },
        },
        expected: outcome!,
      },
    ];
  },
};

type Weight = PolicyStack['resource']['weight'];

const ASSUME = 'sts:AssumeRole';
const WHO: { readonly [who: string]: string } = {
  user: 'user alice',
  role: 'role app as s1',
  root: 'root',
};
const NAMED: { readonly [cell: string]: (who: PrincipalFacts) => object | string } = {
  him: ({ arn }) => ({ AWS: arn }),
  role: ({ roleArn }) => ({ AWS: roleArn }),
  all: () => '*',
  acct: () => ({ AWS: `arn:aws:iam::${OURS}:root` }),
};

const EMPTY: PolicyStack = {
  identity: [],
  scps: [],
  rcps: [],
  resource: { weight: 'sufficient' },
};

/** What an Allow that does not name him leaves lacking. */
const LACKING = ({ account }: PrincipalFacts): string =>
  `deny lacking ${account === '' ? 'resource' : 'identity'}`;

/** Services and the anonymous have no policies of their own. */
const unhurt = (principal: PrincipalFacts): string =>
  principal.account === '' ? LACKING(principal) : 'allow';

const questionOf = (of: {
  readonly principal?: PrincipalFacts;
  readonly action?: string;
  readonly resource?: string;
  readonly keys?: string;
}): Question => ({
  principal: of.principal ?? readWho('user alice', { account: OURS, ids: undefined }),
  action: of.action ?? 'vault:Get',
  resource: of.resource ?? 'arn:aws:vault:us-east-1:111122223333:thing',
  resourceAccount: OURS,
  context: contextFrom((of.keys ?? '').split('; ').filter(Boolean).map(readKey)),
});

/** The same statement as the only Allow, and as a Deny beside one. */
function inBothEffects(
  element: object,
  {
    holds,
    ...of
  }: {
    readonly holds: string;
    readonly keys: string;
    readonly action?: string;
    readonly resource?: string;
  },
): Decisions {
  const question = questionOf(of);
  const stack = (...statements: readonly object[]) => ({
    ...EMPTY,
    identity: [made('identity', statements)],
  });
  const allow = { Effect: 'Allow', ...element };
  const deny = { Effect: 'Deny', ...element };
  const yes = holds === 'yes';
  return [
    { question, stack: stack(allow), expected: yes ? 'allow' : 'deny lacking identity' },
    {
      question,
      stack: stack({ Effect: 'Allow', ...EVERYTHING }, deny),
      expected: yes ? 'deny explicit identity' : 'allow',
    },
  ];
}

const bothEffects = (rest: string, of: { readonly holds: string; readonly keys: string }) =>
  inBothEffects({ ...EVERYTHING, Condition: JSON.parse(rest.slice('on * if '.length)) }, of);

/** `StringEquals {"k": "a"}, StringLike {"k": "b*"}` as JSON; the same operator twice is two of its keys. */
function conditionOf(text: string): string {
  const found = new Map<string, object>();
  for (const one of text.split(/, (?=[A-Z][A-Za-z:]+ \{)/)) {
    const [, operator, keys] = /^([A-Za-z:]+) (\{.*\})$/.exec(one) ?? [];
    if (!operator) throw new Error(`no condition: ${one}`);
    found.set(operator, { ...found.get(operator), ...JSON.parse(keys!) });
  }
  return JSON.stringify(Object.fromEntries(found));
}

function elementOf(name: string, text: string): { name: string; list: string[] } {
  const negated = text.startsWith('not ');
  return { name: negated ? `Not${name}` : name, list: text.replace(/^not /, '').split(', ') };
}

const EVERYTHING = { Action: '*', Resource: '*' };
const ALL = (type: PolicyType): Policy => wordOf(type, 'A');

/** A policy that allows everything, denies everything, or speaks of something else. */
function wordOf(type: PolicyType, cell: string): Policy {
  const Effect = cell === 'D' || type === 'rcp' ? 'Deny' : 'Allow';
  const Action = cell === 'N' ? 'other:Thing' : type === 'rcp' ? ['vault:*', 'sts:*'] : '*';
  return made(type, {
    Effect,
    Action,
    Resource: '*',
    ...(type === 'rcp' && { Principal: '*' }),
  });
}

function made(
  type: PolicyType,
  Statement: object,
  kind: DocumentKind = type as DocumentKind,
): Policy {
  const text = JSON.stringify({ Version: '2012-10-17', Statement });
  const parsed = parseDocument(text, kind);
  if ('malformed' in parsed) throw new Error(`${parsed.malformed} ${text}`);
  return { type, label: type, document: parsed.document };
}
