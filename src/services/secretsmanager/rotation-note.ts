/** What is remembered of an attempt that has failed, for those who look after rotations. */
import { parseArn } from '../../base/arn.ts';
import { strictText, utf8 } from '../../base/bytes.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { isBuiltIn } from '../../operation/built-in-functions.ts';
import type { Failure } from './rotation-failure.ts';
import type { Rotation } from './rotation-settings.ts';
import type { RotationRow } from './rotation-tables.ts';

/** Where it failed, and of what. */
export interface Note {
  readonly step: string;
  /** A name, as the trail tells it. */
  readonly reason: string;
  /** One line; absent where a function of somebody's said it, who may have put a value into it. */
  readonly said?: string;
}

/** Seals it for its secret. */
export function sealNote(
  keyring: Keyring,
  { secret, step }: Pick<RotationRow, 'secret' | 'step'>,
  { reason, said, isOurs }: Failure,
  { functionArn }: Pick<Rotation, 'functionArn'>,
): Uint8Array {
  const isTold = isOurs || functionArn === undefined || isBuiltIn(functionName(functionArn));
  const at = step === 'ended' ? 'finishSecret' : step;
  const note: Note = { step: at, reason, ...(isTold && { said }) };
  return keyring.seal(PURPOSE, secret, utf8(JSON.stringify(note)));
}

/** Undefined where nothing has failed. */
export function openNote(
  keyring: Keyring,
  { secret, failure }: Pick<RotationRow, 'secret' | 'failure'>,
): Note | undefined {
  if (failure.length === 0) return undefined;
  const plain = keyring.open(PURPOSE, secret, failure);
  if (!plain) throw new Error(`what is remembered of the rotation of ${secret} does not open`);
  return JSON.parse(strictText(plain)!) as Note;
}

/** In one line, with the place where there is more. */
export function lineOf({ step, reason, said }: Note, { functionArn }: Rotation): string {
  if (said !== undefined) return `${step}: ${said}`;
  return `${step}: ${reason}; what else it said is in the log /aws/lambda/${functionName(functionArn!)}`;
}

/** Of `arn:aws:lambda:REGION:ACCOUNT:function:NAME`, whatever follows. */
const functionName = (functionArn: string): string =>
  parseArn(functionArn)?.resource.split(':')[1] ?? '';

const PURPOSE = 'rotation-failure';
