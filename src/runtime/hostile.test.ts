import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import net from 'node:net';
import { test } from 'node:test';
import { answerOf, invocationOf, logOf, oneRuntime, runtimeFor } from '../../test/functions.ts';
import { missing, ROOT } from '../../test/process.ts';
import { pause } from '../base/clock.ts';
import type { MachineRuntime } from './runtime.ts';
import { startedWith } from './process-tree.ts';

const withoutBwrap = missing('bwrap', 'prlimit');
const KINDS = [
  ['in a sandbox', oneRuntime(), withoutBwrap],
  ['as a process under limits', oneRuntime({ withoutSandbox: true }), missing('prlimit')],
] as const;

type More = Parameters<typeof invocationOf>[1];
const python = (body: string, more: More = {}) => invocationOf({ 'main.py': body }, more);

/** The server goes on: how late its event loop is while something happens. */
async function lateness<T>(happening: Promise<T>): Promise<{ result: T; worstMillis: number }> {
  let isOver = false;
  const over = happening.finally(() => {
    isOver = true;
  });
  let worst = 0;
  while (!isOver) {
    const before = performance.now();
    await pause(5);
    worst = Math.max(worst, performance.now() - before - 5);
  }
  return { result: await over, worstMillis: worst };
}

async function serves(runtime: MachineRuntime): Promise<void> {
  assert.equal(answerOf(await runtime.invoke(python('def handler(e, c): return "well"'))), 'well');
}

for (const [kind, shared, without] of KINDS) {
  const trial = (name: string, run: (runtime: MachineRuntime) => Promise<void>) =>
    test(`${name}, ${kind}`, { skip: without }, async () => run(await shared()));

  trial('a fork bomb ends, with all that it has started', async (runtime) => {
    const bomb = python(
      `
import os, time
def handler(e, c):
    children = []
    try:
        for i in range(2000):
            if os.fork() == 0:
                os.setsid()
                time.sleep(100)
                os._exit(0)
    except OSError as error:
        print("stopped after", i)
        raise`,
      { timeoutSeconds: 5 },
    );
    const { result } = await lateness(runtime.invoke(bomb));
    assert.equal(result.functionError, 'Unhandled');
    assert.ok(['BlockingIOError', 'Runtime.ExitError'].includes(answerOf(result).errorType));
    await serves(runtime);
    runtime.forget(bomb.functionArn);
  });

  trial('a memory hog ends with an error', async (runtime) => {
    const hog = python(
      'def handler(e, c):\n  kept = []\n  while True: kept.append(b"x" * 1000000)',
      { memoryMiB: 128 },
    );
    // By the limit of its heap or by the watch, whichever is first.
    const result = await runtime.invoke(hog);
    assert.ok(['MemoryError', 'Runtime.ExitError'].includes(answerOf(result).errorType));
    const atOnce = python('def handler(e, c): return len(b"x" * 10**9)', { memoryMiB: 128 });
    assert.equal(answerOf(await runtime.invoke(atOnce)).errorType, 'MemoryError');
    const buffers = invocationOf(
      {
        'main.mjs':
          'export const handler = async () => { const kept = []; for (;;) { kept.push(Buffer.alloc(8e6, 1)); await new Promise(setImmediate); } }',
      },
      { runtime: 'nodejs22.x', memoryMiB: 128 },
    );
    const inNode = await runtime.invoke(buffers);
    assert.equal(answerOf(inNode).errorType, 'Runtime.ExitError');
    assert.match(answerOf(inNode).errorMessage, /signal: killed$/);
    const heap = invocationOf(
      {
        'main.mjs':
          'export const handler = async () => { const kept = []; for (;;) kept.push({}); }',
      },
      { runtime: 'nodejs22.x', memoryMiB: 128 },
    );
    assert.equal(answerOf(await runtime.invoke(heap)).errorType, 'Runtime.ExitError');
    await serves(runtime);
  });

  trial('memory that many processes share out ends with an error', async (runtime) => {
    const hogs = python(
      `
import os, time
def handler(e, c):
    for i in range(8):
        if os.fork() == 0:
            kept = b"x" * 100000000
            time.sleep(100)
    time.sleep(100)`,
      { memoryMiB: 256 },
    );
    const result = await runtime.invoke(hogs);
    assert.match(answerOf(result).errorMessage, /signal: killed$/);
    await serves(runtime);
  });

  trial('a flood of output is bounded, and the server does not notice', async (runtime) => {
    const flood = python('def handler(e, c):\n  while True: print("x" * 1000)', {
      timeoutSeconds: 1,
    });
    const { result, worstMillis } = await lateness(runtime.invoke(flood));
    assert.equal(answerOf(result).errorType, 'Sandbox.Timedout');
    const kept = result.lines.reduce((sum, { message }) => sum + message.length, 0);
    assert.ok(kept < 1_300_000, `${kept} bytes were kept`);
    assert.match(logOf(result), /\[lockstead\] \d+ bytes more were written and not kept\./);
    assert.ok(worstMillis < 500, `the event loop stood still for ${worstMillis} ms`);
    const line = python('import sys\ndef handler(e, c):\n  sys.stdout.write("y" * 5000000)');
    const one = await runtime.invoke(line);
    assert.ok(one.lines.every(({ message }) => message.length <= 256 * 1024));
  });

  trial('what a function leaves running stands still between invocations', async (runtime) => {
    const counting = python(
      `
import threading, time
n = 0
def count():
    global n
    while True:
        n += 1
        time.sleep(0.001)
def handler(e, c):
    if e.get("start"):
        threading.Thread(target=count, daemon=True).start()
    return n`,
    );
    const at = async (event: object) =>
      answerOf(await runtime.invoke({ ...counting, payload: Buffer.from(JSON.stringify(event)) }));
    await at({ start: true });
    // No clock of ours moves it: only the machine's can show that it stands.
    await pause(300);
    const before = await at({});
    await pause(600);
    const after = await at({});
    assert.ok(after - before < 200, `${after - before} steps were made in between`);
  });

  trial(
    'after a stop nothing of a function is left, not even what has left its group',
    async () => {
      const runtime = await runtimeFor(
        { after: () => {} },
        {
          withoutSandbox: kind !== KINDS[0][0],
        },
      );
      const stray = python(
        `
import os, time
def handler(e, c):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(1000)
        os._exit(0)
    os.wait()
    return os.environ["AWS_LAMBDA_RUNTIME_API"]`,
      );
      const mark = `AWS_LAMBDA_RUNTIME_API=${answerOf(await runtime.invoke(stray))}`;
      assert.ok(startedWith(mark).length >= 2);
      await runtime.stop();
      // Who is killed and is nobody's child of ours is gone as soon as the kernel has come to it.
      for (let left = 200; startedWith(mark).length > 0 && left > 0; left--) await pause(10);
      assert.deepEqual(startedWith(mark), []);
      await assert.rejects(runtime.invoke(stray), /was stopped/);
    },
  );

  trial(
    'a secret is in the environment of the function and in no list of arguments',
    async (runtime) => {
      const reading = python(
        `
import glob
def handler(e, c):
    return [open(p).read() for p in glob.glob("/proc/[0-9]*/cmdline")]`,
        { environment: async () => ({ OWN: 'secret-of-the-function' }) },
      );
      assert.doesNotMatch(JSON.stringify(answerOf(await runtime.invoke(reading))), /secret-of/);
      const outside = readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map((pid) => {
          try {
            return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
          } catch {
            return '';
          }
        });
      assert.doesNotMatch(outside.join(), /secret-of-the-(?:function|role)|token-of-the-role/);
    },
  );
}

const sandboxed = (name: string, run: (runtime: MachineRuntime) => Promise<void>) =>
  test(name, { skip: withoutBwrap }, async () => run(await KINDS[0][1]()));

sandboxed(
  'a function sees no file of Lockstead, no process but its own, and writes only to /tmp',
  async (runtime) => {
    const looking = python(
      `
import os, glob
def can(path):
    try:
        open(path, "w").close()
        return True
    except OSError:
        return False
def handler(e, c):
    return {
        "root": os.path.exists(e["root"]), "home": os.listdir("/root") if os.path.exists("/root") else [],
        "processes": len(glob.glob("/proc/[0-9]*")), "uid": os.getuid(),
        "writes": [p for p in e["paths"] if can(p)], "tmp": os.listdir("/tmp"),
        "bundles": all(os.path.getsize(p) > 1000 for p in ["/etc/pki/tls/cert.pem", "/etc/ssl/certs/ca-certificates.crt"]),
        "shadow": os.path.exists("/etc/shadow"), "cwd": os.getcwd(),
        "descriptors": [os.readlink("/proc/self/fd/" + d) for d in os.listdir("/proc/self/fd") if int(d) > 2 and os.path.exists("/proc/self/fd/" + d)],
    }`,
      {
        event: {
          root: ROOT,
          paths: [
            '/tmp/a',
            '/x',
            '/var/task/x',
            '/opt/x',
            '/var/runtime/x',
            '/usr/x',
            '/dev/shm/x',
            '/etc/x',
            '/proc/sys/kernel/core_pattern',
          ],
        },
      },
    );
    const seen = answerOf(await runtime.invoke(looking));
    assert.equal(seen.root, false);
    assert.ok(
      seen.home.every((name: string) => name === '.pyenv'),
      String(seen.home),
    );
    assert.ok(seen.processes <= 3, `${seen.processes} processes`);
    assert.equal(seen.uid, 1000);
    assert.deepEqual(seen.writes, ['/tmp/a']);
    assert.deepEqual(seen.tmp, ['a']);
    assert.equal(seen.bundles, true);
    assert.equal(seen.shadow, false);
    assert.equal(seen.cwd, '/var/task');
  },
);

sandboxed('/tmp holds what the function was promised, and not more', async (runtime) => {
  const filling = python(
    `
def handler(e, c):
    written = 0
    for i in range(20):
        try:
            with open("/tmp/%d" % i, "wb") as f:
                written += f.write(b"x" * 1048576)
        except OSError as error:
            return [error.errno, written]`,
    { ephemeralMiB: 8 },
  );
  const [errno, written] = answerOf(await runtime.invoke(filling));
  assert.equal(errno, 28);
  assert.ok(written <= 8 * 1048576);
});

sandboxed('calls that exploits of the kernel begin with are refused', async (runtime) => {
  const calling = python(
    `
import ctypes, socket, os, threading
libc = ctypes.CDLL(None, use_errno=True)
def errno(number, *args):
    ctypes.set_errno(0)
    libc.syscall(number, *args)
    return ctypes.get_errno()
def refused(family):
    try:
        socket.socket(family, socket.SOCK_DGRAM).close()
        return False
    except OSError as error:
        return error.errno
def handler(e, c):
    x64 = os.uname().machine == "x86_64"
    t = threading.Thread(target=lambda: None); t.start(); t.join()
    return {"unshare": errno(272 if x64 else 97, 0x10000000), "bpf": errno(321 if x64 else 280, 0, 0, 0),
            "io_uring": errno(425, 1, 0), "clone3": errno(435, 0, 0), "memfd": errno(319 if x64 else 279, b"m", 0),
            "packet": refused(17), "inet": refused(socket.AF_INET), "names": socket.gethostbyname("localhost"),
            "child": os.popen("echo hi").read()}`,
  );
  assert.deepEqual(answerOf(await runtime.invoke(calling)), {
    unshare: 1,
    bpf: 1,
    io_uring: 1,
    clone3: 38,
    memfd: 1,
    packet: 97,
    inet: false,
    names: '127.0.0.1',
    child: 'hi\n',
  });
});

sandboxed('nobody but the worker itself is answered by its Runtime API', async (runtime) => {
  const knocking = python(
    `
import socket
def handler(e, c):
    host, port = e["api"].split(":")
    try:
        s = socket.create_connection((host, int(port)), 2)
        s.sendall(b"GET /2018-06-01/runtime/invocation/next HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n")
        return s.recv(100).decode()
    except OSError as error:
        return "closed"`,
  );
  const telling = python(
    'import os\ndef handler(e, c): return os.environ["AWS_LAMBDA_RUNTIME_API"]',
  );
  const api = String(answerOf(await runtime.invoke(telling)));
  const result = await runtime.invoke({
    ...knocking,
    payload: Buffer.from(JSON.stringify({ api })),
  });
  assert.ok(['closed', ''].includes(answerOf(result)), String(answerOf(result)));
  const heard = await new Promise<number>((resolve) => {
    let bytes = 0;
    const socket = net.connect(Number(api.split(':')[1]), '127.0.0.1');
    socket.on('data', (chunk) => (bytes += chunk.length));
    socket.on('error', () => {});
    socket.on('close', () => resolve(bytes));
    socket.write('GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: x\r\n\r\n');
  });
  assert.equal(heard, 0);
});
