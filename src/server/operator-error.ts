/** How the process ends, for scripts and service managers. */
export const EXIT = {
  ok: 0,
  failure: 1,
  usage: 2,
  rootKey: 3,
  store: 4,
  network: 5,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What an operator is told: what was being done, the value in backticks, what to do next. No stack. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

export const usageError = (message: string): OperatorError =>
  new OperatorError(EXIT.usage, message);

export const rootKeyError = (message: string, cause?: unknown): OperatorError =>
  new OperatorError(EXIT.rootKey, message, { cause });

/** Hands an operator's error on as it is, and makes one of any other. */
export const asOperatorError = (
  exitCode: ExitCode,
  doing: string,
  cause: unknown,
): OperatorError =>
  cause instanceof OperatorError
    ? cause
    : new OperatorError(
        exitCode,
        `${doing}: ${cause instanceof Error ? cause.message : String(cause)}`,
        { cause },
      );
