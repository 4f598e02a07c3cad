import type { ConnectionErrorCode } from './custom-key-store-tables.ts';

/** What goes wrong between KMS and an external key store: the proxy's own words, and what happens on the way. */
export type XksProblem =
  | 'ValidationException'
  | 'InvalidStateException'
  | 'InvalidCiphertextException'
  | 'InvalidKeyUsageException'
  | 'AuthenticationFailedException'
  | 'AccessDeniedException'
  | 'KeyNotFoundException'
  | 'InvalidUriPathException'
  | 'ThrottlingException'
  | 'UnsupportedOperationException'
  | 'DependencyTimeoutException'
  | 'InternalException'
  /** No connection, or none that may be made. */
  | 'unreachable'
  | 'tls'
  | 'timeout'
  /** What came is not what the specification says. */
  | 'malformed'
  /** The proxy says that none of its key managers works. */
  | 'unavailable';

/** A proxy did not do what it was asked. */
export class XksFailure extends Error {
  override readonly name = 'XksFailure';
  readonly problem: XksProblem;

  constructor(problem: XksProblem, options?: ErrorOptions) {
    super(`the external key store proxy failed: ${problem}`, options);
    this.problem = problem;
  }
}

interface Telling {
  /** AWS's sentence: it is the same whatever the operation was. */
  readonly message: string;
  /** How CreateCustomKeyStore and UpdateCustomKeyStore call it. */
  readonly store:
    | 'XksProxyInvalidResponseException'
    | 'XksProxyIncorrectAuthenticationCredentialException'
    | 'XksProxyInvalidConfigurationException'
    | 'XksProxyUriUnreachableException';
  /** How CreateKey calls it. */
  readonly key:
    | 'XksKeyInvalidConfigurationException'
    | 'XksKeyNotFoundException'
    | 'CustomKeyStoreInvalidStateException';
  /** What DescribeCustomKeyStores tells of a connection that failed by it. */
  readonly connection: ConnectionErrorCode;
}

const UNINTERPRETABLE =
  'AWS KMS cannot interpret the response from the external key store proxy. If you see this error repeatedly, report it to your external key store proxy administrator.';
const NO_MANAGER =
  'The external key store proxy rejected the request because it cannot communicate with the external key manager. Verify that the external key store proxy configuration is correct and that the external key manager is available.';

/** The table of failures in AWS's External Key Store Proxy API Specification. */
export const TELLINGS: { readonly [problem in XksProblem]: Telling } = {
  ValidationException: {
    message: UNINTERPRETABLE,
    store: 'XksProxyInvalidResponseException',
    key: 'CustomKeyStoreInvalidStateException',
    connection: 'XKS_PROXY_INVALID_RESPONSE',
  },
  InvalidStateException: {
    message:
      'The external key associated with this KMS key in an external key store is not enabled in the external key manager. Enable the external key in the external key manager and retry the request.',
    store: 'XksProxyInvalidResponseException',
    key: 'XksKeyInvalidConfigurationException',
    connection: 'XKS_PROXY_ACCESS_DENIED',
  },
  InvalidCiphertextException: {
    message:
      'The external key store proxy rejected the request because the specified ciphertext or encryption context is corrupted, missing, or otherwise invalid.',
    store: 'XksProxyInvalidResponseException',
    key: 'CustomKeyStoreInvalidStateException',
    connection: 'XKS_PROXY_INVALID_RESPONSE',
  },
  InvalidKeyUsageException: {
    message:
      'The external key associated with this KMS key in an external key store does not support the requested operation. Enable the operation on the key in your external key manager, and try the request again.',
    store: 'XksProxyInvalidResponseException',
    key: 'XksKeyInvalidConfigurationException',
    connection: 'XKS_PROXY_INVALID_RESPONSE',
  },
  AuthenticationFailedException: {
    message:
      'The external key store proxy rejected the request because it could not authenticate AWS KMS. Verify the XKS proxy authentication credentials for your external key store and update if necessary.',
    store: 'XksProxyIncorrectAuthenticationCredentialException',
    key: 'CustomKeyStoreInvalidStateException',
    connection: 'INVALID_CREDENTIALS',
  },
  AccessDeniedException: {
    message:
      'The external key store proxy denied access to the operation. Verify that the user and the external key are both authorized for this operation, and try the request again.',
    store: 'XksProxyInvalidConfigurationException',
    // The specification says KMSInvalidStateException here too, which CreateKey does not know.
    key: 'CustomKeyStoreInvalidStateException',
    connection: 'XKS_PROXY_ACCESS_DENIED',
  },
  KeyNotFoundException: {
    message:
      'The external key associated with this KMS key in an external key store was not found in its external key manager. If the external key ID associated with this KMS key is incorrect, create a new KMS key with the correct external key ID.',
    store: 'XksProxyInvalidResponseException',
    key: 'XksKeyNotFoundException',
    connection: 'XKS_PROXY_INVALID_RESPONSE',
  },
  InvalidUriPathException: {
    message:
      'The external key store proxy rejected the request because of an invalid URI path. Verify the URI path for your external key store and update if necessary.',
    store: 'XksProxyInvalidConfigurationException',
    key: 'CustomKeyStoreInvalidStateException',
    connection: 'XKS_PROXY_INVALID_CONFIGURATION',
  },
  ThrottlingException: {
    message:
      'The external key store proxy rejected the request due to a very high request rate. Reduce the frequency of your calls using KMS keys in this external key store.',
    store: 'XksProxyUriUnreachableException',
    key: 'CustomKeyStoreInvalidStateException',
    connection: 'XKS_PROXY_NOT_REACHABLE',
  },
  UnsupportedOperationException: {
    message:
      'The external key store proxy rejected the request because it does not support the requested operation. If you see this error repeatedly, report it to your external key store proxy administrator.',
    store: 'XksProxyInvalidResponseException',
    key: 'XksKeyInvalidConfigurationException',
    connection: 'XKS_PROXY_INVALID_RESPONSE',
  },
  DependencyTimeoutException: {
    message:
      'The external key store proxy did not respond to the request in the time allotted. Retry the request. If you see this error repeatedly, report it to your external key store proxy administrator.',
    store: 'XksProxyUriUnreachableException',
    key: 'CustomKeyStoreInvalidStateException',
    connection: 'XKS_PROXY_TIMED_OUT',
  },
  InternalException: {
    message: NO_MANAGER,
    store: 'XksProxyInvalidResponseException',
    key: 'CustomKeyStoreInvalidStateException',
    connection: 'XKS_PROXY_NOT_REACHABLE',
  },
  unreachable: {
    message:
      'AWS KMS cannot communicate with the external key store proxy. This might be a transient network issue. If you see this error repeatedly, verify that your external key store proxy is active and is connected to the network, and that its endpoint URI is correct in your external keystore.',
    store: 'XksProxyUriUnreachableException',
    key: 'CustomKeyStoreInvalidStateException',
    connection: 'XKS_PROXY_NOT_REACHABLE',
  },
  tls: {
    message:
      'AWS KMS cannot establish a TLS connection to the external key store proxy. Verify the TLS configuration, including its certificate.',
    store: 'XksProxyUriUnreachableException',
    key: 'CustomKeyStoreInvalidStateException',
    connection: 'XKS_PROXY_INVALID_TLS_CONFIGURATION',
  },
  timeout: {
    message:
      'AWS KMS rejected the request because the external key store proxy did not respond in time. Retry the request. If you see this error repeatedly, report it to your external key store proxy administrator.',
    store: 'XksProxyUriUnreachableException',
    key: 'CustomKeyStoreInvalidStateException',
    connection: 'XKS_PROXY_TIMED_OUT',
  },
  malformed: {
    message: UNINTERPRETABLE,
    store: 'XksProxyInvalidResponseException',
    key: 'CustomKeyStoreInvalidStateException',
    connection: 'XKS_PROXY_INVALID_RESPONSE',
  },
  unavailable: {
    message: NO_MANAGER,
    store: 'XksProxyUriUnreachableException',
    key: 'CustomKeyStoreInvalidStateException',
    connection: 'XKS_PROXY_NOT_REACHABLE',
  },
};

/** What a proxy may say of itself; another word is no answer. */
export const isXksErrorName = (name: unknown): name is XksProblem =>
  typeof name === 'string' && name.endsWith('Exception') && Object.hasOwn(TELLINGS, name);
