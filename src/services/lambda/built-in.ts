/** Functions that come with the house: Secrets Manager invokes them, and they run in this process. */
import { arn } from '../../base/arn.ts';
import { strictText, utf8 } from '../../base/bytes.ts';
import { AwsError } from '../../model/model.ts';
import {
  type BuiltInCall,
  BuiltInFailure,
  type BuiltInFunction,
  isBuiltIn,
  type RotationEvent,
} from '../../operation/built-in-functions.ts';
import type { Caller, Source } from '../../operation/caller.ts';
import type { Asking, Call, Missing, Resource } from '../../operation/operation.ts';
import { compile } from '../../policy/compile.ts';
import {
  type FoundVersion,
  findVersion,
  FUNCTION_TYPE,
  LATEST,
  missing,
  type Named,
} from './function.ts';
import { type Target, targetOf } from './function-name.ts';
import type { Parts } from './parts.ts';

/** A built-in function, as the account that it is asked in has it. */
export interface FoundBuiltIn extends Resource {
  readonly target: Target;
  readonly builtIn: string;
}

/** Whatever can be invoked: a version of somebody's function, or a function that is built in. */
export async function findInvocable(
  input: Named,
  asking: Asking,
): Promise<FoundVersion | FoundBuiltIn | Missing<'ResourceNotFoundException'>> {
  const target = targetOf(input, asking);
  if (!isBuiltIn(target.name)) return findVersion(input, asking);
  const { qualifier = LATEST, functionArn, account, name } = target;
  if (qualifier !== LATEST) return missing(target);
  return {
    arn: functionArn,
    account,
    type: FUNCTION_TYPE,
    policy: { type: 'resource', label: 'resource policy', document: ownPolicy(target) },
    target,
    builtIn: name,
  };
}

/** Secrets Manager may invoke it for the secrets of the account; people in there by their own policies. */
const ownPolicy = ({ functionArn, account }: Target) =>
  compile(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: SECRETS_MANAGER },
          Action: 'lambda:InvokeFunction',
          Resource: functionArn,
          Condition: { StringEquals: { 'AWS:SourceAccount': account } },
        },
      ],
    }),
    'resource',
  );

type InvokeCall = Pick<Call<Parts, unknown, any, any, any>, 'caller' | 'request' | 'random'> & {
  readonly parts: Parts;
  readonly error: (code: 'InvalidParameterValueException', message: string) => AwsError;
};

/** What Invoke answers for one step. */
export interface BuiltInResult {
  readonly payload: Uint8Array;
  readonly functionError?: 'Unhandled';
}

/** Runs one step as its own session, which may do no more than the step needs. */
export async function runBuiltIn(
  call: InvokeCall,
  { builtIn: name, target }: FoundBuiltIn,
  payload: Uint8Array,
): Promise<BuiltInResult> {
  const { caller, parts, random } = call;
  const found = parts.builtIns.find(name);
  const event = rotationEvent(payload);
  const { service, source } = caller;
  if (service !== SECRETS_MANAGER || !source || event?.SecretId !== source.arn)
    throw call.error('InvalidParameterValueException', onlyRotates(name));
  if (!found) throw new Error(`the built-in function ${name} is not in this house`);
  const session = sessionOf(name, found, source);
  const { account, region } = target;
  try {
    const asked: BuiltInCall = {
      event,
      account,
      region,
      random,
      ask: (model, input) => parts.performAs(session, region, model, input),
    };
    const answer = event.Step === 'rehearse' ? await found.rehearse(asked) : await found.run(asked);
    return { payload: utf8(JSON.stringify(answer ?? null)) };
  } catch (cause) {
    const told = failure(cause);
    if (!told) throw cause;
    return { payload: utf8(JSON.stringify(told)), functionError: 'Unhandled' };
  }
}

/** As a function in Python would tell it. */
function failure(cause: unknown): object | undefined {
  if (cause instanceof BuiltInFailure)
    return { errorType: cause.type, errorMessage: cause.message };
  if (cause instanceof AwsError) return { errorType: cause.code, errorMessage: cause.message };
  return undefined;
}

function rotationEvent(payload: Uint8Array): RotationEvent | undefined {
  const said: unknown = JSON.parse(strictText(payload)!);
  return said !== null && typeof said === 'object' && 'SecretId' in said
    ? (said as RotationEvent)
    : undefined;
}

/**
 * Whoever the function is while it works: a session of a role that belongs to Secrets Manager.
 * No such role is kept; what it may is decided here, and for this one secret.
 */
function sessionOf(name: string, of: BuiltInFunction, secret: Source): Caller {
  const { account } = secret;
  return {
    kind: 'role-session',
    account,
    arn: arn('sts', '', account, `assumed-role/${ROLE}/${name}`),
    userId: `${ROLE_ID}:${name}`,
    role: {
      arn: arn('iam', '', account, `role/aws-service-role/${SECRETS_MANAGER}/${ROLE}`),
      id: ROLE_ID,
      name: ROLE,
    },
    inherent: [
      {
        type: 'identity',
        label: `built-in function ${name}`,
        document: compile(
          JSON.stringify({
            Version: '2012-10-17',
            Statement: [...forSecret(secret), ...of.permissions(secret)],
          }),
          'identity',
        ),
      },
    ],
  };
}

const forSecret = ({ arn: secretArn }: Source): readonly object[] => [
  {
    Effect: 'Allow',
    Action: [
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetSecretValue',
      'secretsmanager:PutSecretValue',
      'secretsmanager:UpdateSecretVersionStage',
    ],
    Resource: secretArn,
  },
  { Effect: 'Allow', Action: 'secretsmanager:GetRandomPassword', Resource: '*' },
  {
    Effect: 'Allow',
    Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
    Resource: '*',
    // A replica has the same name in another Region, and a key of its own there.
    Condition: { StringLike: { 'kms:EncryptionContext:SecretARN': anywhere(secretArn) } },
  },
];

const anywhere = (secretArn: string): string =>
  secretArn.replace(/^(arn:[^:]+:secretsmanager):[^:]+:/, '$1:*:');

const SECRETS_MANAGER = 'secretsmanager.amazonaws.com';
const ROLE = 'AWSServiceRoleForSecretsManagerRotation';
/** No id that IAM gives out has this form. */
const ROLE_ID = 'AROABUILTIN';

const onlyRotates = (name: string): string =>
  `${name} is built in, and invoked by Secrets Manager alone. Name it as the rotation function of a secret with RotateSecret.`;
