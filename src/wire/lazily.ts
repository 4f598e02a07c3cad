/** Makes a function on its first call: a shape may contain itself, so it cannot be compiled at once. */
export function lazily<A extends unknown[], R>(
  compile: () => (...args: A) => R,
): (...args: A) => R {
  let compiled: ((...args: A) => R) | undefined;
  return (...args) => (compiled ??= compile())(...args);
}
