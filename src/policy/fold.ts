const LIMIT = 4096;
const known = new Map<string, string>();

/**
 * A name in lower case. Names repeat from request to request, and a remembered one keeps its hash,
 * which makes the look-ups after it cheap.
 */
export function fold(name: string): string {
  const found = known.get(name);
  if (found !== undefined) return found;
  // Names can come from callers (tag keys, simulated actions), so the memory has an end.
  if (known.size >= LIMIT) known.clear();
  const folded = name.toLowerCase();
  known.set(name, folded);
  return folded;
}
