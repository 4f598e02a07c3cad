/** The role by which Organizations acts in accounts of an organization that has all features. */
import { arn, iamArn } from '../../base/arn.ts';
import { CreateServiceLinkedRole } from '../../generated/iam.ts';
import { AwsError, type OperationModel } from '../../model/model.ts';
import type { Caller } from '../../operation/caller.ts';
import { compile } from '../../policy/compile.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Reader } from '../../store/store.ts';
import type { Parts } from './parts.ts';

/**
 * Organizations at work in a new account: as a session of its own role there, which no policy of the
 * organization binds. The role need not be there yet: what it may is said here.
 */
export const organizationsIn = (account: string): Caller => ({
  kind: 'role-session',
  account,
  arn: arn('sts', '', account, `assumed-role/${ROLE}/CreateAccount`),
  userId: `${ROLE_ID}:CreateAccount`,
  role: {
    arn: iamArn(account, `role/aws-service-role/${ORGANIZATIONS}/${ROLE}`),
    id: ROLE_ID,
    name: ROLE,
  },
  inherent: FIRST_ROLES,
});

/** Makes the role in an account, if it is not there already. */
export async function giveOwnRole(
  store: Reader,
  parts: Parts,
  { account, make }: { readonly account: string; readonly make: Make },
): Promise<void> {
  if (await parts.hasLinkedRole(store, { account, service: ORGANIZATIONS })) return;
  await make(CreateServiceLinkedRole, { AWSServiceName: ORGANIZATIONS });
}

/** Makes the role in the caller's account, who must be allowed to. */
export async function takeOwnRole({ store, parts, caller, ask, error }: Call): Promise<void> {
  try {
    await giveOwnRole(store, parts, {
      account: caller.account,
      make: (model, input) => ask(model, input, REGION),
    });
  } catch (cause) {
    if (!(cause instanceof AwsError && cause.code === 'AccessDenied')) throw cause;
    throw error('AccessDeniedForDependencyException', MAY_NOT, {
      Reason: 'ACCESS_DENIED_DURING_CREATE_SERVICE_LINKED_ROLE',
    });
  }
}

type Make = <I, O, E extends string>(model: OperationModel<I, O, E>, input: I) => Promise<O>;

interface Call {
  readonly store: Reader;
  readonly parts: Parts;
  readonly caller: { readonly account: string };
  readonly ask: <I, O, E extends string>(
    model: OperationModel<I, O, E>,
    input: I,
    region?: string,
  ) => Promise<O>;
  readonly error: (
    code: 'AccessDeniedForDependencyException',
    message: string,
    members: { readonly Reason: string },
  ) => Error;
}

const ROLE = 'AWSServiceRoleForOrganizations';
/** No id that IAM gives out has this form. */
const ROLE_ID = 'AROABUILTINORGANIZATIONS';
const ORGANIZATIONS = 'organizations.amazonaws.com';
/** IAM is asked there, wherever it is asked from. */
const REGION = 'us-east-1';

const FIRST_ROLES: readonly Policy[] = [
  {
    type: 'identity',
    label: ROLE,
    document: compile(
      JSON.stringify({
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Action: ['iam:CreateServiceLinkedRole', 'iam:CreateRole', 'iam:AttachRolePolicy'],
          Resource: '*',
        },
      }),
      'identity',
    ),
  },
];

const MAY_NOT =
  'The request failed because your credentials do not have permission to create the service-linked role required by AWS Organizations.';
