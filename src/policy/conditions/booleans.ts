import { comparing } from './operator.ts';

function read(text: string): boolean | undefined {
  if (text === 'true' || text === 'false') return text === 'true';
  const folded = text.trim().toLowerCase();
  return folded === 'true' ? true : folded === 'false' ? false : undefined;
}

export const BOOLEANS = { Bool: comparing(read, (request, policy) => request === policy) };
