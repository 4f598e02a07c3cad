import { type Command, Option } from 'commander';
import { usageError } from '../server/operator-error.ts';
import type { Setting } from '../server/settings.ts';

/** What commander made of the flags, where some may be given several times. */
export type Options = { readonly [name: string]: string | boolean | readonly string[] | undefined };

/** Adds settings as options, each with its variable and what holds unless told. */
export function withSettings(
  command: Command,
  settings: { readonly [name: string]: Setting },
): Command {
  for (const [name, { flag, variable, fallback, says }] of Object.entries(settings)) {
    const notes = [variable, fallback && `unless told: ${fallback}`].filter(Boolean).join('; ');
    const option = new Option(flag, notes ? `${says} (${notes})` : says);
    // Values are found under the setting's own name, whatever the flag is called.
    option.attributeName = () => name;
    command.addOption(option);
  }
  return command.allowExcessArguments(false);
}

/** What help shows last: lines that could be typed. */
export const examples = (lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`;

/** An option that may be given several times. */
export const repeated = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
];

type Given = Options[string];

/** An option's text, where it was given one. */
export const text = (value: Given): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** The texts of an option that may be given several times. */
export const many = (value: Given): readonly string[] => (Array.isArray(value) ? value : []);

/** An option that takes one of a few words. */
export function oneOf<const T extends string>(flag: string, value: Given, known: readonly T[]): T {
  const found = known.find((one) => one === value);
  if (found !== undefined) return found;
  throw usageError(
    `\`--${flag} ${String(value)}\` is not understood. It takes ${known.join(', ')}.`,
  );
}
