/** How a secret is rotated, as it was asked for. */
import type { RotationRulesType } from '../../generated/secretsmanager.types.ts';

export interface Rotation {
  /** False since CancelRotateSecret; function and rules are kept for who turns it on again. */
  readonly enabled: boolean;
  /** Absent where the service that the secret belongs to rotates it. */
  readonly functionArn?: string;
  /** Absent: only when somebody asks. */
  readonly rules?: Rules;
}

/** Days, or an expression; which of them, is decided when they are read. */
export interface Rules {
  /** With an expression: the days from the last rotation to the next, worked out when the last one ended. */
  readonly days?: number;
  readonly expression?: string;
  /** As it was given: `3h`. */
  readonly duration?: string;
}

export const printRotation = (rotation: Rotation): string => JSON.stringify(rotation);
export const parseRotation = (text: string): Rotation => JSON.parse(text);

/** As answers tell it. */
export const showRules = ({ days, expression, duration }: Rules): RotationRulesType => ({
  ...(days !== undefined && { AutomaticallyAfterDays: days }),
  ...(duration !== undefined && { Duration: duration }),
  ...(expression !== undefined && { ScheduleExpression: expression }),
});
