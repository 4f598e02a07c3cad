/** What somebody may do, and everything that it can be taken away by. */
import {
  AddUserToGroupCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DeleteUserPermissionsBoundaryCommand,
  DeleteUserPolicyCommand,
  DetachUserPolicyCommand,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  RemoveUserFromGroupCommand,
  SetDefaultPolicyVersionCommand,
  UpdateAccessKeyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateGrantCommand,
  CreateKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EncryptCommand,
  PutKeyPolicyCommand,
  RevokeGrantCommand,
} from '@aws-sdk/client-kms';
import {
  AttachPolicyCommand,
  CreatePolicyCommand as CreateGuardCommand,
  DetachPolicyCommand,
} from '@aws-sdk/client-organizations';
import {
  CreateSecretCommand,
  DeleteResourcePolicyCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutResourcePolicyCommand,
} from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { type Clients, clients, sessionOf } from '../clients.ts';
import type { Credentials } from '../kept-server.ts';

/** Administrators of the two accounts, through one server. */
export interface Administrators {
  readonly own: Clients;
  /** Of an account that stands under the organization's policies. */
  readonly member: Clients;
}

export interface Accounts {
  readonly own: string;
  readonly member: string;
  /** Where the clients ask that are made here. */
  readonly endpoint: string;
}

/** Something that somebody can be given and that can be taken away from him. */
export interface Right {
  /** Gives it back. */
  readonly give: (through: Administrators) => Promise<unknown>;
  readonly take: (through: Administrators) => Promise<unknown>;
  /** Makes use of it. */
  readonly use: (by: Clients) => Promise<unknown>;
  /** How that is refused without it. */
  readonly code: string;
  /** Whose it is; giving may make new ones. */
  readonly credentials: () => Credentials;
}

type Prepare = (through: Administrators, accounts: Accounts) => Promise<Right>;

const document = (...Statement: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement });
const allow = (Action: string, more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...more,
});
const deny = (Action: string, more: object = {}) => ({ ...allow(Action, more), Effect: 'Deny' });
const trust = (account: string): string =>
  document({ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' });

const LIST = document(allow('secretsmanager:ListSecrets'));
const NOTHING = document(allow('s3:ListAllMyBuckets'));
const DENIED = 'AccessDeniedException';
const UNKNOWN = 'UnrecognizedClientException';

const list = ({ secrets }: Clients): Promise<unknown> => secrets.send(new ListSecretsCommand({}));

async function newUser({ iam }: Clients, UserName: string): Promise<Credentials> {
  await iam.send(new CreateUserCommand({ UserName }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  return sessionOf(AccessKey!);
}

/** A user with one inline policy. */
async function lister(by: Clients, UserName: string, PolicyDocument = LIST): Promise<Credentials> {
  const credentials = await newUser(by, UserName);
  await by.iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'may', PolicyDocument }));
  return credentials;
}

/** Who lists secrets, for as long as nothing is in his way. */
const listing = (
  credentials: Credentials,
  more: Pick<Right, 'give' | 'take'> & Partial<Right>,
): Right => ({ use: list, code: DENIED, credentials: () => credentials, ...more });

const accessKeyDeleted: Prepare = async ({ own }) => {
  const UserName = 'key-deleted';
  let credentials = await lister(own, UserName);
  const take = ({ own: { iam } }: Administrators) =>
    iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId: credentials.accessKeyId }));
  return listing(credentials, {
    take,
    give: async ({ own: { iam } }) => {
      const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
      credentials = sessionOf(AccessKey!);
    },
    code: UNKNOWN,
    credentials: () => credentials,
  });
};

const accessKeyDeactivated: Prepare = async ({ own }) => {
  const UserName = 'key-off';
  const credentials = await lister(own, UserName);
  const turn =
    (Status: 'Active' | 'Inactive') =>
    ({ own: { iam } }: Administrators) =>
      iam.send(
        new UpdateAccessKeyCommand({ UserName, AccessKeyId: credentials.accessKeyId, Status }),
      );
  return listing(credentials, { give: turn('Active'), take: turn('Inactive'), code: UNKNOWN });
};

const inlinePolicyDeleted: Prepare = async ({ own }) => {
  const may = { UserName: 'inline', PolicyName: 'may' };
  return listing(await lister(own, may.UserName), {
    give: ({ own: { iam } }) =>
      iam.send(new PutUserPolicyCommand({ ...may, PolicyDocument: LIST })),
    take: ({ own: { iam } }) => iam.send(new DeleteUserPolicyCommand(may)),
  });
};

const inlineDenied: Prepare = async ({ own }) => {
  const no = { UserName: 'denied', PolicyName: 'no' };
  const PolicyDocument = document(deny('*'));
  return listing(await lister(own, no.UserName), {
    give: ({ own: { iam } }) => iam.send(new DeleteUserPolicyCommand(no)),
    take: ({ own: { iam } }) => iam.send(new PutUserPolicyCommand({ ...no, PolicyDocument })),
  });
};

const managedPolicyRewritten: Prepare = async ({ own }) => {
  const UserName = 'managed';
  const credentials = await newUser(own, UserName);
  const made = await own.iam.send(
    new CreatePolicyCommand({ PolicyName: UserName, PolicyDocument: LIST }),
  );
  const PolicyArn = made.Policy!.Arn!;
  await own.iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
  await own.iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: NOTHING }));
  const set =
    (VersionId: string) =>
    ({ own: { iam } }: Administrators) =>
      iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId }));
  return listing(credentials, { give: set('v1'), take: set('v2') });
};

const managedPolicyDetached: Prepare = async ({ own }) => {
  const attached = {
    UserName: 'attached',
    PolicyArn: 'arn:aws:iam::aws:policy/SecretsManagerReadWrite',
  };
  const credentials = await newUser(own, attached.UserName);
  await own.iam.send(new AttachUserPolicyCommand(attached));
  return listing(credentials, {
    give: ({ own: { iam } }) => iam.send(new AttachUserPolicyCommand(attached)),
    take: ({ own: { iam } }) => iam.send(new DetachUserPolicyCommand(attached)),
  });
};

const groupLeft: Prepare = async ({ own }) => {
  const member = { UserName: 'grouped', GroupName: 'listers' };
  const credentials = await newUser(own, member.UserName);
  await own.iam.send(new CreateGroupCommand(member));
  await own.iam.send(
    new PutGroupPolicyCommand({ ...member, PolicyName: 'may', PolicyDocument: LIST }),
  );
  await own.iam.send(new AddUserToGroupCommand(member));
  return listing(credentials, {
    give: ({ own: { iam } }) => iam.send(new AddUserToGroupCommand(member)),
    take: ({ own: { iam } }) => iam.send(new RemoveUserFromGroupCommand(member)),
  });
};

const boundaryPut: Prepare = async ({ own }) => {
  const UserName = 'bounded';
  const PermissionsBoundary = 'arn:aws:iam::aws:policy/AWSKeyManagementServicePowerUser';
  return listing(await lister(own, UserName), {
    give: ({ own: { iam } }) => iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName })),
    take: ({ own: { iam } }) =>
      iam.send(new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary })),
  });
};

/** A policy of the organization that hangs on the member account for a while. */
const guardHung =
  (name: string, content: string, hangs: 'against' | 'for'): Prepare =>
  async ({ own, member }, accounts) => {
    const { Policy } = await own.organizations.send(
      new CreateGuardCommand({
        Name: name,
        Description: '',
        Type: 'SERVICE_CONTROL_POLICY',
        Content: content,
      }),
    );
    const hung = { PolicyId: Policy!.PolicySummary!.Id!, TargetId: accounts.member };
    const full = { ...hung, PolicyId: 'p-FullAWSAccess' };
    const credentials = await lister(member, name);
    if (hangs === 'against')
      return listing(credentials, {
        give: (through) => through.own.organizations.send(new DetachPolicyCommand(hung)),
        take: (through) => through.own.organizations.send(new AttachPolicyCommand(hung)),
      });
    await own.organizations.send(new AttachPolicyCommand(hung));
    return listing(credentials, {
      give: (through) => through.own.organizations.send(new AttachPolicyCommand(full)),
      take: (through) => through.own.organizations.send(new DetachPolicyCommand(full)),
    });
  };

const trustWithdrawn: Prepare = async ({ own }, { own: account }) => {
  const RoleName = 'trusting';
  const made = await own.iam.send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust(account) }),
  );
  const put =
    (PolicyDocument: string) =>
    ({ own: { iam } }: Administrators) =>
      iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
  const nobody = document({
    Effect: 'Deny',
    Principal: { AWS: account },
    Action: 'sts:AssumeRole',
  });
  const asked = { RoleArn: made.Role!.Arn!, RoleSessionName: 'reader' };
  return listing(await lister(own, 'comer', document(allow('sts:AssumeRole'))), {
    give: put(trust(account)),
    take: put(nobody),
    use: ({ sts }) => sts.send(new AssumeRoleCommand(asked)),
    code: 'AccessDenied',
  });
};

/** A role that may list secrets is made, entered and taken away. */
const roleDeleted =
  (what: 'its session' | 'a new session'): Prepare =>
  async ({ own }, { own: account, endpoint }) => {
    const RoleName = what.replaceAll(' ', '-');
    const may = { RoleName, PolicyName: 'may' };
    const comer = await lister(own, `into-${RoleName}`, document(allow('sts:AssumeRole')));
    const asked = {
      RoleArn: `arn:aws:iam::${account}:role/${RoleName}`,
      RoleSessionName: 'reader',
    };
    let session = comer;
    const give = async ({ own: { iam } }: Pick<Administrators, 'own'>) => {
      await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust(account) }));
      await iam.send(new PutRolePolicyCommand({ ...may, PolicyDocument: LIST }));
      const { sts } = clients(comer, { endpoint });
      session = sessionOf((await sts.send(new AssumeRoleCommand(asked))).Credentials!);
    };
    await give({ own });
    const take = async ({ own: { iam } }: Administrators) => {
      await iam.send(new DeleteRolePolicyCommand(may));
      await iam.send(new DeleteRoleCommand({ RoleName }));
    };
    if (what === 'its session')
      return { give, take, use: list, code: UNKNOWN, credentials: () => session };
    return {
      give,
      take,
      use: ({ sts }) => sts.send(new AssumeRoleCommand(asked)),
      code: 'AccessDenied',
      credentials: () => comer,
    };
  };

/** Who uses a key of KMS without a policy of his own. */
async function keyUser({ own }: Administrators, name: string) {
  const credentials = await newUser(own, name);
  const { KeyMetadata } = await own.kms.send(new CreateKeyCommand({}));
  const KeyId = KeyMetadata!.Arn!;
  const use = ({ kms }: Clients): Promise<unknown> =>
    kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('plain') }));
  return { credentials, KeyId, use };
}

const keyPolicyPut: Prepare = async (through, { own: account }) => {
  const { credentials, KeyId, use } = await keyUser(through, 'in-key-policy');
  const owners = allow('kms:*', { Principal: { AWS: account } });
  const user = `arn:aws:iam::${account}:user/in-key-policy`;
  const put =
    (...statements: readonly object[]) =>
    ({ own: { kms } }: Administrators) =>
      kms.send(new PutKeyPolicyCommand({ KeyId, Policy: document(owners, ...statements) }));
  const give = put(allow('kms:Encrypt', { Principal: { AWS: user } }));
  await give(through);
  return listing(credentials, { give, take: put(), use });
};

const grantRevoked: Prepare = async (through, { own: account }) => {
  const { credentials, KeyId, use } = await keyUser(through, 'grantee');
  let GrantId = '';
  const give = async ({ own: { kms } }: Administrators) => {
    const made = await kms.send(
      new CreateGrantCommand({
        KeyId,
        GranteePrincipal: `arn:aws:iam::${account}:user/grantee`,
        Operations: ['Encrypt'],
      }),
    );
    GrantId = made.GrantId!;
  };
  await give(through);
  const take = ({ own: { kms } }: Administrators) =>
    kms.send(new RevokeGrantCommand({ KeyId, GrantId }));
  return listing(credentials, { give, take, use });
};

/** Who reads one secret, by its own policy or by one that is his. */
async function secretReader({ own }: Administrators, name: string, more: object = {}) {
  const credentials = await newUser(own, name);
  await own.secrets.send(new CreateSecretCommand({ Name: name, SecretString: 'value', ...more }));
  const use = ({ secrets }: Clients): Promise<unknown> =>
    secrets.send(new GetSecretValueCommand({ SecretId: name }));
  return { credentials, use };
}

const resourcePolicyDeleted: Prepare = async (through, { own: account }) => {
  const name = 'by-resource-policy';
  const { credentials, use } = await secretReader(through, name);
  const Principal = { AWS: `arn:aws:iam::${account}:user/${name}` };
  const ResourcePolicy = document(allow('secretsmanager:GetSecretValue', { Principal }));
  const give = ({ own: { secrets } }: Administrators) =>
    secrets.send(new PutResourcePolicyCommand({ SecretId: name, ResourcePolicy }));
  await give(through);
  const take = ({ own: { secrets } }: Administrators) =>
    secrets.send(new DeleteResourcePolicyCommand({ SecretId: name }));
  return listing(credentials, { give, take, use });
};

const resourcePolicyDenies: Prepare = async (through) => {
  const name = 'denied-by-resource-policy';
  const { credentials, use } = await secretReader(through, name);
  const may = { UserName: name, PolicyName: 'may' };
  const PolicyDocument = document(allow('secretsmanager:GetSecretValue'));
  await through.own.iam.send(new PutUserPolicyCommand({ ...may, PolicyDocument }));
  const ResourcePolicy = document(deny('secretsmanager:GetSecretValue', { Principal: '*' }));
  return listing(credentials, {
    give: ({ own: { secrets } }) =>
      secrets.send(new DeleteResourcePolicyCommand({ SecretId: name })),
    take: ({ own: { secrets } }) =>
      secrets.send(new PutResourcePolicyCommand({ SecretId: name, ResourcePolicy })),
    use,
  });
};

const keyDisabled: Prepare = async (through) => {
  const name = 'under-key';
  const { KeyMetadata } = await through.own.kms.send(new CreateKeyCommand({}));
  const KeyId = KeyMetadata!.Arn!;
  const { credentials, use } = await secretReader(through, name, { KmsKeyId: KeyId });
  await through.own.iam.send(
    new PutUserPolicyCommand({
      UserName: name,
      PolicyName: 'may',
      PolicyDocument: document(allow('secretsmanager:GetSecretValue'), allow('kms:Decrypt')),
    }),
  );
  return listing(credentials, {
    give: ({ own: { kms } }) => kms.send(new EnableKeyCommand({ KeyId })),
    take: ({ own: { kms } }) => kms.send(new DisableKeyCommand({ KeyId })),
    use,
    code: 'DecryptionFailure',
  });
};

/** Everything that takes a right away; each is prepared with the right given. */
export const RIGHTS: { readonly [taken: string]: Prepare } = {
  'an access key is deleted': accessKeyDeleted,
  'an access key is switched off': accessKeyDeactivated,
  'an inline policy is deleted': inlinePolicyDeleted,
  'an inline policy that denies is put': inlineDenied,
  'a managed policy has another default version': managedPolicyRewritten,
  'a managed policy is detached': managedPolicyDetached,
  'a user is removed from a group': groupLeft,
  'a permissions boundary is put': boundaryPut,
  'a service control policy that denies is attached': guardHung(
    'no',
    document(deny('*')),
    'against',
  ),
  'a service control policy that allows is detached': guardHung(
    'some',
    document(allow('kms:*')),
    'for',
  ),
  'trust is withdrawn': trustWithdrawn,
  'a role is deleted: its open session': roleDeleted('its session'),
  'a role is deleted: a new session': roleDeleted('a new session'),
  'a key policy is put': keyPolicyPut,
  'a grant is revoked': grantRevoked,
  'a key is disabled': keyDisabled,
  'a resource policy is deleted': resourcePolicyDeleted,
  'a resource policy that denies is put': resourcePolicyDenies,
};
