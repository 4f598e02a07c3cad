type Refuse = (
  code: 'InvalidInputException',
  message: string,
  members: { readonly Reason: string },
) => Error;

/** Throws where a name is none of a service of AWS. */
export function checkServicePrincipal(name: string, error: Refuse): void {
  if (SERVICE.test(name)) return;
  throw error('InvalidInputException', UNRECOGNIZED, { Reason: 'UNRECOGNIZED_SERVICE_PRINCIPAL' });
}

const SERVICE = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com$/;
const UNRECOGNIZED = "You specified a service principal that isn't recognized.";

/** Why what needs all features is refused where there are none but for bills. */
export const ALL_FEATURES_NEEDED =
  "You attempted to perform an operation that requires the organization to be configured to support all features. An organization that supports only consolidated billing features can't perform this operation.";
