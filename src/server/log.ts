import pino from 'pino';

/** Structured lines on standard output; nothing that the models mark sensitive is ever handed to it. */
export interface Log {
  readonly debug: (facts: object, message: string) => void;
  readonly info: (facts: object, message: string) => void;
  readonly warn: (facts: object, message: string) => void;
  readonly error: (facts: object, message: string) => void;
  /** Writes out what is still buffered, unless nobody reads it any more. */
  readonly flush: () => Promise<void>;
}

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export function createLog(level: LogLevel): Log {
  // Lines are gathered and written together: one write a line would cost more than making it.
  const destination = pino.destination({
    dest: 1,
    sync: false,
    minLength: 4096,
    periodicFlush: 250,
  });
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  return {
    debug: (facts, message) => logger.debug(facts, message),
    info: (facts, message) => logger.info(facts, message),
    warn: (facts, message) => logger.warn(facts, message),
    error: (facts, message) => logger.error(facts, message),
    // At once it would be tried for ever where whoever has read standard output is gone.
    flush: () => new Promise((resolve) => destination.flush(() => resolve())),
  };
}

/** An error as the log shows it: name, message, stack and causes; never the values it was thrown over. */
export function errorFacts(cause: unknown): object {
  if (!(cause instanceof Error)) return { error: typeof cause };
  return {
    error: cause.name,
    reason: cause.message,
    stack: cause.stack,
    ...(cause.cause !== undefined && { cause: errorFacts(cause.cause) }),
  };
}
