import type { Preparation, PreparationCall } from '../../operation/operation.ts';
import { change } from '../../store/statement.ts';
import { findAlias, RESERVED } from './alias.ts';
import { hereOf, TYPE } from './key.ts';
import { parseKeyId } from './key-id.ts';
import { makeKey } from './new-key.ts';
import type { Tools } from './parts.ts';
import { rotationJob, USUAL_PERIOD_DAYS } from './rotation.ts';
import { insertAlias } from './tables.ts';

/** The keys that services have in every account, by service; each is made when it is first needed. */
export const AWS_MANAGED: {
  readonly [service: string]: {
    readonly description: string;
    readonly policy: (where: Where) => object;
  };
} = {
  secretsmanager: {
    description: 'Default key that protects my Secrets Manager data when no other key is defined',
    policy: secretsManagerPolicy,
  },
};

/** The names of their aliases. */
export const AWS_ALIASES: readonly string[] = Object.keys(AWS_MANAGED)
  .map((service) => `${RESERVED}${service}`)
  .sort();

interface Where {
  readonly account: string;
  readonly region: string;
}

/**
 * Makes the AWS-managed key that a request names by its alias, where it is not there yet: for its
 * own service in any request, for others when they only `look`.
 */
export const prepareManagedKey =
  <Input>(keyIdOf: (input: Input) => string, on: 'use' | 'look') =>
  async (call: PreparationCall<Tools, Input>): Promise<Preparation | undefined> => {
    const text = keyIdOf(call.input);
    if (!text.includes(RESERVED)) return undefined;
    const named = parseKeyId(text, hereOf(call));
    if (named.kind !== 'alias' || named.account !== call.caller.account || !named.account)
      return undefined;
    const service = named.name.slice(RESERVED.length);
    if (!AWS_ALIASES.includes(named.name) || (on === 'use' && call.via.at(-1) !== service))
      return undefined;
    const where = { account: named.account, region: call.request.region };
    if (await findAlias(call.store, { ...where, name: named.name })) return undefined;
    return managedKey(call, where, service);
  };

async function managedKey(
  { parts, random, now }: PreparationCall<Tools, unknown>,
  where: Where,
  service: string,
): Promise<Preparation> {
  const { description, policy } = AWS_MANAGED[service]!;
  const { row, changes } = await makeKey(parts.vault, random, {
    ...where,
    manager: 'AWS',
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    multiRegion: false,
    rotationDays: USUAL_PERIOD_DAYS,
    description,
    policy: JSON.stringify(policy(where)),
    tags: '[]',
    created_at: now,
  });
  // Two who make it at once take the same alias: the second commit fails, and that will do.
  const alias = {
    ...where,
    name: `${RESERVED}${service}`,
    key: row.arn,
    created_at: now,
    updated_at: now,
    revision: 1,
  };
  return {
    changes: [...changes, change(insertAlias, alias), rotationJob(row.arn, row.rotation_at)],
    event: { name: 'CreateKey', resource: { arn: row.arn, type: TYPE } },
  };
}

/** AWS's own policy of `aws/secretsmanager`. */
function secretsManagerPolicy({ account, region }: Where): object {
  const everybody =
    'Allow access through AWS Secrets Manager for all principals in the account that are authorized to use AWS Secrets Manager';
  const via = `secretsmanager.${region}.amazonaws.com`;
  return {
    Version: '2012-10-17',
    Id: 'auto-secretsmanager-2',
    Statement: [
      {
        Sid: everybody,
        Effect: 'Allow',
        Principal: { AWS: ['*'] },
        Action: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncrypt*',
          'kms:CreateGrant',
          'kms:DescribeKey',
        ],
        Resource: '*',
        Condition: { StringEquals: { 'kms:CallerAccount': account, 'kms:ViaService': via } },
      },
      {
        Sid: `${everybody}, to generate data keys`,
        Effect: 'Allow',
        Principal: { AWS: ['*'] },
        Action: 'kms:GenerateDataKey*',
        Resource: '*',
        Condition: {
          StringEquals: { 'kms:CallerAccount': account },
          StringLike: { 'kms:ViaService': via },
        },
      },
      {
        Sid: 'Allow direct access to key metadata to the account',
        Effect: 'Allow',
        Principal: { AWS: [`arn:aws:iam::${account}:root`] },
        Action: ['kms:Describe*', 'kms:Get*', 'kms:List*', 'kms:RevokeGrant'],
        Resource: '*',
      },
    ],
  };
}
