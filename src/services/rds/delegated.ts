/** RDS at work in an account: as a session of its own role there, which may keep its secrets and no more. */
import { arn } from '../../base/arn.ts';
import type { Caller } from '../../operation/caller.ts';
import { compile } from '../../policy/compile.ts';

const sessions = new Map<string, Caller>();

/** Whoever asks for RDS itself. No such role is kept: what it may is said here, after AWS's own policy of it. */
export function rdsIn(account: string): Caller {
  let known = sessions.get(account);
  if (!known) {
    known = {
      kind: 'role-session',
      account,
      arn: arn('sts', '', account, `assumed-role/${ROLE}/SecretsManager`),
      userId: `${ROLE_ID}:SecretsManager`,
      role: {
        arn: arn('iam', '', account, `role/aws-service-role/rds.amazonaws.com/${ROLE}`),
        id: ROLE_ID,
        name: ROLE,
      },
      inherent: [
        { type: 'identity', label: ROLE, document: compile(JSON.stringify(POLICY), 'identity') },
      ],
    };
    sessions.set(account, known);
  }
  return known;
}

const ROLE = 'AWSServiceRoleForRDS';
/** No id that IAM gives out has this form. */
const ROLE_ID = 'AROABUILTINRDS';

const OWN_SECRETS = 'arn:aws:secretsmanager:*:*:secret:rds!*';

const POLICY = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: 'secretsmanager:GetRandomPassword', Resource: '*' },
    {
      Effect: 'Allow',
      Action: [
        'secretsmanager:DeleteSecret',
        'secretsmanager:DescribeSecret',
        'secretsmanager:PutSecretValue',
        'secretsmanager:RotateSecret',
        'secretsmanager:UpdateSecretVersionStage',
      ],
      Resource: OWN_SECRETS,
      Condition: {
        StringEquals: { 'secretsmanager:ResourceTag/aws:secretsmanager:owningService': 'rds' },
      },
    },
    {
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
      Resource: '*',
      Condition: { StringLike: { 'kms:EncryptionContext:SecretARN': OWN_SECRETS } },
    },
  ],
};
