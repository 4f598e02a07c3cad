/** Runs a JavaScript handler: asks the Lambda Runtime API for work, and tells it what came of it. */
import { existsSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';

const env = process.env;
const TASK = env.LAMBDA_TASK_ROOT;
const MAJOR = Number(/nodejs(\d+)/.exec(env.AWS_EXECUTION_ENV)?.[1] ?? 22);
const IS_JSON = env.AWS_LAMBDA_LOG_FORMAT === 'JSON';
const [host, port] = env.AWS_LAMBDA_RUNTIME_API.split(':');
const TYPE = 'Lambda-Runtime-Function-Error-Type';

let requestId = '';

// One kept connection, requests in turn: a client of `node:http` costs more than all the rest of this.
const socket = connect({ host, port: Number(port), noDelay: true });
const waiting = [];
let heard = Buffer.alloc(0);
socket.on('data', (chunk) => {
  heard = heard.length === 0 ? chunk : Buffer.concat([heard, chunk]);
  for (let told = answerIn(heard); told; told = answerIn(heard)) {
    heard = heard.subarray(told.end);
    waiting.shift()(told);
    // While a handler works, only what it has begun itself keeps its event loop alive.
    if (waiting.length === 0) socket.unref();
  }
});
socket.on('error', () => process.exit(0));
socket.on('close', () => process.exit(0));

function answerIn(bytes) {
  const head = bytes.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const headers = {};
  for (const line of bytes.toString('latin1', 0, head).split('\r\n').slice(1)) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  const end = head + 4 + Number(headers['content-length'] ?? 0);
  return bytes.length < end ? undefined : { headers, body: bytes.subarray(head + 4, end), end };
}

function ask(method, page, body = '', headers = {}) {
  const lines = [`${method} /2018-06-01/runtime/${page} HTTP/1.1`, `Host: ${host}:${port}`];
  for (const [name, value] of Object.entries(headers)) {
    lines.push(`${name}: ${String(value).replace(/[^\x20-\x7e]/g, '?')}`);
  }
  if (method === 'POST') lines.push(`Content-Length: ${Buffer.byteLength(body)}`);
  const head = `${lines.join('\r\n')}\r\n\r\n`;
  socket.ref();
  return new Promise((done) => {
    waiting.push(done);
    if (typeof body === 'string') return socket.write(head + body);
    socket.write(head);
    socket.write(body);
  });
}

// ES modules find layers and the SDK as `require` does, which looks along NODE_PATH.
const along = (env.NODE_PATH ?? '').split(':').filter(Boolean);
registerHooks({
  resolve(specifier, context, next) {
    try {
      return next(specifier, context);
    } catch (error) {
      if (error?.code !== 'ERR_MODULE_NOT_FOUND' || /^(?:[./]|[a-z]+:)/.test(specifier))
        throw error;
      for (const folder of along) {
        try {
          const parentURL = pathToFileURL(join(folder, '..', 'any.mjs')).href;
          return next(specifier, { ...context, parentURL });
        } catch {
          // The next one may have it.
        }
      }
      throw error;
    }
  },
});

const LEVELS = {
  log: 'INFO',
  info: 'INFO',
  debug: 'DEBUG',
  trace: 'TRACE',
  warn: 'WARN',
  error: 'ERROR',
};
for (const [method, level] of Object.entries(LEVELS)) {
  console[method] = (...args) => {
    const timestamp = new Date().toISOString();
    const line = IS_JSON
      ? JSON.stringify({
          timestamp,
          level,
          requestId,
          message: args.length === 1 && typeof args[0] === 'object' ? args[0] : format(...args),
        })
      : `${timestamp}\t${requestId || 'undefined'}\t${level}\t${format(...args).replaceAll('\n', '\r')}`;
    process.stdout.write(`${line}\n`);
  };
}

class Fault extends Error {
  constructor(name, message) {
    super(message);
    this.name = name;
  }
}

const isError = (value) =>
  value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';

function told(value) {
  if (!isError(value)) {
    return { errorType: typeof value, errorMessage: String(value), trace: [] };
  }
  return {
    errorType: value.name,
    errorMessage: value.message,
    trace: String(value.stack ?? '').split('\n'),
  };
}

async function failed(page, value, heading) {
  const error = told(value);
  const body = JSON.stringify(error);
  const details = {
    ...(isError(value) ? value : {}),
    errorType: error.errorType,
    errorMessage: error.errorMessage,
    stack: error.trace,
  };
  const text = IS_JSON ? details : `${heading}\t${JSON.stringify(details)}`;
  if (IS_JSON) console.error(text);
  else
    process.stdout.write(
      `${new Date().toISOString()}\t${requestId || 'undefined'}\tERROR\t${text}\n`,
    );
  await ask('POST', page, body, { [TYPE]: error.errorType, 'Content-Type': 'application/json' });
}

globalThis.awslambda = {
  HttpResponseStream: {
    from(stream, prelude) {
      stream.setContentType('application/vnd.awslambda.http-integration-response');
      stream.write(JSON.stringify(prelude));
      stream.write(Buffer.alloc(8));
      return stream;
    },
  },
  streamifyResponse(handler) {
    // The answer is sent as a whole when the stream ends.
    return Object.assign(
      (event, context) =>
        new Promise((done, fail) => {
          const chunks = [];
          const stream = new Writable({
            write(chunk, encoding, next) {
              chunks.push(Buffer.from(chunk, encoding));
              next();
            },
          });
          stream.setContentType = () => {};
          stream.on('finish', () => done(new Streamed(Buffer.concat(chunks))));
          stream.on('error', fail);
          Promise.resolve(handler(event, stream, context)).then(
            () => stream.writableEnded || stream.end(),
            fail,
          );
        }),
      { isStreaming: true },
    );
  },
};

class Streamed {
  constructor(bytes) {
    this.bytes = bytes;
  }
}

async function load() {
  const [, folder, name, path] = /^(.*\/)?([^./]+)\.(.+)$/.exec(env._HANDLER) ?? [];
  if (!name) throw new Fault('Runtime.MalformedHandlerName', 'Bad handler');
  const base = resolve(TASK, folder ?? '', name);
  if (!base.startsWith(`${resolve(TASK)}/`)) {
    throw new Fault(
      'Runtime.MalformedHandlerName',
      `'${env._HANDLER}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  }
  const found = ['.js', '.mjs', '.cjs'].map((end) => base + end).find(existsSync);
  if (!found)
    throw new Fault(
      'Runtime.ImportModuleError',
      `Error: Cannot find module '${name}'\nRequire stack:\n- ${env.LAMBDA_RUNTIME_DIR}/index.mjs`,
    );
  let loaded;
  try {
    loaded = found.endsWith('.cjs')
      ? createRequire(found)(found)
      : await import(pathToFileURL(found).href);
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new Fault('Runtime.UserCodeSyntaxError', `SyntaxError: ${error.message}`);
    if (error?.code === 'MODULE_NOT_FOUND' || error?.code === 'ERR_MODULE_NOT_FOUND') {
      throw new Fault('Runtime.ImportModuleError', `Error: ${error.message}`);
    }
    throw error;
  }
  // What a CommonJS module exports arrives as `default`, whole.
  const reach = (from) => path.split('.').reduce((value, key) => value?.[key], from);
  const handler = reach(loaded) ?? reach(loaded.default);
  if (handler === undefined)
    throw new Fault('Runtime.HandlerNotFound', `${env._HANDLER} is undefined or not exported`);
  if (typeof handler !== 'function')
    throw new Fault('Runtime.HandlerNotFound', `${env._HANDLER} is not a function`);
  if (MAJOR >= 24 && handler.length >= 3 && !handler.isStreaming) {
    throw new Fault(
      'Runtime.CallbackHandlerDeprecated',
      'AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later.',
    );
  }
  return handler;
}

function contextOf(headers, finish) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const client = headers['lambda-runtime-client-context'];
  const old = {
    callbackWaitsForEmptyEventLoop: true,
    done: (error, result) => finish(error, result),
    fail: (error) => finish(error ?? 'handled'),
    succeed: (result) => finish(null, result),
  };
  return {
    ...(MAJOR < 24 && old),
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: client ? JSON.parse(Buffer.from(client, 'latin1').toString('utf8')) : undefined,
    identity: undefined,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

/** Calls the handler in either style; an event loop that runs empty ends an invocation too. */
function call(handler, event, headers) {
  return new Promise((done, fail) => {
    const settle = (action) => {
      process.removeListener('beforeExit', onEmpty);
      action();
    };
    let pending = () => done(null);
    const onEmpty = () => settle(pending);
    process.once('beforeExit', onEmpty);
    const finish = (error, result) => {
      pending = () => (error === null || error === undefined ? done(result) : fail(error));
      if (!context.callbackWaitsForEmptyEventLoop) settle(pending);
    };
    const context = contextOf(headers, finish);
    const returned = handler(event, context, finish);
    if (typeof returned?.then === 'function') {
      returned.then(
        (value) => settle(() => done(value)),
        (error) => settle(() => fail(error)),
      );
    } else if (MAJOR >= 24) {
      settle(() => done(returned));
    }
  });
}

function written(result) {
  if (result instanceof Streamed) return result.bytes;
  try {
    return JSON.stringify(result === undefined ? null : result) ?? 'null';
  } catch {
    throw new Fault('Runtime.MarshalError', 'Unable to stringify response body');
  }
}

async function die(kind, value) {
  const error = isError(value) ? value : new Error(String(value));
  if (kind) {
    error.message = `${error.name}: ${error.message}`;
    error.name = kind;
  }
  const page = requestId ? `invocation/${requestId}/error` : 'init/error';
  try {
    await failed(page, error, kind ? 'Unhandled Promise Rejection' : 'Uncaught Exception');
  } finally {
    process.exit(129);
  }
}
process.on('uncaughtException', (error) => void die(undefined, error));
process.on('unhandledRejection', (error) => void die('Runtime.UnhandledPromiseRejection', error));

let handler;
try {
  handler = await load();
} catch (error) {
  await failed('init/error', error, 'Uncaught Exception');
  process.exit(1);
}
for (let next = ask('GET', 'invocation/next'); ; ) {
  const { headers, body } = await next;
  requestId = headers['lambda-runtime-aws-request-id'];
  env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'] ?? '';
  try {
    let event;
    try {
      event = JSON.parse(body.toString('utf8'));
    } catch (error) {
      throw new Fault('Runtime.UnmarshalError', error.message);
    }
    const result = written(await call(handler, event, headers));
    // Asked for in the same breath: the connection answers in turn.
    void ask('POST', `invocation/${requestId}/response`, result);
  } catch (error) {
    await failed(`invocation/${requestId}/error`, error, 'Invoke Error');
  }
  requestId = '';
  next = ask('GET', 'invocation/next');
}
