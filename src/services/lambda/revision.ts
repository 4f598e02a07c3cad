/** Refuses to change what has changed since the caller saw it. */
export function assertRevision(
  given: string | undefined,
  current: string,
  error: (code: 'PreconditionFailedException', message: string) => Error,
): void {
  if (given !== undefined && given !== current)
    throw error('PreconditionFailedException', NOT_LATEST);
}

const NOT_LATEST =
  'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id';
