/** Sections of an AWS configuration file: `[profile prod]` and what stands below it. */
export type Sections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Reads AWS's configuration and credentials files. What is indented below a key without a value is found
 * as `key.inner`, as in the endpoints of a `services` section.
 */
export function parseIni(text: string): Sections {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  let outer = '';
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*([#;]|$)/.test(line)) continue;
    const head = /^\s*\[([^\]]*)\]/.exec(line);
    if (head) {
      const name = head[1]!.trim().replace(/\s+/g, ' ');
      section = sections.get(name) ?? new Map();
      sections.set(name, section);
      outer = '';
      continue;
    }
    const pair = /^(\s*)([^=]+?)\s*=\s*(.*)$/.exec(line);
    if (!pair || !section) continue;
    const [, indent, key, rest] = pair as unknown as [string, string, string, string];
    const value = rest.replace(/\s+[#;].*$/, '').trim();
    if (indent !== '' && outer !== '') section.set(`${outer}.${key}`, value);
    else {
      outer = value === '' ? key : '';
      section.set(key, value);
    }
  }
  return sections;
}
