import type {
  CreateCustomKeyStoreRequest,
  UpdateCustomKeyStoreRequest,
} from '../../generated/kms.types.ts';
import type { AwsError } from '../../model/model.ts';

/** What an external key store is made of. */
export interface Wanted {
  readonly endpoint: string;
  readonly path: string;
  readonly credential: { readonly AccessKeyId: string; readonly RawSecretAccessKey: string };
}

type Refuse = (
  code:
    | 'ValidationException'
    | 'CloudHsmClusterNotFoundException'
    | 'XksProxyVpcEndpointServiceNotFoundException',
  message: string,
) => AwsError;

/** What the request asks for; refuses what belongs to another type of key store, and types that are not to be had. */
export function wantedStore(input: CreateCustomKeyStoreRequest, error: Refuse): Wanted {
  if ((input.CustomKeyStoreType ?? 'AWS_CLOUDHSM') === 'AWS_CLOUDHSM') {
    for (const name of XKS) assertAbsent(input, name, 'AWS_CLOUDHSM', error);
    for (const name of CLOUD_HSM) assertPresent(input, name, 'AWS_CLOUDHSM', error);
    throw error('CloudHsmClusterNotFoundException', NO_CLUSTER);
  }
  for (const name of CLOUD_HSM) assertAbsent(input, name, 'EXTERNAL_KEY_STORE', error);
  for (const name of EXTERNAL) assertPresent(input, name, 'EXTERNAL_KEY_STORE', error);
  assertConnectivity(input, error);
  return {
    endpoint: input.XksProxyUriEndpoint!,
    path: input.XksProxyUriPath!,
    credential: input.XksProxyAuthenticationCredential!,
  };
}

/** An external key store cannot become one of AWS CloudHSM, nor be reached through a VPC endpoint service. */
export function assertExternal(input: UpdateCustomKeyStoreRequest, error: Refuse): void {
  for (const name of CLOUD_HSM) assertAbsent(input, name, 'EXTERNAL_KEY_STORE', error);
  assertConnectivity(input, error);
}

function assertConnectivity(
  input: CreateCustomKeyStoreRequest | UpdateCustomKeyStoreRequest,
  error: Refuse,
): void {
  if (input.XksProxyConnectivity === 'VPC_ENDPOINT_SERVICE') {
    assertPresent(input, 'XksProxyVpcEndpointServiceName', 'VPC_ENDPOINT_SERVICE', error);
    throw error('XksProxyVpcEndpointServiceNotFoundException', NO_ENDPOINT_SERVICE);
  }
  for (const name of VPC) assertAbsent(input, name, 'PUBLIC_ENDPOINT', error);
}

const CLOUD_HSM = ['CloudHsmClusterId', 'KeyStorePassword', 'TrustAnchorCertificate'];
const VPC = ['XksProxyVpcEndpointServiceName', 'XksProxyVpcEndpointServiceOwner'];
const EXTERNAL = [
  'XksProxyConnectivity',
  'XksProxyUriEndpoint',
  'XksProxyUriPath',
  'XksProxyAuthenticationCredential',
];
const XKS = [...EXTERNAL, ...VPC];

function assertPresent(input: object, name: string, type: string, error: Refuse): void {
  if (name in input && input[name as keyof typeof input] !== undefined) return;
  throw error('ValidationException', `${name} is required for ${type}.`);
}

function assertAbsent(input: object, name: string, type: string, error: Refuse): void {
  if (!(name in input) || input[name as keyof typeof input] === undefined) return;
  throw error('ValidationException', `${name} is not valid for ${type}.`);
}

const NO_CLUSTER =
  'The request was rejected because AWS KMS cannot find the AWS CloudHSM cluster with the specified cluster ID. Retry the request with a different cluster ID.';
const NO_ENDPOINT_SERVICE =
  'The request was rejected because AWS KMS could not find the specified VPC endpoint service.';
