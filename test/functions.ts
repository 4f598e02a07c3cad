/** Functions for tests of whatever runs them: zips of a few files, and invocations with everything in them. */
import { after, type TestContext } from 'node:test';
import { zipSync, type Zippable } from 'fflate';
import { systemClock } from '../src/base/clock.ts';
import { text, utf8 } from '../src/base/bytes.ts';
import { systemRandom, uuid } from '../src/base/random.ts';
import { sha256Hex } from '../src/crypto/hash.ts';
import type { Invocation, InvocationResult } from '../src/operation/functions.ts';
import { createRuntime, type MachineRuntime, type RuntimeParts } from '../src/runtime/runtime.ts';

/** Files that only their owner's programs may run are executable in the zip too. */
export function zipOf(files: { readonly [name: string]: string }): Uint8Array {
  const zippable: Zippable = {};
  for (const [name, content] of Object.entries(files)) {
    const mode = content.startsWith('#!') ? 0o100755 : 0o100644;
    zippable[name] = [utf8(content), { os: 3, attrs: mode << 16 }];
  }
  return zipSync(zippable);
}

/** An invocation of a function with these files, told apart from all others by them. */
export function invocationOf(
  files: { readonly [name: string]: string } | Uint8Array,
  more: Partial<Invocation> & { readonly event?: unknown } = {},
): Invocation {
  const { event = {}, ...rest } = more;
  const zip = files instanceof Uint8Array ? files : zipOf(files);
  const codeSha256 = sha256Hex(zip);
  const arn = 'arn:aws:lambda:eu-central-1:111122223333:function:trial';
  return {
    functionArn: arn,
    invokedArn: `${arn}:$LATEST`,
    functionName: 'trial',
    version: '$LATEST',
    revisionId: sha256Hex(JSON.stringify([codeSha256, rest])),
    runtime: 'python3.12',
    handler: 'main.handler',
    codeSha256,
    code: async () => zip,
    layers: [],
    environment: async () => ({}),
    credentials: async () => ({
      accessKeyId: 'ASIATRIAL',
      secretAccessKey: 'secret-of-the-role',
      sessionToken: 'token-of-the-role',
      expiresAt: systemClock.now() + 3_600_000,
    }),
    memoryMiB: 256,
    timeoutSeconds: 10,
    ephemeralMiB: 512,
    region: 'eu-central-1',
    endpointUrl: 'http://127.0.0.1:4566',
    logGroup: '/aws/lambda/trial',
    logFormat: 'Text',
    requestId: uuid(systemRandom),
    payload: utf8(JSON.stringify(event)),
    ...rest,
  };
}

/** What it answered, read as JSON. */
export const answerOf = (result: InvocationResult): any => JSON.parse(text(result.payload));

/** All that was logged. */
export const logOf = (result: InvocationResult): string =>
  result.lines.map(({ message }) => message).join('\n');

/** A runtime that is stopped with the test. */
export async function runtimeFor(
  t: Pick<TestContext, 'after'>,
  more: Partial<RuntimeParts> = {},
): Promise<MachineRuntime> {
  const runtime = await createRuntime({
    clock: systemClock,
    machineClock: systemClock,
    random: systemRandom,
    searchPath: process.env['PATH'] ?? '',
    hide: [],
    ...more,
  });
  t.after(() => runtime.stop());
  return runtime;
}

/** One runtime for a file of tests, made when the first of them asks. */
export function oneRuntime(more: Partial<RuntimeParts> = {}): () => Promise<MachineRuntime> {
  let runtime: Promise<MachineRuntime> | undefined;
  after(async () => (await runtime)?.stop());
  return () => (runtime ??= runtimeFor({ after: () => {} }, more));
}
