/** Writes test/access/matrix.txt from the code: what each operation asks for, or why it asks for nothing. */
import { readFileSync, writeFileSync } from 'node:fs';
import { keyring } from '../src/crypto/keyring.ts';
import { systemRandom } from '../src/base/random.ts';
import { servicesOf } from '../src/house.ts';
import type { Operation } from '../src/operation/operation.ts';

const FILE = new URL('../test/access/matrix.txt', import.meta.url);

const HEAD = `# Who may what: each operation and the actions that it asks for. Written by \`node tools/access-matrix.ts\`; read the diff.
# Actions in brackets are needed only by some requests: those that tag, move, or touch what lies beyond.
`;

/** The matrix as the code has it, a line for each operation that is served. */
export function matrix(): string {
  const ring = keyring(new Map([[1, systemRandom.bytes(32)]]), systemRandom);
  const sections = servicesOf(ring).map(({ model, operations }) => {
    const lines = operations.map((operation) => [operation.model.name, asks(operation)] as const);
    const width = Math.max(0, ...lines.map(([name]) => name.length));
    const printed = lines
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, what]) => `${name.padEnd(width)}  ${what}\n`);
    return `\n## ${model.name}\n\n${printed.join('')}`;
  });
  return HEAD + sections.join('');
}

function asks({ open, access }: Operation): string {
  if (open !== undefined) return `open: ${open}`;
  return access.map(({ access: { action, when } }) => (when ? `[${action}]` : action)).join(' + ');
}

/** What is wrong with the matrix as it lies there. */
export function stale(): string[] {
  let there = '';
  try {
    there = readFileSync(FILE, 'utf8');
  } catch {
    // It is not there, and so it is stale.
  }
  return there === matrix()
    ? []
    : ['test/access/matrix.txt is stale: run `node tools/access-matrix.ts` and read the diff'];
}

if (import.meta.main) writeFileSync(FILE, matrix());
