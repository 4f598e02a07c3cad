/** Policies that a session is made with: they limit what it may do, and give nothing. */
import { deflateRawSync } from 'node:zlib';
import { parseArn } from '../../base/arn.ts';
import { utf8 } from '../../base/bytes.ts';
import { compile } from '../../policy/compile.ts';
import { parseDocument } from '../../policy/document.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Reader } from '../../store/store.ts';
import type { RolesForSts } from '../../operation/identities.ts';

/** A session's policies as its token carries them. */
export interface SessionPolicies {
  /** The text of the inline policy. */
  readonly inline?: string;
  readonly arns?: readonly string[];
}

export interface PolicyInput {
  readonly Policy?: string | undefined;
  readonly PolicyArns?: readonly { readonly arn?: string | undefined }[] | undefined;
}

type PolicyError = (code: 'MalformedPolicyDocument' | 'ValidationError', message: string) => Error;

/** The policies of a request, once they are known to be good; undefined where it has none. */
export async function readPolicies(
  input: PolicyInput,
  of: {
    readonly account: string;
    readonly store: Reader;
    readonly roles: RolesForSts;
    readonly error: PolicyError;
  },
): Promise<SessionPolicies | undefined> {
  const { Policy: inline, PolicyArns } = input;
  const arns = await readArns(PolicyArns ?? [], of);
  if (inline === undefined && arns.length === 0) return undefined;
  const characters = (inline?.length ?? 0) + arns.reduce((sum, arn) => sum + arn.length, 0);
  if (characters > PLAIN_CHARACTERS) throw of.error('ValidationError', tooLong(inline, arns));
  if (inline !== undefined) {
    const parsed = parseDocument(inline, 'session');
    if ('malformed' in parsed) throw of.error('MalformedPolicyDocument', parsed.malformed);
  }
  return { ...(inline !== undefined && { inline }), ...(arns.length > 0 && { arns }) };
}

/** Ready for the judge. A managed policy that is no more allows nothing. */
export function sessionPolicies(
  { inline, arns }: SessionPolicies,
  managed: readonly (string | undefined)[],
): readonly Policy[] {
  const policies: Policy[] = (arns ?? []).map((arn, i) => ({
    type: 'session',
    arn,
    label: `session policy ${arn}`,
    document: compile(managed[i] ?? ALLOWS_NOTHING, 'session'),
  }));
  if (inline !== undefined || policies.length === 0) {
    // A federated user whose session was made without policies has only what resources give him.
    const document = compile(inline ?? ALLOWS_NOTHING, 'session');
    policies.unshift({ type: 'session', label: 'session policy', document });
  }
  return policies;
}

const ALLOWS_NOTHING =
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","NotAction":"*","Resource":"*"}}';

/** IAM and STS quotas: the inline policy and the ARNs of the managed ones together. */
const PLAIN_CHARACTERS = 2048;
const MOST_ARNS = 10;

const tooLong = (inline: string | undefined, arns: readonly string[]): string =>
  arns.length > 0
    ? `The combined length of the session policy and the managed policy ARNs must be less than or equal to ${PLAIN_CHARACTERS}`
    : tooMuch('policy', inline ?? '', `length less than or equal to ${PLAIN_CHARACTERS}`);

const tooMuch = (member: string, value: string, constraint: string): string =>
  `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have ${constraint}`;

async function readArns(
  list: readonly { readonly arn?: string | undefined }[],
  { account, store, roles, error }: Parameters<typeof readPolicies>[1],
): Promise<string[]> {
  if (list.length > MOST_ARNS) {
    const sent = `[${list.map(({ arn }) => arn ?? '').join(', ')}]`;
    throw error(
      'ValidationError',
      tooMuch('policyArns', sent, `length less than or equal to ${MOST_ARNS}`),
    );
  }
  const arns: string[] = [];
  for (const { arn } of list) {
    const parsed = arn === undefined ? undefined : parseArn(arn);
    const good = parsed?.service === 'iam' && parsed.resource.startsWith('policy/');
    if (!good) throw error('ValidationError', `ARN ${arn ?? ''} is not valid.`);
    const near = parsed.account === account || parsed.account === 'aws';
    const there = near && (await roles.managedPolicyText(store, arn!)) !== undefined;
    if (!there)
      throw error('ValidationError', `Policy ${arn} does not exist or is not attachable.`);
    if (!arns.includes(arn!)) arns.push(arn!);
  }
  return arns;
}

/**
 * How much of the room for policies and tags a session takes, in percent.
 *
 * AWS's packing is its own affair; what is known of it is that tags are hardly compressed (nine tags
 * of 252 characters make 498 %), and that policies are.
 */
export function packedPercent(
  policies: SessionPolicies | undefined,
  tags: { readonly [key: string]: string },
): number {
  let bytes = 0;
  if (policies)
    bytes += deflateRawSync(utf8(plainOf(policies)), { dictionary: DICTIONARY, level: 9 }).length;
  for (const key in tags) bytes += utf8(key).length + utf8(tags[key]!).length + 2;
  return bytes === 0 ? 0 : Math.max(1, Math.round((bytes * 100) / ROOM_BYTES));
}

/** AWS's sentence for a session that is too big. */
export const tooLarge = (percent: number, policies: boolean): string =>
  policies
    ? `Packed policy consumes ${percent}% of allotted space, please use smaller policy.`
    : `Packed size of session tags consumes ${percent}% of allotted space.`;

const ROOM_BYTES = 459;

const plainOf = ({ inline, arns }: SessionPolicies): string =>
  [...(inline === undefined ? [] : [JSON.stringify(JSON.parse(inline))]), ...(arns ?? [])].join(
    '\n',
  );

/** What policies are made of, the most frequent last: the packer then writes a reference instead. */
const DICTIONARY = utf8(
  [
    'arn:aws:lambda:us-east-1:',
    'arn:aws:dynamodb:us-east-1:',
    'arn:aws:sqs:',
    'arn:aws:sns:',
    'arn:aws:logs:',
    'arn:aws:ssm:us-east-1:',
    'aws:MultiFactorAuthPresent',
    'aws:PrincipalTag/',
    'aws:ResourceTag/',
    'aws:RequestTag/',
    'aws:SourceIp',
    'aws:SecureTransport',
    '"Condition":{"Bool":{',
    '"Condition":{"StringLike":{',
    '"ForAllValues:StringEquals":{',
    '"Condition":{"StringEquals":{',
    'organizations:',
    'dynamodb:',
    'lambda:InvokeFunction',
    'ec2:Describe*',
    'iam:PassRole',
    'iam:',
    'sts:AssumeRole',
    's3:PutObject',
    's3:ListBucket',
    's3:GetObject',
    'arn:aws:s3:::',
    'kms:GenerateDataKey',
    'kms:Decrypt',
    'arn:aws:kms:us-east-1:',
    'secretsmanager:DescribeSecret',
    'secretsmanager:GetSecretValue',
    'arn:aws:secretsmanager:us-east-1:',
    ':secret:',
    'arn:aws:iam::aws:policy/',
    ':policy/',
    'arn:aws:iam::',
    ':role/',
    ':user/',
    '"NotAction":"',
    '"NotResource":"',
    '"Sid":"',
    '"Effect":"Deny","Action":',
    '"Resource":["',
    '"Action":["',
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
  ].join(''),
);
