import type { Engine } from '../../operation/databases.ts';

/** The characters that AWS's templates leave out of passwords unless they are told. */
export const excludedUnlessTold = (engine: Engine): string =>
  engine === 'postgres' ? `:/@"'\\` : `/@"'\\`;
