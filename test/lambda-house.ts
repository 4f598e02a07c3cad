/** A house for the tests of Lambda: its functions are sentences of the test, and run nowhere. */
import { strictText, utf8 } from '../src/base/bytes.ts';
import { CreateRole, PutRolePolicy } from '../src/generated/iam.ts';
import { AddPermission, CreateFunction, Invoke } from '../src/generated/lambda.ts';
import type { CreateFunctionRequest, InvocationResponse } from '../src/generated/lambda.types.ts';
import type { OperationModel } from '../src/model/model.ts';
import type { Caller } from '../src/operation/caller.ts';
import type {
  FunctionCredentials,
  FunctionRuntime,
  Invocation,
  InvocationResult,
} from '../src/operation/functions.ts';
import { ACCOUNT, house, type TestHouse } from './house.ts';

/** One invocation as the runtime was asked for it. */
export interface Asked extends Invocation {
  readonly event: any;
  readonly variables: { readonly [name: string]: string };
  readonly session: FunctionCredentials;
  readonly zips: readonly string[];
}

type Does = (asked: Asked) => Partial<InvocationResult> | Promise<Partial<InvocationResult>>;

export interface LambdaHouse extends TestHouse {
  readonly me: Caller;
  /** As the administrator, or as somebody else. */
  readonly call: <I extends object, O, E extends string>(
    model: OperationModel<I, O, E>,
    input: I,
    as?: Caller,
    region?: string,
  ) => Promise<O>;
  /** What functions do from now on. */
  readonly does: (does: Does) => void;
  /** What the runtime was asked, oldest first. */
  readonly asked: Asked[];
  readonly forgotten: string[];
  /** The ARN of a role that Lambda may assume, with these permissions. */
  readonly role: (name: string, may?: readonly string[]) => Promise<string>;
  /** Makes a function of the role `runs`. */
  readonly create: (name: string, more?: Partial<CreateFunctionRequest>) => Promise<string>;
  readonly invoke: (
    name: string,
    event?: unknown,
    as?: Caller,
    more?: object,
  ) => Promise<InvocationResponse & { readonly answer: any }>;
  /** Allows a principal to invoke a function. */
  readonly allow: (name: string, principal: string, more?: object) => Promise<void>;
}

export const ZIP = utf8('PK: a zip as far as this runtime knows');
export const answering = (value: unknown) => utf8(JSON.stringify(value));

export async function lambdaHouse(): Promise<LambdaHouse> {
  const asked: Asked[] = [];
  const forgotten: string[] = [];
  let does: Does = ({ event }) => ({ payload: answering(event) });
  const runtime: FunctionRuntime = {
    runs: (name) => /^(python3\.|nodejs2|provided\.al2023)/.test(name),
    examine: async (zip) => {
      const said = strictText(zip) ?? '';
      if (said.startsWith('PK')) return { unzippedBytes: zip.length };
      return said === 'bomb' ? 'too-large' : said === 'escape' ? 'hostile' : 'unreadable';
    },
    invoke: async (invocation) => {
      const [variables, session, ...zips] = await Promise.all([
        invocation.environment(),
        invocation.credentials(),
        invocation.code(),
        ...invocation.layers.map((layer) => layer()),
      ]);
      const one: Asked = {
        ...invocation,
        variables,
        session,
        zips: zips.map((zip) => strictText(zip as Uint8Array)!),
        event: JSON.parse(strictText(invocation.payload)!),
      };
      asked.push(one);
      const at = h.clock.now();
      return {
        payload: answering(null),
        lines: [
          { at, message: `START RequestId: ${invocation.requestId}` },
          { at, message: `REPORT RequestId: ${invocation.requestId}` },
        ],
        logStream: `2026/01/05/[${invocation.version}]0123`,
        billedMillis: 1,
        initMillis: 0,
        ...(await does(one)),
      };
    },
    forget: (functionArn) => void forgotten.push(functionArn),
    stop: async () => {},
  };
  const h = await house({ functions: { runtime, endpoint: () => 'https://house.example' } });
  const me = await h.admin();
  const call: LambdaHouse['call'] = (model, input, as = me, region) =>
    h.ask(as, model, input, region);

  const role: LambdaHouse['role'] = async (name, may = []) => {
    const { Role } = await call(CreateRole, {
      RoleName: name,
      AssumeRolePolicyDocument: allowing({
        Principal: { Service: 'lambda.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
    });
    if (may.length > 0) {
      const PolicyDocument = allowing({ Action: may, Resource: '*' });
      await call(PutRolePolicy, { RoleName: name, PolicyName: 'may', PolicyDocument });
    }
    return Role.Arn;
  };
  const runs = await role('runs', ['logs:*']);

  return {
    ...h,
    me,
    call,
    does: (next) => (does = next),
    asked,
    forgotten,
    role,
    create: async (name, more = {}) => {
      const { FunctionArn } = await call(CreateFunction, {
        FunctionName: name,
        Runtime: 'python3.12',
        Handler: 'main.handler',
        Role: runs,
        Code: { ZipFile: ZIP },
        ...more,
      });
      return FunctionArn!;
    },
    invoke: async (name, event, as = me, more = {}) => {
      const payload = event === undefined ? {} : { Payload: answering(event) };
      const told = await call(Invoke, { FunctionName: name, ...payload, ...more }, as);
      const said = told.Payload && strictText(told.Payload);
      return { ...told, answer: said ? JSON.parse(said) : undefined };
    },
    allow: async (name, principal, more = {}) => {
      await call(AddPermission, {
        FunctionName: name,
        StatementId: `allow-${h.random.bytes(4).join('')}`,
        Action: 'lambda:InvokeFunction',
        Principal: principal,
        ...more,
      });
    },
  };
}

const allowing = (statement: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });

export const functionArn = (name: string, account = ACCOUNT): string =>
  `arn:aws:lambda:us-east-1:${account}:function:${name}`;
