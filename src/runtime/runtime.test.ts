import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  answerOf,
  invocationOf,
  logOf,
  oneRuntime,
  runtimeFor,
  zipOf,
} from '../../test/functions.ts';
import { movableClock, systemClock } from '../base/clock.ts';
import type { Invocation } from '../operation/functions.ts';

const NODE = { runtime: 'nodejs22.x' } as const;
const OWN = { runtime: 'provided.al2023', handler: 'none' } as const;
const shared = oneRuntime();

const python = (body: string, more: Parameters<typeof invocationOf>[1] = {}) =>
  invocationOf({ 'main.py': body }, more);
const node = (body: string, more: Parameters<typeof invocationOf>[1] = {}) =>
  invocationOf({ 'main.mjs': body }, { ...NODE, ...more });
const invoke = async (invocation: Invocation) => (await shared()).invoke(invocation);
const again = (invocation: Invocation): Invocation => ({ ...invocation, requestId: 'again' });

test('a Python function is given event and context, and what it prints is logged between START and REPORT', async () => {
  const invocation = python(
    `
import logging
def handler(event, context):
    print("hello", event["name"])
    logging.getLogger().error("told")
    assert 0 < context.get_remaining_time_in_millis() <= 10000
    return [context.aws_request_id, context.invoked_function_arn, context.function_name,
            context.function_version, context.memory_limit_in_mb, context.log_group_name,
            context.log_stream_name, context.client_context.custom]`,
    { event: { name: 'Ada' }, clientContext: '{"custom":{"k":"ü"}}' },
  );
  const result = await invoke(invocation);
  assert.equal(result.functionError, undefined);
  const { requestId, invokedArn, logGroup } = invocation;
  assert.deepEqual(answerOf(result), [
    requestId,
    invokedArn,
    'trial',
    '$LATEST',
    '256',
    logGroup,
    result.logStream,
    { k: 'ü' },
  ]);
  assert.match(result.logStream, /^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
  const log = logOf(result).split('\n');
  assert.equal(log[0], 'INIT_START Runtime Version: python3.12');
  assert.equal(log[1], `START RequestId: ${requestId} Version: $LATEST`);
  assert.equal(log[2], 'hello Ada');
  assert.match(log[3]!, new RegExp(`^\\[ERROR\\]\\t\\S+Z\\t${requestId}\\ttold$`));
  assert.equal(log[4], `END RequestId: ${requestId}`);
  assert.match(
    log[5]!,
    /^REPORT RequestId: \S+\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 256 MB\tMax Memory Used: \d+ MB\tInit Duration: \d+\.\d\d ms\t$/,
  );
});

test('a warm worker keeps its globals, and tells of no initialisation', async () => {
  const invocation = python('n = 0\ndef handler(e, c):\n  global n\n  n += 1\n  return n');
  const first = await invoke(invocation);
  const second = await invoke(again(invocation));
  assert.deepEqual([answerOf(first), answerOf(second)], [1, 2]);
  assert.ok(first.initMillis > 0);
  assert.equal(second.initMillis, 0);
  assert.equal(second.logStream, first.logStream);
  assert.doesNotMatch(logOf(second), /INIT_START|Init Duration/);
});

test('what a Python handler raises comes as errorMessage, errorType, requestId and stackTrace', async () => {
  const invocation = python('def handler(e, c):\n  raise ValueError("no good")');
  const result = await invoke(invocation);
  assert.equal(result.functionError, 'Unhandled');
  assert.deepEqual(answerOf(result), {
    errorMessage: 'no good',
    errorType: 'ValueError',
    requestId: invocation.requestId,
    stackTrace: [
      '  File "/var/task/main.py", line 2, in handler\n    raise ValueError("no good")\n',
    ],
  });
  assert.match(logOf(result), /\[ERROR\] ValueError: no good\nTraceback/);
});

const FAULTY: readonly (readonly [
  what: string,
  invocation: () => Invocation,
  type: string,
  message: RegExp,
])[] = [
  [
    'a Python module that is not there',
    () => invocationOf({ 'other.py': '' }),
    'Runtime.ImportModuleError',
    /^Unable to import module 'main': No module named 'main'$/,
  ],
  [
    'a Python handler that is not there',
    () => python('x = 1'),
    'Runtime.HandlerNotFound',
    /^Handler 'handler' missing on module 'main'$/,
  ],
  [
    'a Python handler without a module',
    () => python('', { handler: 'main' }),
    'Runtime.MalformedHandlerName',
    /^Bad handler 'main': not enough values to unpack \(expected 2, got 1\)$/,
  ],
  [
    'Python that does not parse',
    () => python('def handler(:'),
    'Runtime.UserCodeSyntaxError',
    /^Syntax error in module 'main': invalid syntax \(main.py, line 1\)$/,
  ],
  [
    'Python that fails while it is loaded',
    () => python('raise KeyError("at start")'),
    'KeyError',
    /^'at start'$/,
  ],
  [
    'a Python answer that is no JSON',
    () => python('def handler(e, c):\n  return object()'),
    'Runtime.MarshalError',
    /^Unable to marshal response: Object of type object is not JSON serializable$/,
  ],
  [
    'Python that exits',
    () => python('import sys\ndef handler(e, c):\n  sys.exit(3)'),
    'Runtime.ExitError',
    /^RequestId: \S+ Error: Runtime exited with error: exit status 3$/,
  ],
  [
    'Python that exits as if all were well',
    () => python('import os\ndef handler(e, c):\n  os._exit(0)'),
    'Runtime.ExitError',
    /^RequestId: \S+ Error: Runtime exited without providing a reason$/,
  ],
  [
    'Python that kills itself',
    () => python('import os\ndef handler(e, c):\n  os.kill(os.getpid(), 9)'),
    'Runtime.ExitError',
    /^RequestId: \S+ Error: Runtime exited with error: signal: killed$/,
  ],
  [
    'a JavaScript module that is not there',
    () => node('', { handler: 'other.handler' }),
    'Runtime.ImportModuleError',
    /^Error: Cannot find module 'other'/,
  ],
  [
    'a JavaScript handler that is not there',
    () => node('export const x = 1'),
    'Runtime.HandlerNotFound',
    /^main.handler is undefined or not exported$/,
  ],
  [
    'JavaScript that does not parse',
    () => node('export const handler = ('),
    'Runtime.UserCodeSyntaxError',
    /^SyntaxError: /,
  ],
  [
    'JavaScript that throws outside of its handler',
    () =>
      node(
        'export const handler = () => new Promise(() => setImmediate(() => { throw new TypeError("late") }))',
      ),
    'TypeError',
    /^late$/,
  ],
  [
    'a promise whose rejection nobody takes',
    () =>
      node('export const handler = () => new Promise(() => { Promise.reject(new Error("lost")) })'),
    'Runtime.UnhandledPromiseRejection',
    /^Error: lost$/,
  ],
  [
    'a callback where Lambda has taken them away',
    () => node('export const handler = (e, c, done) => done(null, 1)', { runtime: 'nodejs24.x' }),
    'Runtime.CallbackHandlerDeprecated',
    /^AWS Lambda has removed support for callback-based function handlers/,
  ],
  [
    'a package without a bootstrap',
    () => invocationOf({ x: '' }, OWN),
    'Runtime.InvalidEntrypoint',
    /^RequestId: \S+ Error: Couldn't find valid bootstrap\(s\): \[\/var\/task\/bootstrap \/opt\/bootstrap\]$/,
  ],
  [
    'a bootstrap that asks for nothing',
    () => invocationOf({ bootstrap: '#!/bin/sh\nexit 7' }, OWN),
    'Runtime.ExitError',
    /^RequestId: \S+ Error: Runtime exited with error: exit status 7$/,
  ],
  [
    'a zip that turns out to be hostile',
    () => invocationOf(zipOf({ '../main.py': '' })),
    'Runtime.InvalidPackage',
    /^RequestId: \S+ Error: the package cannot be unpacked: "..\/main.py" does not stay in its folder$/,
  ],
  [
    'an answer that is too large',
    () => python('def handler(e, c):\n  return "x" * (6 * 1024 * 1024 + 101)'),
    'Function.ResponseSizeTooLarge',
    /^Response payload size exceeded maximum allowed payload size \(6291556 bytes\).$/,
  ],
];

for (const [what, invocation, type, message] of FAULTY) {
  test(`${what}: ${type}`, async () => {
    const result = await invoke(invocation());
    assert.equal(result.functionError, 'Unhandled');
    const told = answerOf(result);
    assert.equal(told.errorType, type);
    assert.match(told.errorMessage, message);
  });
}

test('after a crash the next invocation finds a new worker', async () => {
  const invocation = python(
    'import os\ndef handler(e, c):\n  os._exit(1) if e.get("die") else None',
  );
  await invoke({ ...invocation, payload: Buffer.from('{"die":true}') });
  const result = await invoke(again(invocation));
  assert.equal(result.functionError, undefined);
  assert.ok(result.initMillis > 0);
});

const HANDLERS: readonly (readonly [what: string, files: { [name: string]: string }])[] = [
  ['an async one', { 'main.mjs': 'export const handler = async (e) => e.n + 1' }],
  [
    'a callback',
    { 'main.js': 'exports.handler = (e, c, done) => setImmediate(done, null, e.n + 1)' },
  ],
  ['one of CommonJS', { 'main.cjs': 'exports.handler = async (e) => e.n + 1' }],
  [
    'an ES module by its package',
    {
      'main.js': 'export const handler = async (e) => e.n + 1',
      'package.json': '{"type":"module"}',
    },
  ],
  [
    'a stream',
    {
      'main.mjs':
        'export const handler = awslambda.streamifyResponse(async (e, out) => { out.write("4"); out.end("2") })',
    },
  ],
];

for (const [what, files] of HANDLERS) {
  test(`a JavaScript handler may be ${what}`, async () => {
    const result = await invoke(invocationOf(files, { ...NODE, event: { n: 41 } }));
    assert.equal(result.functionError, undefined, logOf(result));
    assert.equal(answerOf(result), 42);
  });
}

test('what a JavaScript handler throws comes as errorType, errorMessage and trace; console lines bear the request', async () => {
  const invocation = node(
    'export const handler = async () => { console.warn("look"); throw new RangeError("far") }',
  );
  const result = await invoke(invocation);
  const { errorType, errorMessage, trace } = answerOf(result);
  assert.deepEqual([errorType, errorMessage, trace[0]], ['RangeError', 'far', 'RangeError: far']);
  assert.match(logOf(result), new RegExp(`Z\\t${invocation.requestId}\\tWARN\\tlook\\n`));
  assert.match(logOf(result), /\tERROR\tInvoke Error\t\{"errorType":"RangeError"/);
});

test('layers lie at /opt, and Python and ES modules are found there', async () => {
  const layers = [
    async () =>
      zipOf({
        'python/lent.py': 'who = "first"',
        'nodejs/node_modules/lent/index.js': 'exports.who = "n"',
      }),
    async () => zipOf({ 'python/other.py': 'who = "second"' }),
  ];
  const inPython = await invoke(
    python('import lent, other\ndef handler(e, c):\n  return lent.who + other.who', { layers }),
  );
  assert.equal(answerOf(inPython), 'firstsecond');
  const inNode = await invoke(
    node('import lent from "lent"; export const handler = async () => lent.who', { layers }),
  );
  assert.equal(answerOf(inNode), 'n');
});

test('a bootstrap in shell serves over the Runtime API, as AWS documents it', async () => {
  const loop = `#!/bin/sh
set -eu
api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
while :; do
  event=$(curl -sS -LD /tmp/headers "$api/next")
  id=$(grep -Fi Lambda-Runtime-Aws-Request-Id /tmp/headers | tr -d '[:space:]' | cut -d: -f2)
  echo "serving $id"
  curl -sS "$api/$id/response" -d "$event" >/dev/null
done`;
  const invocation = invocationOf({ bootstrap: loop }, { ...OWN, event: { round: 'trip' } });
  const result = await invoke(invocation);
  assert.deepEqual(answerOf(result), { round: 'trip' }, logOf(result));
  assert.match(logOf(result), new RegExp(`serving ${invocation.requestId}`));
  assert.deepEqual(answerOf(await invoke(again(invocation))), { round: 'trip' });
});

test('the environment is AWS’s and the function’s own, and nothing of the server', async () => {
  process.env['OF_THE_SERVER'] = 'private';
  const own = { GREETING: "it's\n$HOME `x` \\", LD_PRELOAD: '', UID: '7' };
  const result = await invoke(
    python('import os\ndef handler(e, c):\n  return dict(os.environ)', {
      environment: async () => ({ ...own, AWS_REGION: 'elsewhere' }),
    }),
  );
  const env = answerOf(result);
  assert.deepEqual({ ...env, ...own, AWS_REGION: 'eu-central-1' }, env);
  assert.equal(env.OF_THE_SERVER, undefined);
  assert.equal(env._HANDLER, 'main.handler');
  assert.equal(env.AWS_LAMBDA_FUNCTION_NAME, 'trial');
  assert.equal(env.AWS_DEFAULT_REGION, 'eu-central-1');
  assert.equal(env.AWS_ENDPOINT_URL, 'http://127.0.0.1:4566');
  assert.equal(env.AWS_SESSION_TOKEN, 'token-of-the-role');
  assert.equal(env.AWS_EXECUTION_ENV, 'AWS_Lambda_python3.12');
  assert.match(
    env._X_AMZN_TRACE_ID,
    /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/,
  );
});

test('a log in JSON has platform events and structured lines', async () => {
  const result = await invoke(
    python('import logging\ndef handler(e, c):\n  logging.getLogger().warning("w")', {
      logFormat: 'JSON',
    }),
  );
  const events = result.lines.map(({ message }) => JSON.parse(message));
  assert.deepEqual(
    events.map(({ type, message }) => type ?? message),
    ['platform.initStart', 'platform.start', 'w', 'platform.report'],
  );
  assert.equal(events[3].record.status, 'success');
});

test('an endless loop ends at its timeout, and the next invocation starts afresh', async () => {
  const invocation = python('def handler(e, c):\n  print("in")\n  while e.get("loop"): pass', {
    timeoutSeconds: 1,
  });
  const result = await invoke({ ...invocation, payload: Buffer.from('{"loop":true}') });
  assert.equal(result.functionError, 'Unhandled');
  assert.deepEqual(answerOf(result), {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${invocation.requestId} Error: Task timed out after 1.00 seconds`,
  });
  assert.match(logOf(result), /\nin\n.*Z \S+ Task timed out after 1\.00 seconds\n/);
  const after = await invoke(again(invocation));
  assert.equal(after.functionError, undefined);
});

test('a worker is ended when it has idled long enough, when its credentials end, and when its function is forgotten', async (t) => {
  const machineClock = movableClock(systemClock);
  const clock = movableClock(systemClock);
  const runtime = await runtimeFor(t, { machineClock, clock, idleMillis: 60_000 });
  const invocation = python('def handler(e, c): return 1');
  const isCold = async () => (await runtime.invoke(again(invocation))).initMillis > 0;
  assert.equal(await isCold(), true);
  assert.equal(await isCold(), false);
  machineClock.advance(60_000);
  assert.equal(await isCold(), true);
  clock.advance(3_600_000);
  assert.equal(await isCold(), true);
  clock.restore();
  assert.equal(await isCold(), false);
  runtime.forget(invocation.functionArn);
  assert.equal(await isCold(), true);
});

test('more invocations than workers wait for one another, and a warm one is handed on', async (t) => {
  const runtime = await runtimeFor(t, { maxWorkers: 2 });
  const invocation = python('import os\ndef handler(e, c): return [e, c.log_stream_name]');
  const results = await Promise.all(
    Array.from({ length: 12 }, (_, at) =>
      runtime.invoke({ ...invocation, requestId: `r${at}`, payload: Buffer.from(String(at)) }),
    ),
  );
  assert.deepEqual(
    results.map((result) => answerOf(result)[0]),
    Array.from({ length: 12 }, (_, at) => at),
  );
  assert.ok(new Set(results.map(({ logStream }) => logStream)).size <= 2);
});

test('what the parts throw is thrown on, and takes no worker’s place', async (t) => {
  const runtime = await runtimeFor(t, { maxWorkers: 1 });
  const invocation = python('def handler(e, c): return 1');
  for (let i = 0; i < 3; i++) {
    const credentials = () => Promise.reject(new Error('the role is gone'));
    await assert.rejects(runtime.invoke({ ...invocation, credentials }), /the role is gone/);
  }
  assert.equal(answerOf(await runtime.invoke(invocation)), 1);
});
