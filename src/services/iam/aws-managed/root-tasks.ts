import type { Fact } from './fact.ts';

const ROOT = 'arn:aws:iam::*:root';

/** What a session of AssumeRoot is limited to: one task, on the root user and on nobody else. */
export const ROOT_TASKS: readonly Fact[] = [
  task('IAMAuditRootUserCredentials', '2024-11-06T22:27:58Z', [
    except(
      'iam:ListAccessKeys',
      'iam:ListSigningCertificates',
      'iam:GetLoginProfile',
      'iam:ListMFADevices',
      'iam:GetAccountSummary',
      'iam:GetUser',
      'iam:GetAccessKeyLastUsed',
    ),
    onRootAlone('DenyAuditingCredentialsOnNonRootUserResource', [
      'iam:ListAccessKeys',
      'iam:ListSigningCertificates',
      'iam:GetLoginProfile',
      'iam:ListMFADevices',
      'iam:GetUser',
      'iam:GetAccessKeyLastUsed',
    ]),
  ]),
  task('IAMCreateRootUserPassword', '2024-11-06T22:32:59Z', [
    except('iam:CreateLoginProfile', 'iam:GetLoginProfile'),
    onRootAlone('DenyCreatingPasswordOnNonRootUserResource', [
      'iam:CreateLoginProfile',
      'iam:GetLoginProfile',
    ]),
  ]),
  task('IAMDeleteRootUserCredentials', '2024-11-06T22:47:58Z', [
    except(...deleting()),
    onRootAlone('DenyDeletingRootUserCredentialsOnNonRootUserResource', deleting()),
  ]),
  task('S3UnlockBucketPolicy', '2024-11-06T21:55:56Z', [
    except(...bucketPolicy()),
    byRootAlone('DenyManagingBucketPolicyForNonRootCallers', bucketPolicy()),
  ]),
  task('SQSUnlockQueuePolicy', '2024-11-06T21:51:02Z', [
    except(...queuePolicy()),
    {
      Sid: 'DenyGettingQueueAttributesOnNonOwnQueue',
      Effect: 'Deny',
      Action: ['sqs:GetQueueAttributes'],
      Resource: 'arn:aws:sqs:*:*:*',
      Condition: {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
        StringNotEqualsIfExists: { 'aws:ResourceAccount': ['${aws:PrincipalAccount}'] },
      },
    },
    byRootAlone('DenyActionsForNonRootUser', queuePolicy()),
  ]),
];

function task(name: string, created: string, statements: readonly object[]): Fact {
  return { name, path: '/root-task/', version: 1, created, statements };
}

function except(...NotAction: readonly string[]) {
  return { Sid: 'DenyAllOtherActionsOnAnyResource', Effect: 'Deny', NotAction, Resource: '*' };
}

function onRootAlone(Sid: string, Action: readonly string[]) {
  return { Sid, Effect: 'Deny', Action, NotResource: ROOT };
}

function byRootAlone(Sid: string, Action: readonly string[]) {
  const Condition = { StringNotLike: { 'aws:PrincipalArn': ROOT } };
  return { Sid, Effect: 'Deny', Action, Resource: '*', Condition };
}

function deleting(): readonly string[] {
  return [
    'iam:DeleteAccessKey',
    'iam:DeleteSigningCertificate',
    'iam:DeleteLoginProfile',
    'iam:DeactivateMFADevice',
    'iam:DeleteVirtualMFADevice',
    'iam:ListAccessKeys',
    'iam:ListSigningCertificates',
    'iam:GetLoginProfile',
    'iam:ListMFADevices',
    'iam:GetUser',
    'iam:GetAccessKeyLastUsed',
  ];
}

function bucketPolicy(): readonly string[] {
  return [
    's3:DeleteBucketPolicy',
    's3:PutBucketPolicy',
    's3:GetBucketPolicy',
    's3:ListAllMyBuckets',
  ];
}

function queuePolicy(): readonly string[] {
  return ['sqs:SetQueueAttributes', 'sqs:GetQueueAttributes', 'sqs:ListQueues', 'sqs:GetQueueUrl'];
}
