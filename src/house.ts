/** The house put together: every service, the gate before them, and the clockwork behind. */
import { migrations as audit } from './audit/tables.ts';
import type { Clock } from './base/clock.ts';
import type { Random } from './base/random.ts';
import { uuid } from './base/random.ts';
import { COMMERCIAL_REGIONS } from './base/regions.ts';
import type { Keyring } from './crypto/keyring.ts';
import { createAuthenticate, type Authenticate } from './gate/authenticate.ts';
import { createGate, type Gate } from './gate/gate.ts';
import { RETENTION_JOB, retention } from './jobs/retention.ts';
import { createRunner, type Runner } from './jobs/runner.ts';
import { migrations as jobs, type ServiceEvent } from './operation/job.ts';
import type { RequestFacts } from './operation/caller.ts';
import type { Identities, Organized, Policies } from './operation/identities.ts';
import { type BuiltInFunctions, noBuiltIns } from './operation/built-in-functions.ts';
import type { Databases } from './operation/databases.ts';
import { type Functions, noFunctions } from './operation/functions.ts';
import { nowhere, type Outbound } from './operation/outbound.ts';
import type { Service } from './operation/service.ts';
import { principalFacts } from './gate/authorize.ts';
import { contextOf } from './gate/condition-keys.ts';
import { boundByRcps, boundByScps } from './gate/guardrails.ts';
import { accessQuestions, iamToolbox } from './services/access/access.ts';
import type { Parts as AccessParts } from './services/access/parts.ts';
import { everybody } from './services/iam/everybody.ts';
import { everyKey } from './services/kms/every-key.ts';
import { granteesOf } from './services/kms/grantees.ts';
import { findKey } from './services/kms/key.ts';
import { accountsSeenBy } from './services/organizations/accounts-of.ts';
import { everySecret, keptSecret } from './services/secretsmanager/every-secret.ts';
import { rotationFunctionOf, rotationsOf } from './services/secretsmanager/rotation-status.ts';
import { findSecret } from './services/secretsmanager/secret.ts';
import { iam } from './services/iam/iam.ts';
import { hasLinkedRole } from './services/iam/service-linked-role.ts';
import { policiesOf } from './services/iam/caller-policies.ts';
import { findLongTermCredential, principalIds, rolesForSts } from './services/iam/identities.ts';
import { ROOT_SESSIONS, rootFeatures } from './services/iam/root-features.ts';
import { kms } from './services/kms/kms.ts';
import { CODE_PATH, codeBehind } from './services/lambda/code-link.ts';
import { lambda } from './services/lambda/lambda.ts';
import type { Building as LambdaBuilding } from './services/lambda/parts.ts';
import { logs } from './services/logs/logs.ts';
import { accountExists, accountMadeAt } from './services/organizations/account.ts';
import { organizations } from './services/organizations/organizations.ts';
import { accountOfIssuer, issuerUrl } from './services/iam/outbound-federation.ts';
import { isClosed, isDelegate, membership } from './services/organizations/standing.ts';
import { noDatabases } from './services/rds/parts.ts';
import { rds } from './services/rds/rds.ts';
import { secretsManager } from './services/secretsmanager/secretsmanager.ts';
import { openSession } from './services/sts/session.ts';
import { sts } from './services/sts/sts.ts';
import { publishedKeys } from './services/sts/token-keys.ts';
import type { PublishedIssuer } from './server/token-issuer.ts';
import { migrations as serverTables } from './server/tables.ts';
import type { Migrations, Store } from './store/store.ts';

export interface HouseParts {
  readonly clock: Clock;
  /** What signatures are judged by: the machine's own time, even where dev mode has moved the clock. */
  readonly signatureClock: Clock;
  readonly random: Random;
  readonly store: Store;
  readonly keyring: Keyring;
  /** The Regions that are served. */
  readonly regions: readonly string[];
  /** The way out, for key stores that are elsewhere. */
  readonly outbound: Outbound;
  /** Below which URL accounts are issuers of tokens; under AWS's own names unless told. */
  readonly tokenIssuer?: string;
  /** What runs functions; nothing does unless told. */
  readonly functions?: Functions;
  /** The functions that need nobody's code; there are none unless told. */
  readonly builtIns?: BuiltInFunctions;
  /** The way to databases of others; there is none unless told. */
  readonly databases?: Databases;
  /** Hears the causes of internal failures. */
  readonly report: (cause: unknown, where: object) => void;
  /** Hears what services did on their own account, once it is written. */
  readonly heard?: (event: ServiceEvent) => void;
  /** Days that the trail is kept; 0 keeps it for ever. */
  readonly trailRetentionDays: number;
  /** Of this machine: how much is begun at once. */
  readonly processors?: number;
}

/** Asks an operation of the house itself, in a request and a commit of its own. */
type PerformAs = LambdaBuilding['performAs'];

export interface House {
  readonly gate: Gate;
  readonly authenticate: Authenticate;
  readonly runner: Runner;
  readonly services: readonly Service[];
  readonly identities: Identities;
  /** The zip behind a link that GetFunction gave; undefined where the path is none, or too old. */
  readonly functionCode: (path: string) => Promise<Uint8Array | undefined>;
  /** What an account publishes as an issuer of tokens, by the id in its issuer's URL. */
  readonly publishedIssuer: (id: string) => Promise<PublishedIssuer | undefined>;
}

/** Builds the house over an open store whose tables are there. */
export function buildHouse(parts: HouseParts): House {
  const { clock, random, store, keyring, report } = parts;
  const performAs: PerformAs = (caller, region, model, input) =>
    gate.perform(caller, ownRequest(random, region), model, input);
  const services: readonly Service[] = servicesOf(
    keyring,
    parts.regions,
    parts.outbound,
    parts.tokenIssuer,
    { ...parts, performAs },
  );
  const longTerm = findLongTermCredential(keyring);
  const temporary = openSession({ keyring, roles: rolesForSts(keyring) });
  const identities: Identities = {
    credential: async (reader, presented, now) => {
      const found = await (presented.sessionToken === undefined
        ? longTerm(reader, presented, now)
        : temporary(reader, presented, now));
      if (typeof found === 'string') return found;
      // Who belongs to a closed account is nobody.
      return (await isClosed(reader, found.caller.account)) ? 'unknown-access-key' : found;
    },
    principals: (reader) => ({
      ...principalIds(reader),
      accountExists: (account) => accountExists(reader, account),
    }),
  };
  const policies: Policies = { of: policiesOf, membership, isClosed };
  const gate = createGate({
    clock,
    random,
    store,
    keyring,
    identities,
    policies,
    services,
    report,
    heard: parts.heard,
  });
  const runner = createRunner({
    clock,
    random,
    store,
    services,
    own: [{ job: retention(parts.trailRetentionDays), subject: RETENTION_JOB.subject }],
    perform: performAs,
    report,
    heard: parts.heard,
  });
  const authenticate = createAuthenticate({
    signatureClock: parts.signatureClock,
    clock,
    store,
    identities,
    policies,
  });
  const publishedIssuer: House['publishedIssuer'] = async (id) => {
    const reader = await store.fresh();
    const account = await accountOfIssuer(reader, id);
    if (account === undefined) return undefined;
    const url = issuerUrl(id, parts.tokenIssuer);
    return { url, keys: await publishedKeys(reader, account) };
  };
  const functionCode: House['functionCode'] = async (path) =>
    path.startsWith(CODE_PATH)
      ? codeBehind({ keyring, store: await store.fresh() }, path, clock.now())
      : undefined;
  return { gate, authenticate, runner, services, identities, publishedIssuer, functionCode };
}

/** Every service, in the order of the compatibility table. */
export const servicesOf = (
  keyring: Keyring,
  regions: readonly string[] = COMMERCIAL_REGIONS,
  outbound: Outbound = nowhere,
  tokenIssuer?: string,
  {
    functions = noFunctions,
    builtIns = noBuiltIns,
    databases = noDatabases,
    performAs = closed,
    report = () => {},
    processors = USUAL_PROCESSORS,
  }: Partial<HouseParts & { readonly performAs: PerformAs }> = {},
): readonly Service[] => {
  const services: readonly Service[] = [
    secretsManager({ keyring, regions, rotationsAtOnce: rotationsAtOnce(processors) }),
    kms({ keyring, regions, outbound }),
    iam({ keyring, accountMadeAt, membership, tokenIssuer }),
    sts({ keyring, roles: rolesForSts(keyring, tokenIssuer), organized, outbound }),
    organizations({ keyring, hasLinkedRole }),
    lambda({ keyring, roles: rolesForSts(keyring), ...functions, builtIns, performAs, report }),
    logs({ keyring }),
    rds({ keyring, databases }),
  ];
  const access = accessParts(services, keyring);
  return [...services, iamToolbox(access), accessQuestions(access)];
};

const USUAL_PROCESSORS = 16;

/**
 * Functions wait for databases, and compute: more at once than the machine can work on take longer all
 * together, since each needs a worker that has to start.
 */
const rotationsAtOnce = (processors: number): number => Math.min(32, Math.max(4, 2 * processors));

/** Services that stand in no house ask nobody. */
const closed: PerformAs = () => Promise.reject(new Error('These services stand in no house.'));

/** What questions about access ask of the other services, and of the gate. */
const accessParts = (services: readonly Service[], keyring: Keyring): AccessParts => ({
  services: () => services,
  everybody,
  accountsSeenBy,
  membership,
  secrets: { find: findSecret, kept: keptSecret, every: everySecret },
  rotations: {
    page: (store, of, now) => rotationsOf(store, of, { keyring, now }),
    functionOf: rotationFunctionOf,
  },
  keys: { find: findKey, every: everyKey, grants: granteesOf },
  gate: { principalFacts, contextOf, boundByScps, boundByRcps },
});

/** What STS must know of organizations: IAM keeps what they let be done about root users. */
const organized: Organized = {
  membership,
  isClosed,
  mayStandForRoot: async (store, { organization, account }) => {
    const { organizationId, managementAccount } = organization;
    const features = await rootFeatures(store, organizationId);
    if (!features.includes(ROOT_SESSIONS)) return false;
    const service = 'iam.amazonaws.com';
    const delegated = () => isDelegate(store, { organization: organizationId, account, service });
    return account === managementAccount || delegated();
  },
};

/** The tables of the whole house, shelves first. */
export const migrationsOf = (services: readonly Service[]): readonly Migrations[] => [
  ...serverTables,
  audit,
  jobs,
  ...services.map((service) => service.migrations),
];

/** A request that the house makes of itself. */
const ownRequest = (random: Random, region: string): RequestFacts => ({
  id: uuid(random),
  region,
  sourceIp: '',
  userAgent: 'lockstead',
  secureTransport: true,
});
