import { contextFrom } from '../../src/policy/context.ts';
import { type DocumentKind, parseDocument } from '../../src/policy/document.ts';
import type {
  Policy,
  PolicyStack,
  PolicyType,
  PrincipalFacts,
  Question,
} from '../../src/policy/policy.ts';

/**
 * One case of a corpus file. The format, told by example:
 *
 *     case      what this shows
 *     who       role reader as morning         user alice · root · federated bob of alice ·
 *                                              service lambda.amazonaws.com · web ARN · saml ARN · anonymous
 *     in        444455556666                   the caller's account, if not 111122223333
 *     ask       s3:GetObject on arn:aws:s3:::photos/cat
 *     owner     444455556666                   the resource's account, if not 111122223333
 *     with      aws:SourceIp = 10.0.0.1        a condition key; [a, b] for several values
 *     identity  Allow s3:Get*, s3:List* on * if {"Bool": {"aws:SecureTransport": "true"}}
 *     resource  Allow s3:* on * to arn:aws:iam::111122223333:root
 *     deny      lacking boundary               allow · allow by TYPE · deny explicit TYPE
 *
 * `source` says where AWS writes so, for the cases that follow it.
 *
 * A policy is a statement, or several on indented lines, or JSON. `not` before a list negates it.
 * `scp 1`, `scp 2` are levels. `version` and `weight` hold for the case.
 */
export interface Case {
  readonly name: string;
  /** Where AWS says so: the last `source` line above the case. */
  readonly source: string | undefined;
  readonly question: Question;
  readonly stack: PolicyStack;
  /** As written: `allow`, `allow by resource`, `deny explicit scp`, `deny lacking identity`. */
  readonly expected: string;
}

/** Reads the cases of a corpus file. */
export function parseCases(text: string): Case[] {
  let source: string | undefined;
  const cases: Case[] = [];
  const blocks = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .split(/\n(?=(?:case|source)\s)/);
  for (const block of blocks) {
    const [, named, rest = block] = /^\s*source +(.*)([^]*)$/.exec(block) ?? [];
    if (named !== undefined) source = named;
    if (rest.trim().startsWith('case')) cases.push({ ...readCase(rest.trim()), source });
  }
  return cases;
}

export const OURS = '111122223333';

type Lines = readonly (readonly [word: string, rest: string])[];

function readCase(block: string): Omit<Case, 'source'> {
  const lines = block
    .split(/\n(?=\S)/)
    .map((line) => line.match(/^(\w+)\s*([\s\S]*)$/)!)
    .map(([, word, rest]) => [word!, rest!.trimEnd()] as const);
  const one = (word: string) => lines.find(([found]) => found === word)?.[1];
  const name = one('case')!;
  const ask = one('ask')?.match(/^(\S+) on (\S+)$/);
  const outcome = lines.find(([word]) => word === 'allow' || word === 'deny');
  if (!ask || !outcome || !one('who'))
    throw new Error(`who, ask and an outcome are needed: ${name}`);
  const [, action, resource] = ask as unknown as [string, string, string];
  return {
    name,
    question: {
      principal: readWho(one('who')!, { account: one('in') ?? OURS, ids: one('ids') }),
      action,
      resource,
      resourceAccount: one('owner') ?? OURS,
      context: contextFrom(
        lines.filter(([word]) => word === 'with').map(([, rest]) => readKey(rest)),
      ),
    },
    stack: readStack(lines, { version: one('version') ?? '2012-10-17', weight: one('weight') }),
    expected: outcome.join(' ').trim(),
  };
}

export function readKey(text: string): [string, string | string[]] {
  const [, name, value] = text.match(/^(.+?) =\s?(.*)$/)!;
  const list = value!.match(/^\[(.*)\]$/);
  return [name!, list ? (list[1] === '' ? [] : list[1]!.split(', ')) : value!];
}

export function readWho(
  text: string,
  of: { account: string; ids: string | undefined },
): PrincipalFacts {
  const [kind, name = '', , second = ''] = text.split(' ');
  const base = { account: of.account };
  const ids = of.ids?.split(' ');
  const iam = `arn:aws:iam::${of.account}:`;
  switch (kind) {
    case 'root':
      return { ...base, kind, arn: `${iam}root`, uniqueIds: [of.account] };
    case 'user':
      return { ...base, kind, arn: `${iam}user/${name}`, uniqueIds: ids ?? [idOf('AIDA', name)] };
    case 'role': {
      const role = name.split('/').at(-1)!;
      const [id] = ids ?? [idOf('AROA', role)];
      return {
        ...base,
        kind: 'role-session',
        arn: `arn:aws:sts::${of.account}:assumed-role/${role}/${second}`,
        roleArn: `${iam}role/${name}`,
        uniqueIds: [id!, `${id}:${second}`],
      };
    }
    case 'federated':
      return {
        ...base,
        kind: 'federated-user',
        arn: `arn:aws:sts::${of.account}:federated-user/${name}`,
        userArn: second === 'root' ? `${iam}root` : `${iam}user/${second}`,
        uniqueIds: [`${of.account}:${name}`],
      };
    case 'service':
      return { kind, account: '', arn: name, service: name, uniqueIds: [] };
    case 'web':
      return { kind: 'web-identity', account: '', arn: '', federatedBy: [name], uniqueIds: [] };
    case 'saml':
      return { kind, account: '', arn: '', federatedBy: [name], uniqueIds: [] };
    case 'anonymous':
      return { kind, account: '', arn: '', uniqueIds: [] };
    default:
      throw new Error(`who is ${text}?`);
  }
}

const idOf = (prefix: string, name: string) => `${prefix}${name.toUpperCase().padEnd(17, 'X')}`;

function readStack(lines: Lines, of: { version: string; weight: string | undefined }): PolicyStack {
  const policies = (type: PolicyType, kind: DocumentKind = type as DocumentKind) =>
    lines
      .filter(([word]) => word === type)
      .map(([, rest]) => readPolicy(type, { kind, rest, version: of.version }));
  const levels = (type: 'scp' | 'rcp') => {
    const numbered = lines
      .filter(([word]) => word === type)
      .map(([, rest]) => rest.match(/^(\d)?\s*([\s\S]*)$/)!);
    const byLevel = Map.groupBy(numbered, ([, level = '1']) => level);
    return [...byLevel.values()].map((group) =>
      group
        .filter(([, , rest]) => rest !== 'none')
        .map(([, , rest]) => readPolicy(type, { kind: type, rest: rest!, version: of.version })),
    );
  };
  const [boundary] = policies('boundary');
  const session = policies('session');
  const weight = (of.weight ?? 'sufficient') as PolicyStack['resource']['weight'];
  const [policy] = policies('resource', weight === 'trust' ? 'trust' : 'resource');
  const grants = policies('grant', 'identity');
  return {
    identity: policies('identity'),
    ...(boundary && { boundary }),
    ...(session.length > 0 && { session }),
    scps: levels('scp'),
    rcps: levels('rcp'),
    resource: { weight, ...(policy && { policy }), ...(grants.length > 0 && { grants }) },
  };
}

function readPolicy(
  type: PolicyType,
  of: { kind: DocumentKind; rest: string; version: string },
): Policy {
  const text = of.rest.trim().startsWith('{') ? of.rest.trim() : JSON.stringify(documentOf(of));
  const parsed = parseDocument(text, of.kind);
  if ('malformed' in parsed) throw new Error(`${parsed.malformed} ${text}`);
  return { type, label: type, document: parsed.document };
}

const documentOf = ({
  kind,
  rest,
  version,
}: {
  kind: DocumentKind;
  rest: string;
  version: string;
}) => ({
  ...(version !== 'none' && { Version: version }),
  Statement: rest
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => readStatement(line, kind)),
});

const FORM = /^(Allow|Deny) (not )?(.+?) on (not )?(.+?)(?: to (not )?(.+?))?(?: if (\{.*\}))?$/;

function readStatement(line: string, kind: DocumentKind) {
  const parts = FORM.exec(line);
  if (!parts) throw new Error(`no statement: ${line}`);
  const [
    ,
    effect,
    notAction,
    actions,
    notResource,
    resources,
    notPrincipal,
    principals,
    condition,
  ] = parts;
  return {
    Effect: effect,
    [notAction ? 'NotAction' : 'Action']: actions!.split(', '),
    ...(kind !== 'trust' && {
      [notResource ? 'NotResource' : 'Resource']: resources!.split(/, (?!')/),
    }),
    ...(principals && {
      [notPrincipal ? 'NotPrincipal' : 'Principal']: readPrincipals(principals),
    }),
    ...(condition && { Condition: JSON.parse(condition) }),
  };
}

export function readPrincipals(text: string) {
  if (text === '*') return '*';
  const typeOf = (one: string) =>
    one.includes('-provider/') || one === 'accounts.google.com'
      ? 'Federated'
      : /^[a-z.-]+\.(com|net)$/.test(one)
        ? 'Service'
        : 'AWS';
  return Object.fromEntries(Map.groupBy(text.split(', '), typeOf));
}
