/** Each family of IAM, STS and Organizations as people type it, by the AWS CLI. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BASE32 } from '../../src/base/random.ts';
import { stepAt, totp } from '../../src/crypto/totp.ts';
import type { Credentials } from '../kept-server.ts';
import { CERT, KEY } from '../own-ca.ts';
import { missing, run } from '../process.ts';
import { samlMetadata } from '../saml-metadata.ts';
import { type Terminal, terminal } from './terminal.ts';

const skip = missing('aws');
const ACCOUNT = '123456789012';

const document = (...Statement: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement });
const allow = (Action: string, more: object = { Resource: '*' }): string =>
  document({ Effect: 'Allow', Action, ...more });
const TRUST = allow('sts:AssumeRole', { Principal: { AWS: ACCOUNT } });
const names = (list: readonly any[], member: string): readonly string[] =>
  list.map((each) => each[member]);

/** The access key of a user who is there. */
function keyOf({ told }: Terminal, name: string): Credentials {
  const { AccessKey } = told(`iam create-access-key --user-name ${name}`);
  return { accessKeyId: AccessKey.AccessKeyId, secretAccessKey: AccessKey.SecretAccessKey };
}

function newAdministrator(desk: Terminal): Credentials {
  desk.told('iam create-user --user-name admin');
  desk.told(
    'iam attach-user-policy --user-name admin --policy-arn arn:aws:iam::aws:policy/AdministratorAccess',
  );
  return keyOf(desk, 'admin');
}

const credentialsOf = ({ Credentials: given }: any): Credentials => ({
  accessKeyId: given.AccessKeyId,
  secretAccessKey: given.SecretAccessKey,
  sessionToken: given.SessionToken,
});

test('users come and go, and may what their groups may', { skip }, async (t) => {
  const desk = await terminal(t);
  const { told, refused, write } = desk;
  const { User } = told('iam create-user --path /staff/ --user-name ann --tags Key=team,Value=a');
  assert.equal(User.Arn, `arn:aws:iam::${ACCOUNT}:user/staff/ann`);
  assert.equal(refused('iam create-user --user-name ANN'), 'EntityAlreadyExists');
  const ann = keyOf(desk, 'ann');
  assert.equal(refused('iam list-users', ann), 'AccessDenied');

  told('iam create-group --group-name readers');
  write('may', allow('iam:List*'));
  told(
    'iam put-group-policy --group-name readers --policy-name may --policy-document file://{may}',
  );
  told('iam add-user-to-group --group-name readers --user-name ann');
  assert.deepEqual(names(told('iam list-users --path-prefix /staff/', ann).Users, 'UserName'), [
    'ann',
  ]);
  const { Groups } = told('iam list-groups-for-user --user-name ann', ann);
  assert.deepEqual(names(Groups, 'GroupName'), ['readers']);
  assert.equal(told('iam get-group --group-name readers').Users[0].UserId, User.UserId);
  assert.equal(refused('iam delete-group --group-name readers'), 'DeleteConflict');

  told('iam remove-user-from-group --group-name readers --user-name ann');
  assert.equal(refused('iam list-users', ann), 'AccessDenied');
  assert.equal(refused('iam delete-user --user-name ann'), 'DeleteConflict');
  told(`iam delete-access-key --user-name ann --access-key-id ${ann.accessKeyId}`);
  told('iam delete-user --user-name ann');
  assert.equal(refused('iam get-user --user-name ann'), 'NoSuchEntity');
});

test('roles hold policies in versions, within boundaries, and simulation tells what they may', {
  skip,
}, async (t) => {
  const { told, refused, write } = await terminal(t);
  write('trust', TRUST);
  const made = told(
    'iam create-role --role-name app --max-session-duration 7200 --assume-role-policy-document file://{trust}',
  );
  assert.match(made.Role.RoleId, /^AROA/);
  write('read', allow('secretsmanager:GetSecretValue'));
  const { Policy } = told('iam create-policy --policy-name read --policy-document file://{read}');
  told(`iam attach-role-policy --role-name app --policy-arn ${Policy.Arn}`);
  const simulate = () =>
    told(
      `iam simulate-principal-policy --policy-source-arn ${made.Role.Arn} --action-names secretsmanager:GetSecretValue kms:Decrypt`,
    ).EvaluationResults.map((each: any) => each.EvalDecision);
  assert.deepEqual(simulate(), ['allowed', 'implicitDeny']);

  write('both', allow('kms:Decrypt'));
  told(
    `iam create-policy-version --policy-arn ${Policy.Arn} --policy-document file://{both} --set-as-default`,
  );
  assert.deepEqual(simulate(), ['implicitDeny', 'allowed']);
  const { Versions } = told(`iam list-policy-versions --policy-arn ${Policy.Arn}`);
  assert.deepEqual(
    Versions.map((each: any) => [each.VersionId, each.IsDefaultVersion]),
    [
      ['v2', true],
      ['v1', false],
    ],
  );
  told(
    'iam put-role-permissions-boundary --role-name app --permissions-boundary arn:aws:iam::aws:policy/SecretsManagerReadWrite',
  );
  assert.deepEqual(simulate()[0], 'implicitDeny');
  told('iam create-instance-profile --instance-profile-name app');
  told('iam add-role-to-instance-profile --instance-profile-name app --role-name app');
  const profiles = told('iam list-instance-profiles-for-role --role-name app').InstanceProfiles;
  assert.equal(profiles[0].Roles[0].Arn, made.Role.Arn);
  assert.equal(refused(`iam delete-policy --policy-arn ${Policy.Arn}`), 'DeleteConflict');
  assert.equal(refused('iam delete-role --role-name app'), 'DeleteConflict');
  write('bad', '{"Version":"2012-10-17"}');
  assert.equal(
    refused('iam create-policy --policy-name bad --policy-document file://{bad}'),
    'MalformedPolicyDocument',
  );
  const { PolicyRoles } = told(`iam list-entities-for-policy --policy-arn ${Policy.Arn}`);
  assert.deepEqual(names(PolicyRoles, 'RoleName'), ['app']);
});

test('a second factor is enabled with two codes, shown once for a session, and taken off', {
  skip,
}, async (t) => {
  const desk = await terminal(t);
  const { told, refused, write, read, file } = desk;
  told('iam create-user --user-name ann');
  const ann = keyOf(desk, 'ann');
  write(
    'may',
    document({
      Effect: 'Allow',
      Action: 'iam:ListUsers',
      Resource: '*',
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    }),
  );
  told('iam put-user-policy --user-name ann --policy-name may --policy-document file://{may}');
  const { SerialNumber } = told(
    `iam create-virtual-mfa-device --virtual-mfa-device-name ann --bootstrap-method Base32StringSeed --outfile ${file('seed')}`,
  ).VirtualMFADevice;
  const bits = [...read('seed').toString('latin1').trim()]
    .map((digit) => BASE32.indexOf(digit).toString(2).padStart(5, '0'))
    .join('');
  const seed = Uint8Array.from(bits.match(/.{8}/g)!, (byte) => Number.parseInt(byte, 2));
  const now = stepAt(Date.now());
  const code = (step: number) => totp(seed, now + step);
  const enable = `iam enable-mfa-device --user-name ann --serial-number ${SerialNumber}`;
  assert.equal(
    refused(`${enable} --authentication-code1 ${code(-90)} --authentication-code2 ${code(-89)}`),
    'InvalidAuthenticationCode',
  );
  told(`${enable} --authentication-code1 ${code(-1)} --authentication-code2 ${code(0)}`);
  const { MFADevices } = told('iam list-mfa-devices --user-name ann');
  assert.deepEqual(names(MFADevices, 'SerialNumber'), [SerialNumber]);

  assert.equal(refused('iam list-users', ann), 'AccessDenied');
  const ask = `sts get-session-token --serial-number ${SerialNumber} --token-code`;
  const session = credentialsOf(told(`${ask} ${code(1)}`, ann));
  told('iam list-users', session);
  assert.equal(refused(`${ask} ${code(1)}`, ann), 'AccessDenied');
  assert.equal(refused('iam delete-user --user-name ann'), 'DeleteConflict');
  told(`iam deactivate-mfa-device --user-name ann --serial-number ${SerialNumber}`);
  told(`iam delete-virtual-mfa-device --serial-number ${SerialNumber}`);
  assert.equal(refused(`${ask} ${code(2)}`, ann), 'AccessDenied');
});

test('providers of identities are made, changed and taken away', { skip }, async (t) => {
  const { told, refused, write } = await terminal(t);
  const thumbprint = '6938fd4d98bab03faadb97b34396831e3780aea1';
  const create = `iam create-open-id-connect-provider --client-id-list sts.amazonaws.com --thumbprint-list ${thumbprint} --url`;
  const { OpenIDConnectProviderArn: oidc } = told(`${create} https://issuer.example.com/id`);
  assert.equal(oidc, `arn:aws:iam::${ACCOUNT}:oidc-provider/issuer.example.com/id`);
  assert.equal(refused(`${create} https://issuer.example.com/id`), 'EntityAlreadyExists');
  assert.equal(refused(`${create} http://issuer.example.com`), 'ValidationError');
  const at = `--open-id-connect-provider-arn ${oidc}`;
  told(`iam add-client-id-to-open-id-connect-provider ${at} --client-id shop`);
  told(`iam tag-open-id-connect-provider ${at} --tags Key=team,Value=a`);
  const shown = told(`iam get-open-id-connect-provider ${at}`);
  assert.deepEqual(shown.ClientIDList, ['sts.amazonaws.com', 'shop']);
  assert.deepEqual([shown.ThumbprintList, shown.Tags[0].Value], [[thumbprint], 'a']);

  write('metadata', samlMetadata());
  const saml = 'iam create-saml-provider --name corp --saml-metadata-document file://{metadata}';
  const { SAMLProviderArn } = told(saml);
  const { SAMLMetadataDocument } = told(
    `iam get-saml-provider --saml-provider-arn ${SAMLProviderArn}`,
  );
  assert.match(SAMLMetadataDocument, /entityID="https:\/\/idp\.example\.com\/metadata"/);
  // Entities of XML's own making are where attacks on its readers begin.
  write(
    'metadata',
    samlMetadata({ doctype: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' }),
  );
  assert.equal(refused(saml.replace('corp', 'evil')), 'InvalidInput');
  told(`iam delete-saml-provider --saml-provider-arn ${SAMLProviderArn}`);
  told(`iam delete-open-id-connect-provider ${at}`);
  assert.deepEqual(told('iam list-open-id-connect-providers').OpenIDConnectProviderList, []);
});

test('certificates and keys of other kinds are kept for those who show them elsewhere', {
  skip: missing('aws', 'ssh-keygen'),
}, async (t) => {
  const { told, refused, write, file } = await terminal(t);
  told('iam create-user --user-name ann');
  write('cert.pem', CERT);
  write('key.pem', KEY);
  const { Certificate } = told(
    'iam upload-signing-certificate --user-name ann --certificate-body file://{cert.pem}',
  );
  const signing = `--user-name ann --certificate-id ${Certificate.CertificateId}`;
  told(`iam update-signing-certificate ${signing} --status Inactive`);
  const { Certificates } = told('iam list-signing-certificates --user-name ann');
  assert.deepEqual(names(Certificates, 'Status'), ['Inactive']);

  const upload =
    'iam upload-server-certificate --certificate-body file://{cert.pem} --private-key file://{key.pem} --server-certificate-name';
  const { ServerCertificateMetadata: server } = told(`${upload} web --path /cloudfront/`);
  assert.equal(server.Arn, `arn:aws:iam::${ACCOUNT}:server-certificate/cloudfront/web`);
  write('cert.pem', 'no certificate');
  assert.equal(refused(`${upload} bad`), 'MalformedCertificate');
  const shown = told('iam get-server-certificate --server-certificate-name web');
  assert.equal(shown.ServerCertificate.CertificateBody.trim(), CERT.trim());

  run('ssh-keygen', ['-q', '-t', 'rsa', '-b', '2048', '-N', '', '-f', file('id')]);
  const { SSHPublicKey } = told(
    'iam upload-ssh-public-key --user-name ann --ssh-public-key-body file://{id.pub}',
  );
  const ssh = `--user-name ann --ssh-public-key-id ${SSHPublicKey.SSHPublicKeyId}`;
  const pem = told(`iam get-ssh-public-key ${ssh} --encoding PEM`).SSHPublicKey;
  assert.match(pem.SSHPublicKeyBody, /^-----BEGIN PUBLIC KEY-----/);
  const made = told(
    'iam create-service-specific-credential --user-name ann --service-name codecommit.amazonaws.com',
  ).ServiceSpecificCredential;
  assert.equal(made.ServiceUserName, `ann-at-${ACCOUNT}`);
  assert.equal(refused('iam delete-user --user-name ann'), 'DeleteConflict');
  told(`iam delete-ssh-public-key ${ssh}`);
  told(`iam delete-signing-certificate ${signing}`);
  told(
    `iam delete-service-specific-credential --user-name ann --service-specific-credential-id ${made.ServiceSpecificCredentialId}`,
  );
  told('iam delete-user --user-name ann');
  told('iam delete-server-certificate --server-certificate-name web');
});

test('reports tell who has what, and when it was used last', { skip }, async (t) => {
  const desk = await terminal(t);
  const { told, refused, advance } = desk;
  const admin = newAdministrator(desk);
  told('secretsmanager list-secrets', admin);
  assert.equal(refused('iam get-credential-report'), 'ReportNotPresent');
  assert.equal(told('iam generate-credential-report').State, 'STARTED');
  await advance('PT10S');
  const report = told('iam get-credential-report');
  const lines = Buffer.from(report.Content, 'base64').toString().split('\n');
  assert.match(lines[0]!, /^user,arn,user_creation_time,password_enabled,/);
  assert.deepEqual(
    lines.slice(1).map((line) => line.split(',')[0]),
    ['<root_account>', 'admin'],
  );
  const arn = `arn:aws:iam::${ACCOUNT}:user/admin`;
  const { JobId } = told(`iam generate-service-last-accessed-details --arn ${arn}`);
  await advance('PT10S');
  const details = told(`iam get-service-last-accessed-details --job-id ${JobId}`);
  assert.equal(details.JobStatus, 'COMPLETED');
  const used = details.ServicesLastAccessed.filter((each: any) => each.LastAuthenticated);
  assert.deepEqual(names(used, 'ServiceNamespace'), ['secretsmanager']);
  const last = told(`iam get-access-key-last-used --access-key-id ${admin.accessKeyId}`);
  assert.equal(last.AccessKeyLastUsed.ServiceName, 'secretsmanager');
  const granting = told(
    `iam list-policies-granting-service-access --arn ${arn} --service-namespaces kms`,
  ).PoliciesGrantingServiceAccess;
  assert.deepEqual(names(granting[0].Policies, 'PolicyName'), ['AdministratorAccess']);
  const all = told('iam get-account-authorization-details --filter User');
  assert.deepEqual(names(all.UserDetailList, 'UserName'), ['admin']);
  assert.equal(told('iam get-account-summary').SummaryMap.Users, 1);
});

test('temporary credentials carry no more than they were given', { skip }, async (t) => {
  const desk = await terminal(t);
  const { told, refused, write } = desk;
  const admin = newAdministrator(desk);
  write(
    'trust',
    document({
      Effect: 'Allow',
      Principal: { AWS: ACCOUNT },
      Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
    }),
  );
  told('iam create-role --role-name app --assume-role-policy-document file://{trust}');
  told('iam attach-role-policy --role-name app --policy-arn arn:aws:iam::aws:policy/IAMFullAccess');
  write('less', allow('iam:ListUsers'));
  const assume = `sts assume-role --role-arn arn:aws:iam::${ACCOUNT}:role/app --role-session-name cli`;
  const more = '--policy file://{less} --tags Key=team,Value=a --source-identity ann';
  const assumed = told(`${assume} ${more} --duration-seconds 900`, admin);
  assert.equal(assumed.SourceIdentity, 'ann');
  const session = credentialsOf(assumed);
  const { Arn } = told('sts get-caller-identity', session);
  assert.equal(Arn, `arn:aws:sts::${ACCOUNT}:assumed-role/app/cli`);
  told('iam list-users', session);
  assert.equal(refused('iam list-roles', session), 'AccessDenied');
  assert.equal(refused(`${assume} --duration-seconds 3601`, admin), 'ValidationError');
  assert.equal(refused(assume), 'AccessDenied');

  const guest = told('sts get-federation-token --name guest --policy file://{less}', admin);
  assert.equal(guest.FederatedUser.Arn, `arn:aws:sts::${ACCOUNT}:federated-user/guest`);
  assert.equal(refused('kms list-keys', credentialsOf(guest)), 'AccessDeniedException');
  const info = `sts get-access-key-info --access-key-id ${session.accessKeyId}`;
  assert.equal(told(info, admin).Account, ACCOUNT);
  assert.equal(
    refused('sts decode-authorization-message --encoded-message made-up', admin),
    'InvalidAuthorizationMessageException',
  );
});

test('an organization has a tree, and its policies bind what is in it', { skip }, async (t) => {
  const desk = await terminal(t);
  const { told, refused, write, advance } = desk;
  const admin = newAdministrator(desk);
  told('organizations create-organization');
  const [{ Id: root }] = told('organizations list-roots').Roots;
  const { OrganizationalUnit: unit } = told(
    `organizations create-organizational-unit --parent-id ${root} --name prod`,
  );
  const begun = told('organizations create-account --account-name b --email b@example.com');
  await advance('PT1S');
  const { AccountId } = told(
    `organizations describe-create-account-status --create-account-request-id ${begun.CreateAccountStatus.Id}`,
  ).CreateAccountStatus;
  told(
    `organizations move-account --account-id ${AccountId} --source-parent-id ${root} --destination-parent-id ${unit.Id}`,
  );
  const { Accounts } = told(`organizations list-accounts-for-parent --parent-id ${unit.Id}`);
  assert.deepEqual(names(Accounts, 'Id'), [AccountId]);
  const remove = `organizations delete-organizational-unit --organizational-unit-id ${unit.Id}`;
  assert.equal(refused(remove), 'OrganizationalUnitNotEmptyException');

  const enable = `organizations enable-policy-type --root-id ${root} --policy-type`;
  told(`${enable} SERVICE_CONTROL_POLICY`);
  const inside = credentialsOf(
    told(
      `sts assume-role --role-arn arn:aws:iam::${AccountId}:role/OrganizationAccountAccessRole --role-session-name cli`,
      admin,
    ),
  );
  told('kms list-keys', inside);
  write('guard', document({ Effect: 'Deny', Action: 'kms:*', Resource: '*' }));
  const { PolicySummary: guard } = told(
    'organizations create-policy --name no-kms --description none --type SERVICE_CONTROL_POLICY --content file://{guard}',
  ).Policy;
  const hang = `--policy-id ${guard.Id} --target-id ${unit.Id}`;
  told(`organizations attach-policy ${hang}`);
  assert.equal(refused('kms list-keys', inside), 'AccessDeniedException');
  told('kms list-keys', admin);
  told(`organizations detach-policy ${hang}`);
  told('kms list-keys', inside);

  told(`${enable} TAG_POLICY`);
  write('tags', JSON.stringify({ tags: { team: { tag_key: { '@@assign': 'Team' } } } }));
  const { PolicySummary: tags } = told(
    'organizations create-policy --name tags --description none --type TAG_POLICY --content file://{tags}',
  ).Policy;
  told(`organizations attach-policy --policy-id ${tags.Id} --target-id ${root}`);
  const { EffectivePolicy } = told(
    `organizations describe-effective-policy --policy-type TAG_POLICY --target-id ${AccountId}`,
  );
  assert.deepEqual(JSON.parse(EffectivePolicy.PolicyContent), {
    tags: { team: { tag_key: 'Team' } },
  });
  assert.equal(
    refused(`organizations delete-policy --policy-id ${tags.Id}`),
    'PolicyInUseException',
  );
});
