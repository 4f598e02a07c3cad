import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT } from '../../../test/house.ts';
import { lambdaHouse, ZIP } from '../../../test/lambda-house.ts';
import { CreateGrant, CreateKey, ListGrants, RevokeGrant } from '../../generated/kms.ts';
import { CreateFunction } from '../../generated/lambda.ts';

test('kms:GrantIsForAWSResource tells the grants that a service makes for a resource from those of people', async () => {
  const { ask, root, user, role } = await lambdaHouse();
  const Role = await role('opens');
  for (const [isFor, name] of [
    ['true', 'forServices'],
    ['false', 'forPeople'],
  ] as const) {
    const KeyId = (await ask(root(), CreateKey, {})).KeyMetadata!.Arn!;
    const who = await user(name, {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['lambda:*', 'iam:PassRole', 'kms:Encrypt'], Resource: '*' },
        {
          Effect: 'Allow',
          Action: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
          Resource: KeyId,
          Condition: { Bool: { 'kms:GrantIsForAWSResource': isFor } },
        },
      ],
    });
    const byLambda = ask(who, CreateFunction, {
      FunctionName: name,
      Runtime: 'python3.12',
      Handler: 'main.handler',
      Role,
      Code: { ZipFile: ZIP },
      KMSKeyArn: KeyId,
      Environment: { Variables: { SECRET: 'hidden' } },
    });
    await settles(byLambda, isFor === 'true');
    const GranteePrincipal = `arn:aws:iam::${ACCOUNT}:root`;
    const own = { KeyId, GranteePrincipal, Operations: ['Encrypt'] } as const;
    await settles(ask(who, CreateGrant, own), isFor === 'false');
    await settles(ask(who, ListGrants, { KeyId }), isFor === 'false');
    const { GrantId } = await ask(root(), CreateGrant, own);
    await settles(ask(who, RevokeGrant, { KeyId, GrantId: GrantId! }), isFor === 'false');
  }
});

const settles = async (asked: Promise<unknown>, passes: boolean): Promise<void> => {
  const code = await asked.then(
    () => 'answered',
    (error: { code: string }) => error.code,
  );
  if (passes) assert.equal(code, 'answered');
  else assert.match(code, /AccessDenied/);
};
