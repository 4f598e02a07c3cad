/** What a grant may hold, and when it is no wider than another. */
import type { CreateGrantRequest, GrantConstraints } from '../../generated/kms.types.ts';
import type { AwsError } from '../../model/model.ts';
import { contextText, type EncryptionContext } from './encryption-context.ts';
import type { KeyRow } from './tables.ts';

export type GrantOperation = CreateGrantRequest['Operations'][number];

const ALWAYS: readonly GrantOperation[] = ['CreateGrant', 'DescribeKey', 'RetireGrant'];

/** The operations with an encryption context: those that the constraints on it bear on. */
export const IN_CONTEXT: readonly GrantOperation[] = [
  'Decrypt',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'GenerateDataKeyWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
];

const BY_USAGE: { readonly [usage in KeyRow['usage']]: readonly GrantOperation[] } = {
  ENCRYPT_DECRYPT: ['Decrypt', 'Encrypt', 'GetPublicKey', 'ReEncryptFrom', 'ReEncryptTo'],
  SIGN_VERIFY: ['GetPublicKey', 'Sign', 'Verify'],
  GENERATE_VERIFY_MAC: ['GenerateMac', 'VerifyMac'],
  KEY_AGREEMENT: ['DeriveSharedSecret', 'GetPublicKey'],
};

/** The operations that a grant on a key of this kind may allow: AWS's table of grant operations. */
export const operationsOf = ({ spec, usage }: Pick<KeyRow, 'spec' | 'usage'>) =>
  new Set(
    spec === 'SYMMETRIC_DEFAULT' ? [...IN_CONTEXT, ...ALWAYS] : [...BY_USAGE[usage], ...ALWAYS],
  );

type Refuse = (code: 'ValidationException', message: string) => AwsError;

/** Operations and constraints must be such as the key knows. */
export function assertGrantable(
  key: Pick<KeyRow, 'spec' | 'usage'>,
  { Operations, Constraints }: Pick<CreateGrantRequest, 'Operations' | 'Constraints'>,
  error: Refuse,
): void {
  if (Operations.length === 0) throw error('ValidationException', NO_OPERATIONS);
  // There would be nothing to pass on.
  if (Operations.every((operation) => operation === 'CreateGrant'))
    throw error('ValidationException', NOTHING_ELSE);
  const known = operationsOf(key);
  const foreign = Operations.find((operation) => !known.has(operation));
  if (foreign) {
    throw error(
      'ValidationException',
      `The operation ${foreign} is not supported on a key with key spec ${key.spec} and key usage ${key.usage}.`,
    );
  }
  for (const pairs of contextsOf(Constraints)) {
    if (key.spec !== 'SYMMETRIC_DEFAULT') throw error('ValidationException', NO_CONTEXT);
    assertPairs(pairs, error);
  }
}

const PAIRS_MOST = 8;
const TEXT_MOST = 384;

function assertPairs(pairs: EncryptionContext, error: Refuse): void {
  const entries = Object.entries(pairs);
  if (entries.length > PAIRS_MOST) {
    throw error('ValidationException', `A grant constraint has at most ${PAIRS_MOST} pairs.`);
  }
  if (entries.some(([name, value]) => name.length > TEXT_MOST || value.length > TEXT_MOST)) {
    throw error(
      'ValidationException',
      `Keys and values of a grant constraint have at most ${TEXT_MOST} characters.`,
    );
  }
}

const contextsOf = (constraints: GrantConstraints | undefined): EncryptionContext[] =>
  [constraints?.EncryptionContextEquals, constraints?.EncryptionContextSubset].filter(
    (pairs) => pairs !== undefined,
  );

/** What a grant gives, and under which constraints. */
export interface Given {
  readonly operations: readonly string[];
  readonly constraints: GrantConstraints;
}

/**
 * Whether a child gives no more than its parent: only operations of it, under constraints as strict.
 * Who may create grants by a grant alone can pass on no more than he has.
 */
export function isNoWider(child: Given, parent: Given): boolean {
  if (!child.operations.every((operation) => parent.operations.includes(operation))) return false;
  const { EncryptionContextEquals: equals, EncryptionContextSubset: subset } = parent.constraints;
  const { constraints } = child;
  const exact = constraints.EncryptionContextEquals;
  if (equals && (!exact || contextText(exact) !== contextText(equals))) return false;
  if (subset) {
    const pairs = exact ?? constraints.EncryptionContextSubset;
    if (!pairs || !includesAll(pairs, subset)) return false;
  }
  const { SourceArn } = parent.constraints;
  return SourceArn === undefined || constraints.SourceArn === SourceArn;
}

/** Whether every pair of one context is in another. */
export const includesAll = (context: EncryptionContext, pairs: EncryptionContext): boolean =>
  Object.keys(pairs).every((name) => context[name] === pairs[name]);

const NO_OPERATIONS = 'A grant must permit at least one operation.';
const NOTHING_ELSE = 'Grants must not contain only the CreateGrant operation.';
const NO_CONTEXT =
  'Encryption context grant constraints are supported on symmetric encryption KMS keys only.';
