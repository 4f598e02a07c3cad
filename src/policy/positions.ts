import type { Document, Statement } from './document.ts';

/** A place in a policy's text as people and AWS count: both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Where AWS says that a statement begins, and where the text goes on after it. The beginning is
 * how far AWS's reader had come when it turned to the statement: past the brace of a single one, past
 * the bracket before the first of a list, past the end of the one before.
 */
export const positionsOf = (
  document: Document,
  statement: Statement,
): { start: Position; end: Position } => ({
  start: positionAt(document.text, beginning(document, statement)),
  end: positionAt(document.text, statement.end),
});

function beginning({ text, statements }: Document, { index, start }: Statement): number {
  if (index > 0) return statements[index - 1]!.end;
  const before = text.slice(0, start).trimEnd();
  return before.endsWith('[') ? before.length : start + 1;
}

function positionAt(text: string, offset: number): Position {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++;
    lineStart = at + 1;
  }
  return { line, column: offset - lineStart + 1 };
}
