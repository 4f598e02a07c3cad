import type { Document, Statement } from './document.ts';

/** A place in a policy's text as people and AWS count: both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a statement begins, and where the text goes on after it. */
export const positionsOf = (
  { text }: Document,
  { start, end }: Statement,
): { start: Position; end: Position } => ({
  start: positionAt(text, start),
  end: positionAt(text, end),
});

function positionAt(text: string, offset: number): Position {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++;
    lineStart = at + 1;
  }
  return { line, column: offset - lineStart + 1 };
}
