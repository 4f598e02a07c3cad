/** What several operations ask of their input beyond the model. */
/** The token becomes the version's id. SDKs fill it in; who speaks HTTP himself must. */
export function assertToken(
  token: string | undefined,
  error: (code: 'InvalidRequestException', message: string) => Error,
): string {
  if (token === undefined) throw error('InvalidRequestException', NO_TOKEN);
  return token;
}

const NO_TOKEN = 'You must provide a ClientRequestToken value. We recommend a UUID-type value.';
