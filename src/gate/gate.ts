/** The road of every request, once its bytes are read and its signature is believed. Jobs take it too. */
import { type Denial, newDenialId } from '../audit/denial.ts';
import { createTrail, type Happening, serviceEventRows } from '../audit/event.ts';
import type { Clock, Instant } from '../base/clock.ts';
import type { Random } from '../base/random.ts';
import type { Keyring } from '../crypto/keyring.ts';
import { type AnyOperationModel, AwsError, type ServiceModel } from '../model/model.ts';
import { validationError } from '../model/validate.ts';
import type { Caller, RequestFacts } from '../operation/caller.ts';
import type { Identities, Policies } from '../operation/identities.ts';
import type { ServiceEvent } from '../operation/job.ts';
import type { Asking, Call, Operation, Permitted, Resource } from '../operation/operation.ts';
import type { Service } from '../operation/service.ts';
import type { Change } from '../store/statement.ts';
import { Conflict, type Reader, type Store } from '../store/store.ts';
import { createJudge, encodeRefusal, type Judgement, permit, refusal } from './authorize.ts';
import { besidesOf, failed, happening, undone } from './happening.ts';
import { reasonsOf } from './reasons.ts';
import { createTurns } from './turns.ts';

export interface GateParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly store: Store;
  readonly keyring: Keyring;
  readonly identities: Identities;
  readonly policies: Policies;
  readonly services: readonly Service[];
  /** Hears of what no caller may hear of: the cause of an `InternalFailure`. */
  readonly report: (cause: unknown, request: RequestFacts) => void;
  /** Hears what services did on their own account, once it is written. */
  readonly heard?: ((event: ServiceEvent) => void) | undefined;
}

export interface Gate {
  /** Runs one operation; its answer or its refusal is on the trail when the promise settles. */
  readonly perform: (
    caller: Caller,
    request: RequestFacts,
    model: AnyOperationModel,
    input: unknown,
    /** A reader that is as fresh as the request, where there is one already. */
    store?: Reader,
  ) => Promise<any>;
  /** Puts a signed request on the trail that never became an operation: unknown, unserved or unreadable. */
  readonly refuse: (
    caller: Caller,
    request: RequestFacts,
    service: ServiceModel,
    operation: string,
    error: AwsError,
  ) => Promise<void>;
  /** The operation where it is served. */
  readonly find: (service: string, operation: string) => Operation | undefined;
}

/** A handler may run this often when somebody was first each time. */
const ATTEMPTS = 20;
/** How deep services may ask one another: Lambda asked by rotation asked by a client is three. */
const DEPTH = 5;

/** What one request will write: its trail whatever happens, its changes when all went well. */
interface Ledger {
  readonly trail: Happening[];
  readonly changes: Change[];
  /** What services did on their own account; absent where they did nothing, as in almost every request. */
  events?: ServiceEvent[];
}

/** What a client, or a job, asks. */
interface Asked {
  readonly caller: Caller;
  readonly request: RequestFacts;
  readonly model: AnyOperationModel;
  readonly input: unknown;
}

type Done = { readonly kind: 'done'; readonly value: unknown };
type Failed = { readonly kind: 'failed'; readonly error: AwsError };
/** Nothing of it was written: somebody had changed what it is about. */
type Late = {
  readonly kind: 'late';
  readonly about: string;
  readonly ledger: Ledger;
  readonly cause: Conflict;
};
type Outcome = Done | Failed | Late;

/** One question on its way: the client's, or one that a service asks for him. */
interface Frame extends Asking {
  readonly model: AnyOperationModel;
  readonly input: unknown;
  readonly ledger: Ledger;
}

/** What each protocol calls a refusal. */
const DENIED: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'UnauthorizedOperation',
]);

const INTERNAL_FAILURE =
  'An internal error occurred. The request can be found in the log by its id.';

export function createGate(parts: GateParts): Gate {
  const { judge } = createJudge(parts.policies);
  const trail = createTrail(parts.random);
  const turns = createTurns();
  const services = new Map(parts.services.map((service) => [service.model.name, service]));
  const operations = new Map(
    parts.services.map(({ model, operations: list }) => [
      model.name,
      new Map(list.map((o) => [o.model.name, o])),
    ]),
  );
  const find = (service: string, name: string) => operations.get(service)?.get(name);
  const judgements = new WeakMap<AwsError, Judgement>();

  async function perform(
    caller: Caller,
    request: RequestFacts,
    model: AnyOperationModel,
    input: unknown,
    fresh?: Reader,
  ): Promise<any> {
    const asked = { caller, request, model, input };
    let outcome = await attempt(asked, fresh ?? (await parts.store.fresh()));
    if (outcome.kind === 'late') {
      const { about } = outcome;
      outcome = await turns.take(about, () => again(asked, outcome as Late));
    }
    if (outcome.kind === 'done') return outcome.value;
    throw outcome.error;
  }

  async function attempt(asked: Asked, store: Reader): Promise<Outcome> {
    const ledger: Ledger = { trail: [], changes: [] };
    const now = parts.clock.now();
    const outcome = await settle(run({ ...asked, ledger, store, now, via: [] }));
    const error = outcome.ok ? undefined : shown(outcome.error, asked.request);
    try {
      const told = trail.rows(outcome.ok ? ledger.trail : undone(ledger.trail));
      const rows = outcome.ok ? [...told, ...ledger.changes] : told;
      if (rows.length > 0) await parts.store.commit(rows);
      trail.written(told);
      if (outcome.ok && ledger.events) ledger.events.forEach((event) => parts.heard?.(event));
    } catch (cause) {
      if (!(cause instanceof Conflict)) throw cause;
      const about = ledger.trail.at(-1)?.resource?.arn ?? asked.model.name;
      return { kind: 'late', about, ledger, cause };
    }
    return error ? { kind: 'failed', error } : { kind: 'done', value: (outcome as any).value };
  }

  /**
   * Somebody was first: runs it again on what is there now, alone among those who were late for the
   * same thing. All of them at once would be late again, but for one.
   */
  async function again(asked: Asked, first: Late): Promise<Done | Failed> {
    let late = first;
    const isRepeatable = find(asked.model.service.name, asked.model.name)?.repeatable;
    for (let n = 2; isRepeatable && n <= ATTEMPTS; n++) {
      const outcome = await attempt(asked, await parts.store.fresh());
      if (outcome.kind !== 'late') return outcome;
      late = outcome;
    }
    const error = shown(late.cause, asked.request);
    const told = trail.rows(failed(late.ledger.trail, error));
    await parts.store.commit(told);
    trail.written(told);
    return { kind: 'failed', error };
  }

  /** What the caller is told: AWS's own errors as they are, and of a bug nothing but that there was one. */
  function shown(error: unknown, request: RequestFacts): AwsError {
    if (error instanceof AwsError) return error;
    parts.report(error, request);
    return new AwsError('InternalFailure', INTERNAL_FAILURE, 500);
  }

  async function run(asked: Frame): Promise<any> {
    const { model, ledger } = asked;
    const operation = find(model.service.name, model.name);
    if (!operation) throw new Error(`nobody serves ${model.service.name}:${model.name}`);
    let frame = asked;
    let resource: Resource | undefined;
    try {
      const wrong = validationError(model, frame.input);
      if (wrong) throw wrong;
      if (operation.identify) frame = await identified(operation, frame);
      if (operation.prepare) frame = await prepared(operation, frame);
      const permits: { [name: string]: Permitted<Resource, string> | undefined } = {};
      const about = frame;
      const { input } = frame;
      for (const { name, access } of operation.access) {
        if (access.when && !access.when(input, frame)) continue;
        const found = await access.on(input, frame);
        const missing = 'missing' in found ? found : undefined;
        const asked: Resource = missing
          ? {
              arn: missing.missing,
              account: missing.account ?? frame.caller.account,
              ...(missing.shown !== undefined && { shown: missing.shown }),
              ...(missing.veiled !== undefined && { veiled: missing.veiled }),
              ...(missing.policy && { policy: missing.policy }),
            }
          : (found as Resource);
        resource ??= asked;
        const keys = () => access.keys?.(input, missing ? undefined : found, about) ?? {};
        await demand(frame, access.action, asked, keys);
        if (missing)
          throw new AwsError(missing.error, missing.message, model.errors[missing.error]?.status);
        permits[name] = permit(asked, access.action);
      }
      const answer = await operation.handle(callOf(frame, permits));
      const besides =
        operation.access.length > 1 ? besidesOf(resource, Object.values(permits)) : undefined;
      ledger.trail.push(happening(operation, frame, resource, answer, besides));
      if (answer.changes) ledger.changes.push(...answer.changes);
      for (const event of answer.events ?? []) {
        const { eventSource } = model.service;
        ledger.changes.push(...serviceEventRows(parts.random, frame.now, eventSource, event));
        (ledger.events ??= []).push(event);
      }
      return answer.output;
    } catch (cause) {
      // Whom nobody knows could otherwise fill the trail: he is told of in the log, as who signs badly is.
      if (frame.caller.kind === 'anonymous') throw cause;
      const error = cause instanceof AwsError ? cause : undefined;
      const denial = error && denialOf(frame, error, resource);
      ledger.trail.push({
        ...happening(operation, frame, resource),
        ...(denial && { denial }),
        error: {
          code: error?.code ?? 'InternalFailure',
          message: error?.message ?? INTERNAL_FAILURE,
        },
      });
      throw cause;
    }
  }

  async function demand(
    frame: Frame,
    action: string,
    asked: Resource,
    keys: Parameters<typeof judge>[3],
  ): Promise<void> {
    const judgement = await judge(frame, action, asked, keys);
    if (judgement.decision.allowed) return;
    throw refused(frame, judgement);
  }

  function refused({ caller, model }: Frame, judgement: Judgement): AwsError {
    const error = refusal(model.service.protocol, judgement, () =>
      encodeRefusal(parts.keyring, caller.account, judgement),
    );
    judgements.set(error, judgement);
    return error;
  }

  /** Every refusal has an id, whether there was something to judge or not: it must not tell the two apart. */
  function denialOf(
    { caller, now, ledger }: Frame,
    error: AwsError,
    resource: Resource | undefined,
  ): Denial | undefined {
    if (!DENIED.has(error.code)) return undefined;
    const account = caller.account || resource?.account || '';
    error.authorizationId ??= newDenialId(parts.random, account, now);
    const id = error.authorizationId;
    const judgement = judgements.get(error);
    // A service that was refused by another says so in its own words: the reasons are the other's.
    const reasons = judgement ? reasonsOf(judgement) : ledger.trail.at(-1)?.denial?.reasons;
    return reasons ? { id, reasons } : { id };
  }

  function callOf(
    frame: Frame,
    permits: { readonly [name: string]: Permitted<Resource, string> | undefined },
  ): Call<any, any, any, any, any> {
    const { model } = frame;
    const { '': resource, ...also } = permits;
    return {
      input: frame.input,
      operation: model.name,
      resource,
      also,
      caller: frame.caller,
      request: frame.request,
      store: frame.store,
      now: frame.now,
      via: frame.via,
      random: parts.random,
      parts: services.get(model.service.name)!.parts,
      get principals() {
        return parts.identities.principals(frame.store);
      },
      error: errorsOf(model),
      ask: (asked, input, region) => ask(inRegion(frame, region), frame.caller, asked, input),
      askAs: (caller, asked, input) => ask(frame, caller, asked, input),
      demand: async (action, asked, keys = {}) => {
        await demand(frame, action, asked, () => keys);
        return permit(asked, action);
      },
      would: async (action, asked, keys = {}) =>
        (await judge(frame, action, asked, () => keys)).decision,
    };
  }

  function ask(
    frame: Frame,
    caller: Caller,
    model: AnyOperationModel,
    input: unknown,
  ): Promise<any> {
    if (frame.via.length >= DEPTH)
      throw new Error(`services ask one another in a circle: ${frame.via.join(', ')}`);
    const own = frame.model.service.name;
    // A service that asks itself does so as the caller: BatchGetSecretValue reads secret by secret.
    const via = model.service.name === own ? frame.via : [...frame.via, own];
    return run({ ...frame, caller, model, input, via });
  }

  /** The frame to go on with, once it is known who asks. */
  async function identified(operation: Operation, frame: Frame): Promise<Frame> {
    const { parts: own } = services.get(operation.model.service.name)!;
    const caller = await operation.identify!({
      ...frame,
      parts: own,
      error: errorsOf(operation.model),
    });
    return { ...frame, caller };
  }

  /** The frame to go on with, once what the operation cannot do without is there. */
  async function prepared(operation: Operation, frame: Frame): Promise<Frame> {
    const service = services.get(operation.model.service.name)!;
    const preparation = await operation.prepare!({
      ...frame,
      parts: service.parts,
      random: parts.random,
    });
    if (!preparation) return frame;
    const told = serviceEventRows(parts.random, frame.now, service.model.eventSource, {
      name: preparation.event.name,
      account: frame.caller.account,
      region: frame.request.region,
      resource: preparation.event.resource,
    });
    try {
      await parts.store.commit([...told, ...preparation.changes]);
    } catch (cause) {
      // Somebody else has just made it, and that will do.
      if (!(cause instanceof Conflict)) throw cause;
    }
    return { ...frame, store: await parts.store.fresh() };
  }

  async function refuse(
    caller: Caller,
    request: RequestFacts,
    service: ServiceModel,
    operation: string,
    error: AwsError,
  ): Promise<void> {
    const at: Instant = parts.clock.now();
    const { code, message } = error;
    const told = {
      at,
      caller,
      request,
      via: [],
      service,
      operation,
      readOnly: false,
      error: { code, message },
    };
    const rows = trail.rows([told]);
    await parts.store.commit(rows);
    trail.written(rows);
  }

  return { perform, refuse, find };
}

/** The same question as another Region hears it: a secret's replica is sealed under a key that lies there. */
const inRegion = (frame: Frame, region = frame.request.region): Frame =>
  region === frame.request.region ? frame : { ...frame, request: { ...frame.request, region } };

const errorsOf =
  (model: AnyOperationModel) =>
  (code: string, message: string, members?: { readonly [name: string]: unknown }): AwsError =>
    new AwsError(code, message, model.errors[code]?.status, members);

async function settle<T>(
  promise: Promise<T>,
): Promise<{ ok: true; value: T } | { ok: false; error: unknown }> {
  try {
    return { ok: true, value: await promise };
  } catch (error) {
    return { ok: false, error };
  }
}
