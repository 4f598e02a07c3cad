/**
 * Types of secrets that AWS's partners hold too (Secrets Manager guide, managed external secrets partners).
 * A type says how such a secret is rotated; without rotation it is a mark that policies may ask for.
 */
const TYPES: ReadonlySet<string> = new Set([
  'BigIDClientSecret',
  'CiscoSecurityPlatformApiKey',
  'ConfluentCloudApiKey',
  'DatabricksPAT',
  'DatabricksSPSecret',
  'DatadogAdminKey',
  'DatadogApiKey',
  'DatadogApplicationKey',
  'GitLabAccessToken',
  'JenkinsApiToken',
  'MongoDBAtlasDatabaseUser',
  'MongoDBAtlasServiceAccount',
  'NetskopeApiToken',
  'PaddleApiKey',
  'SalesforceClientSecret',
  'SnowflakeKeyPairAuthentication',
]);

/** The type of a request; empty where it has none. */
export function readType(
  type: string | undefined,
  error: (code: 'InvalidParameterException', message: string) => Error,
): string {
  if (type && !TYPES.has(type)) throw error('InvalidParameterException', UNKNOWN);
  return type ?? '';
}

const UNKNOWN = 'The Type is not the secret type of a managed external secrets partner.';
