/** How many characters of a policy count against a quota: white space between the elements does not. */
export function policySize(text: string): number {
  let size = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '"') quoted = !quoted;
    else if (quoted && c === '\\') {
      i++;
      size++;
    } else if (!quoted && (c === ' ' || c === '\n' || c === '\t' || c === '\r')) continue;
    size++;
  }
  return size;
}
