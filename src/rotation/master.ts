/** The master: another secret of the account, whose user sets passwords. */
import type { BuiltInFunction } from '../operation/built-in-functions.ts';

/** Any secret of the account may be one: he is used on his own server alone, for whoever can log in there already. */
export const mayReadMaster: BuiltInFunction['permissions'] = ({ account }) => {
  const secrets = `arn:aws:secretsmanager:*:${account}:secret:*`;
  return [
    {
      Effect: 'Allow',
      Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
      Resource: secrets,
    },
    {
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: '*',
      Condition: { StringLike: { 'kms:EncryptionContext:SecretARN': secrets } },
    },
  ];
};
