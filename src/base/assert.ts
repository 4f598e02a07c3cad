/** Stops on a state that only a bug can produce; the caller of the API sees `InternalFailure`. */
export function assert(holds: unknown, because: string): asserts holds {
  if (!holds) throw new Error(`This cannot be: ${because}`);
}
