/** Makes the calls of one recorded test and compares what was recorded. */
import { arn } from '../../src/base/arn.ts';
import { CreateOrganization } from '../../src/generated/organizations.ts';
import { GetRandomPassword } from '../../src/generated/secretsmanager.ts';
import { AwsError } from '../../src/model/model.ts';
import { uuid } from '../../src/base/random.ts';
import type { AnyOperationModel, Shape } from '../../src/model/model.ts';
import type { Caller } from '../../src/operation/caller.ts';
import { ACCOUNT, house, OTHER_ACCOUNT, REGION, type TestHouse } from '../house.ts';
import { madeOutside } from './made-outside.ts';
import { functionRole, rotating } from './rotating.ts';
import { type Bindings, differences } from './template.ts';

export interface Recorded {
  readonly test: string;
  readonly about?: string;
  readonly steps: readonly Step[];
  readonly recorded_content: { readonly [key: string]: unknown };
}

interface Step {
  readonly step: number;
  readonly service: string;
  readonly operation: string;
  readonly input: { readonly [member: string]: unknown };
  readonly expect?: string;
  readonly expect_part?: string;
  readonly fails?: string;
  readonly region?: string;
  readonly caller?: string;
  /** It was asked again and again, until what had been begun was done. */
  readonly polled?: boolean;
}

/** Members that the services have gained since some of the recordings were made. */
const NEW_MEMBERS = new Set([
  'KeyMaterialId',
  'CurrentKeyMaterialId',
  'CiphertextForRecipient',
  'SourceKeyMaterialId',
  'DestinationKeyMaterialId',
  'KeyMaterialDescription',
  'KmsKeyIds',
  'ResponseMetadata',
]);

/** What differed, step by step; empty where every recorded answer was reproduced. */
export async function replay(recorded: Recorded): Promise<string[]> {
  const functions = rotating();
  const h = await house({ seed: recorded.test, functions });
  try {
    const admin = await h.admin();
    functions.in(h);
    // Where an answer tells of the organization, the recorder's account was in one.
    if (JSON.stringify(recorded.recorded_content).includes('OrganizationsDecisionDetail'))
      await h.ask(admin, CreateOrganization, {});
    const run = new Run(h, recorded, admin);
    const found: string[] = [];
    for (const step of recorded.steps) found.push(...(await run.step(step)));
    return found;
  } finally {
    await h.close();
  }
}

class Run {
  readonly #house: TestHouse;
  readonly #recorded: Recorded;
  readonly #caller: Caller;
  readonly #bindings: Bindings = new Map([['<region>', REGION]]);
  readonly #names = new Map<string, string>();
  readonly #answers = new Map<number, any>();
  #other: Caller | undefined;
  #current: Step | undefined;

  constructor(of: TestHouse, recorded: Recorded, caller: Caller) {
    this.#house = of;
    this.#recorded = recorded;
    this.#caller = caller;
  }

  async step(step: Step): Promise<string[]> {
    this.#current = step;
    const name = `step ${step.step} ${step.service}:${step.operation}`;
    const model = this.#house.gate.find(step.service, step.operation)?.model;
    if (!model) return [`${name}: not served yet`];
    const input = this.#withTokens(this.#input(step.input, model.input) as any, model);
    const caller = await this.#callerOf(step);
    // One call a second: AWS's times differ from call to call, and the order by time is recorded.
    this.#house.clock.advance(1000);
    if (step.polled) await this.#house.tick();
    if (step.operation === 'CreateFunction')
      await functionRole(this.#house, caller, input.Role.split('/').at(-1));
    await this.#usedBefore(step);
    let answer: any;
    try {
      const output = await this.#house.ask(caller, model, input, step.region ?? REGION);
      answer = {
        ...(output as object),
        ResponseMetadata: { HTTPHeaders: {}, HTTPStatusCode: 200 },
      };
      this.#answers.set(step.step, output);
      if (step.fails && !step.expect) return [`${name}: should fail with ${step.fails}`];
    } catch (error) {
      if (!(error instanceof AwsError))
        throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
      if (!step.fails && !step.expect)
        return [`${name}: fails with ${error.code}: ${error.message}`];
      answer = {
        Error: { Code: error.code, Message: error.message },
        ResponseMetadata: { HTTPHeaders: {}, HTTPStatusCode: error.status },
      };
    }
    return step.expect ? this.#compare(name, step, answer) : [];
  }

  /** The recorder's account had roles of services that were in use already. */
  async #usedBefore(step: Step): Promise<void> {
    const recorded = this.#recorded.recorded_content[step.expect ?? ''] as any;
    const region = recorded?.Role?.RoleLastUsed?.Region;
    const role = this.#answers.get(1)?.Role;
    if (region === undefined || !role) return;
    const session = `assumed-role/${role.RoleName}/service`;
    const caller: Caller = {
      kind: 'role-session',
      account: this.#caller.account,
      arn: arn('sts', '', this.#caller.account, session),
      userId: `${role.RoleId}:service`,
      role: { arn: role.Arn, id: role.RoleId, name: role.RoleName },
    };
    // The trail calls a global service's Region us-east-1, whatever was asked.
    await this.#house.ask(caller, GetRandomPassword, {}, region).catch(() => {});
  }

  #compare(name: string, step: Step, answer: any): string[] {
    let recorded = this.#recorded.recorded_content[step.expect!] as any;
    if (recorded === undefined) return [];
    if (typeof recorded === 'object' && recorded?.Error) {
      // botocore repeats the body's own members beside `Error`; the wire's tests look at their spelling.
      recorded = {
        Error: { Code: recorded.Error.Code, Message: recorded.Error.Message ?? '' },
        ResponseMetadata: recorded.ResponseMetadata,
      };
    }
    if (typeof recorded === 'number') recorded = { bytes: recorded };
    if (typeof recorded === 'string') {
      const { Code, Message } = answer.Error ?? {};
      answer = `An error occurred (${Code}) when calling the ${step.operation} operation: ${Message}`;
    }
    const actual =
      recorded?.bytes !== undefined
        ? { bytes: answer.Plaintext?.length }
        : step.expect_part
          ? part(answer, step.expect_part)
          : this.#sorted(answer);
    const found = differences(recorded, actual, this.#bindings, { newMembers: NEW_MEMBERS });
    return found.map((difference) => `${name}: ${difference}`);
  }

  /** SDKs fill in idempotency tokens, and all recordings came through one. */
  #withTokens(input: { [member: string]: unknown }, model: AnyOperationModel) {
    for (const [name, { idempotencyToken }] of Object.entries(model.input.members)) {
      if (idempotencyToken) input[name] ??= uuid(this.#house.random);
    }
    return input as any;
  }

  /** The recordings sort what AWS gives in no order. */
  #sorted(answer: any): any {
    if (typeof answer === 'string') return answer;
    const copy = { ...answer };
    if (Array.isArray(copy.VersionStages)) copy.VersionStages = [...copy.VersionStages].sort();
    if (Array.isArray(copy.Versions)) {
      copy.Versions = copy.Versions.map((v: any) =>
        v.VersionStages ? { ...v, VersionStages: [...v.VersionStages].sort() } : v,
      );
      copy.Versions.sort((a: any, b: any) => a.CreatedDate - b.CreatedDate);
    }
    if (copy.VersionIdsToStages) {
      copy.VersionIdsToStages = Object.fromEntries(
        Object.entries(copy.VersionIdsToStages as object).map(([id, stages]) => [
          id,
          [...stages].sort(),
        ]),
      );
    }
    return copy;
  }

  async #callerOf({ caller }: Step): Promise<Caller> {
    if (caller === undefined) return this.#caller;
    if (caller === 'the second account')
      return (this.#other ??= await this.#house.admin(OTHER_ACCOUNT));
    const step = /^the credentials of step (\d+)$/.exec(caller);
    if (step) {
      const { AccessKey, Credentials } = this.#answers.get(Number(step[1])) ?? {};
      const key = AccessKey ?? Credentials;
      return this.#house.callerOf(key.AccessKeyId, key.SessionToken);
    }
    throw new Error(`who is \`${caller}\`?`);
  }

  /** The input with its placeholders filled in; text for a binary member is sent as its bytes. */
  #input(value: unknown, shape?: Shape): unknown {
    if (typeof value === 'string') {
      const filled = this.#fill(value);
      return shape?.kind === 'blob' ? new TextEncoder().encode(filled) : filled;
    }
    if (Array.isArray(value))
      return value.map((one) =>
        this.#input(one, shape?.kind === 'list' ? shape.member : undefined),
      );
    if (value === null || typeof value !== 'object') return value ?? undefined;
    const given = value as { readonly [key: string]: any };
    if ('$from' in given) return this.#from(given['$from'], given['without_last']);
    if ('$json' in given) return pythonJson(this.#input(given['$json']));
    if ('$base64' in given) return Buffer.from(given['$base64'], 'base64');
    if ('$bytes' in given) return this.#made() ?? bytesOf(given['$bytes']);
    const members = shape?.kind === 'structure' ? shape.members : undefined;
    return Object.fromEntries(
      Object.entries(given)
        .map(([name, one]) => [this.#fill(name), this.#input(one, members?.[name]?.shape)] as const)
        .filter(([, one]) => one !== undefined),
    );
  }

  #made(): Uint8Array | undefined {
    const step = this.#current!;
    const before = this.#recorded.steps.slice(0, this.#recorded.steps.indexOf(step));
    return madeOutside(step, before, this.#answers);
  }

  #from(path: string, withoutLast = 0): unknown {
    const [step, ...names] = path.split('.');
    let value: any = this.#answers.get(Number(step));
    for (const name of names) value = part(value, name);
    return withoutLast && typeof value === 'string' ? value.slice(0, -withoutLast) : value;
  }

  #fill(text: string): string {
    return text.replace(
      /\{(random\d*|uuid\d*|role|account|region|caller ARN)\}/g,
      (_, name: string) => {
        if (name === 'account') return ACCOUNT;
        if (name === 'region') return REGION;
        if (name === 'caller ARN') return this.#caller.arn;
        let known = this.#names.get(name);
        if (known === undefined) {
          const drawn = Buffer.from(this.#house.random.bytes(16)).toString('hex');
          known = name.startsWith('uuid')
            ? `${drawn.slice(0, 8)}-${drawn.slice(8, 12)}-4${drawn.slice(13, 16)}-a${drawn.slice(17, 20)}-${drawn.slice(20)}`
            : drawn.slice(0, 8);
          this.#names.set(name, known);
        }
        return known;
      },
    );
  }
}

const bytesOf = (given: unknown): Uint8Array =>
  Array.isArray(given) ? Uint8Array.from(given as number[]) : Buffer.from(String(given), 'latin1');

/** `KeyMetadata`, `Aliases[0]`, `Aliases[of the new alias]` (the last one). */
function part(value: any, name: string): any {
  const indexed = /^([^[]+)\[(.+)\]$/.exec(name);
  if (!indexed) return value?.[name];
  const list = value?.[indexed[1]!];
  if (/^\d+$/.test(indexed[2]!)) return list?.[Number(indexed[2])];
  return list?.find((one: any) => !one.AliasName?.startsWith('alias/aws/'));
}

/** JSON with the spaces that the recorder's Python wrote: AWS counts them in the places of statements. */
const pythonJson = (value: unknown): string =>
  JSON.stringify(value, null, 1).replace(/,\n */g, ', ').replace(/\n */g, '');
