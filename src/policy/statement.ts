import { type Condition, compileCondition } from './conditions/condition.ts';
import type { Statement } from './document.ts';
import { itemsOf, type Json, member } from './json.ts';
import {
  type DocumentKind,
  type Fault,
  LEGACY,
  missingField,
  NO_ACTIONS,
  NO_PRINCIPAL_HERE,
  NO_RESOURCES,
  NO_VENDOR,
  NOT_ASSUME_ROLE,
  prohibited,
  SID_CHARACTERS,
  SYNTAX,
  TRUST_NO_PRINCIPALS,
  TRUST_NOT_PRINCIPAL,
  unknownField,
} from './malformed.ts';
import { compileActions, compileResources } from './patterns.ts';
import { compilePrincipals, type NamedPrincipal } from './principal.ts';
import {
  checkAction,
  checkPrincipal,
  checkResource,
  isAssumeRole,
  PRINCIPAL_TYPES,
} from './syntax.ts';

/** A document that is refused, and AWS's sentence for it. */
export class Refusal extends Error {
  readonly fault: Fault;
  constructor(fault: Fault, sentence: string) {
    super(sentence);
    this.fault = fault;
  }
}

export interface Place {
  readonly kind: DocumentKind;
  readonly version: '2012-10-17' | '2008-10-17';
  readonly index: number;
}

/** Reads and compiles one statement, or throws the refusal of its document. */
export function parseStatement(json: Json, place: Place): Statement {
  const { kind, index } = place;
  if (json.kind !== 'object') throw new Refusal('syntax', SYNTAX);
  for (const { name } of json.members) {
    if (!ELEMENTS.has(name))
      throw new Refusal('syntax', kind === 'trust' ? unknownField(name) : SYNTAX);
  }
  const variables = place.version === '2012-10-17';
  const effect = readEffect(json, kind);
  const sid = readSid(json, kind);
  const principals = readPrincipals(json, kind);
  const actions = readActions(json, kind);
  const resources = readResources(json, kind);
  if (kind === 'rcp') checkResourceControl(json, effect);
  return {
    ...(sid !== undefined && { sid }),
    effect,
    index,
    ...(principals && { principals }),
    actions: compileActions(actions.texts, actions.negated),
    resources: compileResources(resources.texts, { negated: resources.negated, variables }),
    conditions: readConditions(json, variables),
    inert: actions.texts.length === 0 || resources.texts.length === 0,
    start: json.start,
    end: json.end,
  };
}

const ELEMENTS = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

/** Kinds of document whose statements say whom they are about. */
const NAMES_PRINCIPALS: ReadonlySet<DocumentKind> = new Set(['resource', 'trust', 'rcp']);
/** Kinds whose statements may have spaces and the like in their names. */
const FREE_SIDS: ReadonlySet<DocumentKind> = new Set(['resource', 'trust']);

function readEffect(json: Json, kind: DocumentKind): 'Allow' | 'Deny' {
  const effect = member(json, 'Effect');
  if (!effect && kind === 'trust') throw new Refusal('syntax', missingField('Effect'));
  const value = effect?.kind === 'string' ? effect.value : undefined;
  if (value !== 'Allow' && value !== 'Deny') throw new Refusal('syntax', SYNTAX);
  return value;
}

function readSid(json: Json, kind: DocumentKind): string | undefined {
  const sid = member(json, 'Sid');
  if (!sid) return undefined;
  if (sid.kind !== 'string') throw new Refusal('syntax', SYNTAX);
  if (!FREE_SIDS.has(kind) && !/^[0-9A-Za-z]*$/.test(sid.value))
    throw new Refusal('sid', SID_CHARACTERS);
  return sid.value;
}

/** An element or its negation; both at once, or a value that is no text, is a syntax error. */
function readEither(
  json: Json,
  name: string,
): { texts: readonly string[]; negated: boolean } | undefined {
  const plain = member(json, name);
  const negated = member(json, `Not${name}`);
  if (plain && negated) throw new Refusal('syntax', SYNTAX);
  const list = plain ?? negated;
  return list && { texts: itemsOf(list).map(textOf), negated: plain === undefined };
}

function textOf(json: Json): string {
  if (json.kind !== 'string') throw new Refusal('syntax', SYNTAX);
  return json.value;
}

function readActions(json: Json, kind: DocumentKind) {
  const actions = readEither(json, 'Action');
  if (!actions || actions.texts.length === 0) {
    if (kind === 'resource') return { texts: [], negated: false };
    throw new Refusal('action', kind === 'trust' ? missingField('Action') : NO_ACTIONS);
  }
  if (kind === 'trust') {
    if (actions.negated || !actions.texts.every(isAssumeRole))
      throw new Refusal('action', NOT_ASSUME_ROLE);
    return actions;
  }
  for (const action of actions.texts) {
    const wrong = checkAction(action);
    if (wrong) throw new Refusal('action', wrong);
  }
  return actions;
}

function readResources(json: Json, kind: DocumentKind) {
  const resources = readEither(json, 'Resource');
  if (kind === 'trust') {
    // A trust policy is about the role that it hangs on.
    if (resources)
      throw new Refusal('resource', prohibited(resources.negated ? 'NotResource' : 'Resource'));
    return { texts: ['*'], negated: false };
  }
  if (!resources || resources.texts.length === 0) {
    if (kind === 'resource') return { texts: [], negated: false };
    throw new Refusal('resource', NO_RESOURCES);
  }
  for (const resource of resources.texts) {
    const wrong = checkResource(resource);
    if (wrong) throw new Refusal('resource', wrong);
  }
  return resources;
}

function readPrincipals(json: Json, kind: DocumentKind) {
  const plain = member(json, 'Principal');
  const negated = member(json, 'NotPrincipal');
  if (!NAMES_PRINCIPALS.has(kind)) {
    if (plain || negated) throw new Refusal('principal', NO_PRINCIPAL_HERE);
    return undefined;
  }
  if (plain && negated) throw new Refusal('syntax', SYNTAX);
  if (negated && kind === 'trust') throw new Refusal('principal', TRUST_NOT_PRINCIPAL);
  const value = plain ?? negated;
  if (!value) throw new Refusal('principal', missingField('Principal'));
  const listed = listPrincipals(value);
  if (listed.length === 0) throw new Refusal('principal', TRUST_NO_PRINCIPALS);
  for (const one of listed) {
    const wrong = checkPrincipal(one);
    if (wrong) throw new Refusal('principal', wrong);
  }
  return compilePrincipals(listed, plain === undefined);
}

function listPrincipals(json: Json): NamedPrincipal[] {
  if (json.kind === 'string' && json.value === '*') return [{ type: 'AWS', value: '*' }];
  if (json.kind !== 'object') throw new Refusal('principal', SYNTAX);
  return json.members.flatMap(({ name, value }) => {
    const type = PRINCIPAL_TYPES.find((known) => known === name);
    if (!type) throw new Refusal('principal', SYNTAX);
    return itemsOf(value).map((item) => ({ type, value: textOf(item) }));
  });
}

function readConditions(json: Json, variables: boolean): Condition[] {
  const block = member(json, 'Condition');
  if (!block) return [];
  if (block.kind !== 'object') throw new Refusal('condition', SYNTAX);
  return block.members.flatMap(({ name: operator, value: keys }) => {
    if (keys.kind !== 'object') throw new Refusal('condition', SYNTAX);
    return keys.members.map(({ name: key, value }) => {
      if (!key.includes(':')) throw new Refusal('condition', NO_VENDOR);
      const values = itemsOf(value).map(scalarOf);
      const condition = compileCondition({ operator, key, values, variables });
      if (condition === 'unknown') throw new Refusal('condition', SYNTAX);
      if (condition === 'invalid') throw new Refusal('condition', LEGACY);
      return condition;
    });
  });
}

/** Conditions take numbers and booleans for their texts. */
function scalarOf(json: Json): string {
  if (json.kind === 'string' || json.kind === 'number') return json.value;
  if (json.kind === 'boolean') return String(json.value);
  throw new Refusal('condition', SYNTAX);
}

/**
 * A resource control policy denies, to everyone, and names actions; the only Allow is that of the
 * full-access policy, which allows everything.
 */
function checkResourceControl(json: Json, effect: 'Allow' | 'Deny'): void {
  const only = (name: string) => {
    const value = member(json, name);
    return value?.kind === 'string' ? value.value : undefined;
  };
  const requirements =
    only('Principal') === '*' &&
    !member(json, 'NotAction') &&
    (effect === 'Deny'
      ? itemsOf(member(json, 'Action')!).every(
          (action) => action.kind === 'string' && action.value !== '*',
        )
      : only('Action') === '*' && only('Resource') === '*' && !member(json, 'Condition'));
  if (!requirements) throw new Refusal('syntax', SYNTAX);
}
