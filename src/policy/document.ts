import type { Condition } from './conditions/condition.ts';
import { itemsOf, type Json, member, parseJson } from './json.ts';
import {
  type DocumentKind,
  type Fault,
  LEADING_SPACES,
  type Malformed,
  missingField,
  OLD_VERSION,
  SIDS_NOT_UNIQUE,
  SYNTAX,
  TRUST_NOT_JSON,
  unknownField,
  worded,
} from './malformed.ts';
import type { Actions, Resources } from './patterns.ts';
import type { Principals } from './principal.ts';
import { parseStatement, Refusal } from './statement.ts';

export type { DocumentKind, Malformed } from './malformed.ts';

/** A policy document, parsed and compiled: made once per revision, asked many times. */
export interface Document {
  readonly kind: DocumentKind;
  readonly version: '2012-10-17' | '2008-10-17';
  readonly id?: string;
  readonly statements: readonly Statement[];
  /** The statements that can have an effect, by theirs: a judge looks for one of them at a time. */
  readonly denies: readonly Statement[];
  readonly allows: readonly Statement[];
  /** The text that it was made from. */
  readonly text: string;
}

export interface Statement {
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  /** Its place in the document, from 0. */
  readonly index: number;
  /** Absent where documents of this kind name nobody. */
  readonly principals?: Principals;
  readonly actions: Actions;
  readonly resources: Resources;
  readonly conditions: readonly Condition[];
  /** It lacks actions or resources and has no effect; AWS takes such statements into key policies without a word. */
  readonly inert: boolean;
  /** Where it stands in the text: the first character, and one past the last. */
  readonly start: number;
  readonly end: number;
}

/** No API takes a longer one. */
const LONGEST = 131_072;

const ELEMENTS = new Set(['Version', 'Id', 'Statement']);

/** Reads a policy document, or says in AWS's words what is wrong with it. */
export function parseDocument(
  text: string,
  kind: DocumentKind,
): { readonly document: Document } | Malformed {
  try {
    return { document: read(text, kind) };
  } catch (cause) {
    if (cause instanceof Refusal) return worded(kind, cause.fault, cause.message);
    throw cause;
  }
}

function read(text: string, kind: DocumentKind): Document {
  const trust = kind === 'trust';
  const refuse = (fault: Fault, sentence = SYNTAX) => new Refusal(fault, sentence);
  if (text.length > LONGEST) throw refuse('syntax');
  if (STORED_BY_IAM.has(kind) && /^\s/.test(text)) throw refuse('json', LEADING_SPACES);
  const json = parseJson(text);
  if (!json) throw refuse('json', trust ? TRUST_NOT_JSON : SYNTAX);
  if (json.kind !== 'object') throw refuse('syntax');
  for (const { name } of json.members) {
    if (!ELEMENTS.has(name)) throw refuse('syntax', trust ? unknownField(name) : SYNTAX);
  }
  const version = readVersion(member(json, 'Version'), kind);
  const id = member(json, 'Id');
  if (id && id.kind !== 'string') throw refuse('syntax');

  const statements = readStatements(json, { kind, version });
  const effective = statements.filter((statement) => !statement.inert);
  return {
    kind,
    version,
    ...(id && { id: id.value as string }),
    statements,
    denies: effective.filter((statement) => statement.effect === 'Deny'),
    allows: effective.filter((statement) => statement.effect === 'Allow'),
    text,
  };
}

/** IAM looks at the first character of what it stores. */
const STORED_BY_IAM: ReadonlySet<DocumentKind> = new Set([
  'identity',
  'managed',
  'trust',
  'boundary',
]);

function readVersion(json: Json | undefined, kind: DocumentKind): Document['version'] {
  const version =
    json === undefined ? '2008-10-17' : json.kind === 'string' ? json.value : undefined;
  if (version === '2012-10-17') return version;
  // A managed policy is newer than the old version of the language.
  if (version === '2008-10-17' && kind !== 'managed') return version;
  throw version === undefined ? new Refusal('syntax', SYNTAX) : new Refusal('version', OLD_VERSION);
}

function readStatements(
  json: Json,
  of: { kind: DocumentKind; version: Document['version'] },
): Statement[] {
  const list = member(json, 'Statement');
  if (!list) throw new Refusal('syntax', of.kind === 'trust' ? missingField('Statement') : SYNTAX);
  const statements = itemsOf(list).map((item, index) => parseStatement(item, { ...of, index }));
  if (statements.length === 0) throw new Refusal('syntax', SYNTAX);
  const sids = statements.map(({ sid }) => sid).filter((sid) => sid !== undefined && sid !== '');
  if (new Set(sids).size < sids.length) throw new Refusal('sid', SIDS_NOT_UNIQUE);
  return statements;
}
