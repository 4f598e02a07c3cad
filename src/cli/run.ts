import { EXIT, OperatorError, usageError } from '../server/operator-error.ts';
import type { Client } from './aws/client.ts';
import { notRun, runChild } from './child.ts';
import { inParallel } from './in-parallel.ts';
import { VARIABLE } from './secrets/dotenv.ts';
import type { Value } from './secrets/shape.ts';
import { readVersion } from './secrets/versions.ts';
import type { Terminal } from './terminal.ts';

export interface RunOptions {
  /** `prod/db`, `DB_PASSWORD=prod/db`, or `DB_PASSWORD=prod/db:password`. */
  readonly secrets: readonly string[];
  readonly command: readonly string[];
  /** A staging label or a version id. */
  readonly version: string;
  readonly prefix: string;
  readonly upperCase: boolean;
}

/** `lockstead run --secret NAME -- COMMAND`; resolves to the command's exit code. */
export async function run(
  client: Client,
  terminal: Terminal,
  options: RunOptions,
): Promise<number> {
  const [program, ...args] = options.command;
  if (program === undefined) throw usageError('There is no command to run. Write it after `--`.');
  if (options.secrets.length === 0) {
    throw usageError('There is no secret to run it with. Name one with `--secret`.');
  }
  const wanted = options.secrets.map(parseWanted);
  const variables = new Map<string, string>();
  const found = await inParallel(wanted, 8, async (one) => {
    const { value } = await readVersion(client, one.secret, options.version);
    return { one, value };
  });
  for (const { one, value } of found) {
    for (const [name, text] of one.variable === undefined
      ? spread(one, value, options)
      : [picked(one, value)]) {
      if (variables.has(name)) {
        throw usageError(
          `Two secrets give the variable \`${name}\`. Name it yourself: \`--secret ${name}=NAME\`.`,
        );
      }
      if (text.includes('\0')) throw cannotHold(name, 'a value with a zero byte');
      variables.set(name, text);
    }
  }
  const env = { ...terminal.env, ...Object.fromEntries(variables) };
  const code = await runChild([program, ...args], env, () => variables.clear());
  const why = notRun(code, program);
  if (why) terminal.note(`lockstead: ${why}`);
  return code;
}

interface Wanted {
  readonly secret: string;
  /** The variable for the whole value, or for one member of it. */
  readonly variable: string | undefined;
  readonly member: string | undefined;
}

function parseWanted(text: string): Wanted {
  const equals = text.indexOf('=');
  // `=` may be in a secret's name, so what stands before it must be a variable's.
  const variable =
    equals > 0 && VARIABLE.test(text.slice(0, equals)) ? text.slice(0, equals) : undefined;
  if (variable === undefined) return { secret: text, variable, member: undefined };
  const rest = text.slice(equals + 1);
  const colon = rest.startsWith('arn:')
    ? rest.indexOf(':', ARN_PARTS.exec(rest)?.[0].length)
    : rest.indexOf(':');
  return colon === -1
    ? { secret: rest, variable, member: undefined }
    : { secret: rest.slice(0, colon), variable, member: rest.slice(colon + 1) };
}

const ARN_PARTS = /^(?:[^:]*:){6}/;

/** One variable. */
function picked({ secret, variable, member }: Wanted, value: Value): readonly [string, string] {
  if (member === undefined) {
    if (value.text === undefined) throw cannotHold(variable!, `the binary value of \`${secret}\``);
    return [variable!, value.text];
  }
  const members = membersOf(value);
  if (!members)
    throw new OperatorError(
      EXIT.failure,
      `The value of \`${secret}\` is no JSON object, so it has no \`${member}\`.`,
    );
  if (!Object.hasOwn(members, member)) {
    throw new OperatorError(
      EXIT.failure,
      `The value of \`${secret}\` has no member \`${member}\`.`,
    );
  }
  return [variable!, textOf(members[member])];
}

/** A variable for each member. */
function spread(
  { secret }: Wanted,
  value: Value,
  { prefix, upperCase }: RunOptions,
): readonly (readonly [string, string])[] {
  const members = membersOf(value);
  if (!members) {
    throw usageError(
      `The value of \`${secret}\` is no JSON object, so its variable needs a name: \`--secret NAME=${secret}\`.`,
    );
  }
  return Object.entries(members).map(([member, inner]) => {
    const written = prefix + (upperCase ? member.toUpperCase() : member);
    const choose = `name the variables one by one: \`--secret NAME=${secret}:MEMBER\``;
    if (!VARIABLE.test(written)) {
      throw usageError(`A member of \`${secret}\` cannot be a variable's name; ${choose}.`);
    }
    if (STEERING.test(written)) {
      throw usageError(
        `\`${secret}\` would set \`${written}\`, by which programs are steered; if that is meant, ${choose}.`,
      );
    }
    return [written, textOf(inner)] as const;
  });
}

/** Who may write a secret must not thereby decide which code runs where it is read. */
const STEERING =
  /^(?:PATH|HOME|SHELL|ENV|IFS|BASH_ENV|BASH_FUNC.*|PS4|PROMPT_COMMAND|LD_.*|DYLD_.*|NODE_OPTIONS|NODE_PATH|PYTHON(?:PATH|HOME|STARTUP)|PERL5(?:LIB|OPT|DB)|RUBY(?:LIB|OPT)|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|GIT_.*|SSH_ASKPASS|EDITOR|VISUAL|PAGER|LESSOPEN|GCONV_PATH|HTTPS?_PROXY|ALL_PROXY|AWS_.*|LOCKSTEAD_.*)$/i;

function membersOf({ text }: Value): { readonly [name: string]: unknown } | undefined {
  if (text === undefined) return undefined;
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json)
      ? (json as { readonly [name: string]: unknown })
      : undefined;
  } catch {
    return undefined;
  }
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

const cannotHold = (name: string, what: string): OperatorError =>
  new OperatorError(EXIT.failure, `The variable \`${name}\` cannot hold ${what}.`);
