/** One face for the clients that people have, so that each can be taken through the same journey. */
import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as lambda from '@aws-sdk/client-lambda';
import * as organizations from '@aws-sdk/client-organizations';
import * as rds from '@aws-sdk/client-rds';
import * as secretsmanager from '@aws-sdk/client-secrets-manager';
import * as sts from '@aws-sdk/client-sts';
import { clients, environment, pointAt } from '../clients.ts';
import type { Credentials } from '../kept-server.ts';
import { clean } from '../process.ts';

/** What a client was answered; bytes are Buffers and dates are ISO texts, whatever the language. */
export type Told = any;

export interface Client {
  readonly ask: (service: Service, operation: string, input?: object) => Promise<Told>;
  /** All pages, by the client's own paginator. */
  readonly pages: (service: Service, operation: string, input?: object) => Promise<Told[]>;
  /** Waits by the client's own waiter. */
  readonly wait: (service: Service, waiter: string, input: object) => Promise<void>;
  /** Whether this release of the client has the operation. */
  readonly knows: (service: Service, operation: string) => Promise<boolean>;
  readonly close: () => void;
}

export type Service =
  | 'iam'
  | 'kms'
  | 'lambda'
  | 'logs'
  | 'organizations'
  | 'rds'
  | 'secretsmanager'
  | 'sts';

/** An error that the service answered with, as the client tells it. */
export class Refused extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status: number) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** Asserts that a request is refused in these words. The SDK for JavaScript adds `Exception` or `Fault` to some codes. */
export async function refused(
  asked: Promise<unknown>,
  code: string,
  message: string | RegExp,
  status = 400,
): Promise<void> {
  const bare = (text: string) => text.replace(/(?:Exception|Fault)$/, '');
  await assert.rejects(asked, (error: unknown) => {
    if (!(error instanceof Refused)) throw error;
    assert.deepEqual([bare(error.code), error.status], [bare(code), status], error.message);
    if (typeof message === 'string') assert.equal(withoutId(error.message), message);
    else assert.match(error.message, message);
    return true;
  });
}

const modules: { readonly [service in Service]: { readonly [name: string]: any } } = {
  iam,
  kms,
  lambda,
  logs,
  organizations,
  rds,
  secretsmanager,
  sts,
};

/** The SDK for JavaScript, version 3. */
export function javascript(url: string, credentials: Credentials): Client {
  pointAt(url);
  const { secrets, ...others } = clients(credentials);
  const made: { readonly [service in Service]: any } = { ...others, secretsmanager: secrets };
  const told = async <T>(request: Promise<T>): Promise<T> => {
    try {
      return await request;
    } catch (error) {
      const { name, message, $metadata } = error as any;
      if (!$metadata?.httpStatusCode) throw error;
      throw new Refused(name, message, $metadata.httpStatusCode);
    }
  };
  return {
    ask: async (service, operation, input = {}) =>
      shown(await told(made[service].send(new modules[service][`${operation}Command`](input)))),
    pages: async (service, operation, input = {}) => {
      const all = modules[service][`paginate${operation}`]({ client: made[service] }, input);
      return (await told(Array.fromAsync(all))).map(shown);
    },
    wait: async (service, waiter, input) => {
      const options = { client: made[service], minDelay: 1, maxWaitTime: 10 };
      const { state } = await told<any>(modules[service][`waitUntil${waiter}`](options, input));
      assert.equal(state, 'SUCCESS');
    },
    knows: async (service, operation) => `${operation}Command` in modules[service],
    close: () => {},
  };
}

function shown(value: any): Told {
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(shown);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      name === '$metadata' || member === undefined ? [] : [[name, shown(member)]],
    ),
  );
}

/** boto3, in a Python that is asked line by line. */
export function boto3(url: string, credentials: Credentials): Client {
  const python = spawn('python3', ['-c', PYTHON], {
    env: { ...clean(process.env), ...environment(url, credentials) },
  });
  const ask = conversation(python);
  const told = async (question: object): Promise<Told> => {
    const answer = JSON.parse(await ask(JSON.stringify(question, written)), read);
    if (answer.code !== undefined) throw new Refused(answer.code, answer.message, answer.status);
    if (answer.bug !== undefined) throw new Error(answer.bug);
    return answer.output;
  };
  return {
    ask: (service, operation, input = {}) => told({ what: 'ask', service, operation, input }),
    pages: (service, operation, input = {}) => told({ what: 'pages', service, operation, input }),
    wait: (service, operation, input) => told({ what: 'wait', service, operation, input }),
    knows: (service, operation) => told({ what: 'knows', service, operation }),
    close: () => python.stdin.end(),
  };
}

/** One line there, one line back, in order. */
function conversation(python: ChildProcessWithoutNullStreams) {
  let errors = '';
  python.stderr.on('data', (chunk) => (errors += chunk));
  const waiting: ((line: string | undefined) => void)[] = [];
  const lines = createInterface({ input: python.stdout });
  lines.on('line', (line) => waiting.shift()?.(line));
  lines.on('close', () => waiting.splice(0).forEach((heard) => heard(undefined)));
  return async (question: string): Promise<string> => {
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    waiting.push(resolve);
    python.stdin.write(`${question}\n`);
    const line = await promise;
    if (line === undefined) throw new Error(`Python ended:\n${errors}`);
    return line;
  };
}

// Bytes travel as `{"$bytes": BASE64}`. A Buffer has become `{type, data}` before a replacer sees it.
const written = (_name: string, value: any) =>
  value?.type === 'Buffer' && Array.isArray(value.data)
    ? { $bytes: Buffer.from(value.data).toString('base64') }
    : value;
const read = (_name: string, value: any) =>
  typeof value?.$bytes === 'string' ? Buffer.from(value.$bytes, 'base64') : value;

const PYTHON = `
import base64, datetime, json, sys, traceback
import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError

def shown(value):
    if isinstance(value, (bytes, bytearray)): return {'$bytes': base64.b64encode(value).decode()}
    if isinstance(value, datetime.datetime): return value.isoformat()
    if hasattr(value, 'iter_chunks'): return shown(value.read())
    if isinstance(value, list): return [shown(each) for each in value]
    if isinstance(value, dict):
        return {k: shown(v) for k, v in value.items() if k != 'ResponseMetadata'}
    return value

def given(value):
    if isinstance(value, list): return [given(each) for each in value]
    if isinstance(value, dict):
        if '$bytes' in value: return base64.b64decode(value['$bytes'])
        return {k: given(v) for k, v in value.items()}
    return value

clients = {}
for line in sys.stdin:
    question = json.loads(line)
    try:
        service = question['service']
        if service not in clients:
            clients[service] = boto3.client(service, config=Config(retries={'total_max_attempts': 1}))
        client, name = clients[service], xform_name(question['operation'])
        if question['what'] == 'knows': output = hasattr(client, name)
        elif question['what'] == 'wait':
            output = client.get_waiter(name).wait(**given(question['input']), WaiterConfig={'Delay': 1, 'MaxAttempts': 10})
        elif question['what'] == 'pages':
            output = [page for page in client.get_paginator(name).paginate(**given(question['input']))]
        else: output = getattr(client, name)(**given(question['input']))
        answer = {'output': shown(output)}
    except ClientError as error:
        answer = {
            'code': error.response['Error']['Code'], 'message': error.response['Error'].get('Message', ''),
            'status': error.response['ResponseMetadata']['HTTPStatusCode'],
        }
    except Exception:
        answer = {'bug': traceback.format_exc()}
    print(json.dumps(answer), flush=True)
`;
import { withoutId } from '../refusal.ts';
