/** What several operations ask of their input beyond the model. */
import type { ReplicaRegionType } from '../../generated/secretsmanager.types.ts';

/** The token becomes the version's id. SDKs fill it in; who speaks HTTP himself must. */
export function assertToken(
  token: string | undefined,
  error: (code: 'InvalidRequestException', message: string) => Error,
): string {
  if (token === undefined) throw error('InvalidRequestException', NO_TOKEN);
  return token;
}

type Unserved = (code: 'InvalidParameterException', message: string) => Error;

/** Replicas are not made yet, and a request for some must not pass as if they were. */
export function assertUnreplicated(
  input: {
    readonly AddReplicaRegions?: readonly ReplicaRegionType[] | undefined;
    readonly ForceOverwriteReplicaSecret?: boolean | undefined;
  },
  error: Unserved,
): void {
  // `false` asks for nothing, and Terraform always sends it.
  if (input.AddReplicaRegions !== undefined || input.ForceOverwriteReplicaSecret === true) {
    throw error('InvalidParameterException', NO_REPLICATION);
  }
}

/** A type is the mark of secrets that others hold and AWS rotates there. */
export function assertUntyped(
  input: { readonly Type?: string | undefined },
  error: Unserved,
): void {
  if (input.Type) throw error('InvalidParameterException', NO_TYPES);
}

const NO_TOKEN = 'You must provide a ClientRequestToken value. We recommend a UUID-type value.';
const NO_REPLICATION =
  'Lockstead does not serve replication yet: leave AddReplicaRegions and ForceOverwriteReplicaSecret out.';
const NO_TYPES = 'Lockstead does not serve external secrets yet: leave Type out.';
