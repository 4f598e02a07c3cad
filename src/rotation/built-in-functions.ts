/** The functions that are built in, by name. */
import type {
  BuiltInFunction,
  BuiltInFunctions,
  BuiltInName,
} from '../operation/built-in-functions.ts';
import type { Databases, Engine } from '../operation/databases.ts';
import type { Outbound } from '../operation/outbound.ts';
import type { Reach } from '../operation/reach.ts';
import { accessKeys } from './access-keys.ts';
import { alternatingUsers } from './database/alternating-users.ts';
import { singleUser } from './database/single-user.ts';
import { redisUsers } from './redis/users.ts';
import { rotates } from './steps.ts';
import { webhook } from './webhook.ts';

/** What they need of the world. */
export interface RotationParts {
  readonly databases: Databases;
  readonly reach: Reach;
  readonly outbound: Outbound;
}

/** All of them. */
export function builtInFunctions({ databases, reach, outbound }: RotationParts): BuiltInFunctions {
  const single = (engine: Engine) => rotates(singleUser(engine, databases));
  const multi = (engine: Engine) => rotates(alternatingUsers(engine, databases));
  const functions: { readonly [name in BuiltInName]: BuiltInFunction } = {
    SecretsManagerRDSPostgreSQLRotationSingleUser: single('postgres'),
    SecretsManagerRDSPostgreSQLRotationMultiUser: multi('postgres'),
    SecretsManagerRDSMySQLRotationSingleUser: single('mysql'),
    SecretsManagerRDSMySQLRotationMultiUser: multi('mysql'),
    SecretsManagerRDSMariaDBRotationSingleUser: single('mariadb'),
    SecretsManagerRDSMariaDBRotationMultiUser: multi('mariadb'),
    SecretsManagerAuroraPostgreSQLRotationSingleUser: single('postgres'),
    SecretsManagerAuroraPostgreSQLRotationMultiUser: multi('postgres'),
    SecretsManagerAuroraMySQLRotationSingleUser: single('mysql'),
    SecretsManagerAuroraMySQLRotationMultiUser: multi('mysql'),
    SecretsManagerIAMAccessKeyRotation: rotates(accessKeys),
    SecretsManagerRedisUserRotation: rotates(redisUsers(reach)),
    SecretsManagerWebhookRotation: rotates(webhook(outbound)),
  };
  const byName = new Map(Object.entries(functions));
  return { find: (name) => byName.get(name) };
}
