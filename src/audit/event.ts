/** What is remembered of a call. `record.ts` shows it as CloudTrail does. */
import type { Instant } from '../base/clock.ts';
import { type Random, uuid } from '../base/random.ts';
import type { AnyOperationModel, ServiceModel } from '../model/model.ts';
import { redact } from '../model/redact.ts';
import type { Caller, RequestFacts } from '../operation/caller.ts';
import type { ServiceEvent } from '../operation/job.ts';
import { type Change, change } from '../store/statement.ts';
import { type Actor, actorOf, serviceActor } from './actor.ts';
import type { Denial } from './denial.ts';
import { insertActor, insertEvent } from './tables.ts';

/** One call, however it ended. */
export interface Happening {
  readonly at: Instant;
  readonly caller: Caller;
  readonly request: RequestFacts;
  /** Services through which the question came; empty for a client's own request. */
  readonly via: readonly string[];
  readonly service: ServiceModel;
  readonly operation: string;
  readonly readOnly: boolean;
  /** Absent where the input could not be read. */
  readonly input?: { readonly model: AnyOperationModel; readonly value: unknown } | undefined;
  /** Told for writes alone, as CloudTrail does. */
  readonly output?: { readonly model: AnyOperationModel; readonly value: unknown } | undefined;
  readonly error?: { readonly code: string; readonly message: string };
  /** Why it was refused, for those who may know. */
  readonly denial?: Denial;
  readonly resource?: About | undefined;
  /** The further resources that it needed permission on, as ReEncrypt needs it on two keys. */
  readonly besides?: readonly About[] | undefined;
  readonly eventData?: { readonly [key: string]: unknown } | undefined;
  /** It had changes to commit. */
  readonly wrote?: boolean;
}

/** A resource that a call was about. */
export interface About {
  readonly arn: string;
  readonly type?: string | undefined;
  readonly account: string;
}

/** Makes the rows of the trail; it remembers which actors the store has already. */
export interface Trail {
  /** The rows that tell of these calls, for one commit. */
  readonly rows: (happenings: readonly Happening[]) => Change[];
  /** To be told when that commit is done: the actors in it need not be written again that day. */
  readonly written: (rows: readonly Change[]) => void;
}

const ACTORS_KEPT = 50_000;

export function createTrail(random: Random): Trail {
  const stored = new Set<string>();
  return {
    rows: (happenings) => {
      const rows: Change[] = [];
      for (const happening of happenings) {
        const actor = actorOf(
          happening.caller,
          happening.request,
          throughOf(happening),
          happening.at,
        );
        if (!stored.has(actor.id)) rows.push(actorRow(actor, happening.at));
        addEvents(rows, random, happening, actor);
      }
      return rows;
    },
    written: (rows) => {
      for (const { statement, values } of rows) {
        if (statement !== insertActor) continue;
        if (stored.size >= ACTORS_KEPT) stored.clear();
        stored.add(values['id'] as string);
      }
    },
  };
}

/** The rows that tell what a service did on its own account. */
export function serviceEventRows(
  random: Random,
  at: Instant,
  source: string,
  event: ServiceEvent,
): Change[] {
  const actor = serviceActor(event.account, source, at);
  const details = {
    ...(event.error && { errorMessage: event.error.message }),
    ...(event.data && { additionalEventData: event.data }),
    ...(event.details && { serviceEventDetails: event.details }),
    readOnly: false,
    eventType: 'AwsServiceEvent',
  };
  const row = change(insertEvent, {
    account: event.account,
    at,
    id: uuid(random),
    region: event.region,
    source,
    name: event.name,
    actor: actor.id,
    resource: event.resource.arn,
    type: event.resource.type,
    outcome: event.error?.code ?? 'Success',
    details: JSON.stringify(details),
  });
  return [actorRow(actor, at), row];
}

const actorRow = ({ id, subject, record }: Actor, at: Instant): Change =>
  change(insertActor, { id, at, subject, record }, 'any');

const throughOf = ({ via }: Happening): string | undefined =>
  via.length ? `${via.at(-1)}.amazonaws.com` : undefined;

/** One row, or more where a resource belongs to another account, whose trail tells of it too. */
function addEvents(rows: Change[], random: Random, happening: Happening, actor: Actor): void {
  const { caller, resource, besides, error } = happening;
  const own = caller.account || resource?.account || '';
  if (!resource || error || (resource.account === own && !besides)) {
    rows.push(eventRow(uuid(random), own, happening, actor, detailsOf(happening)));
    return;
  }
  const accounts = new Set([own, resource.account]);
  for (const { account } of besides ?? []) accounts.add(account);
  const details = detailsOf(happening, accounts.size > 1 ? uuid(random) : undefined);
  for (const account of accounts) {
    rows.push(eventRow(uuid(random), account, happening, actor, details));
  }
}

function eventRow(
  id: string,
  account: string,
  h: Happening,
  actor: Actor,
  details: string,
): Change {
  return change(insertEvent, {
    account,
    at: h.at,
    id,
    region: h.service.global ? 'us-east-1' : h.request.region,
    source: h.service.eventSource,
    name: h.operation,
    actor: actor.id,
    resource: h.resource?.arn ?? '',
    type: h.resource?.type ?? '',
    outcome: h.error?.code ?? 'Success',
    details,
  });
}

/** The members of the record that are this event's own; nothing sensitive passes `redact`. */
function detailsOf(h: Happening, sharedEventID?: string): string {
  return JSON.stringify({
    requestID: h.request.id,
    readOnly: h.readOnly,
    errorMessage: h.error?.message,
    requestParameters: h.input && redact(h.input.model.input, h.input.value),
    responseElements:
      h.output && !h.readOnly ? redact(h.output.model.output, h.output.value) : undefined,
    additionalEventData: h.denial ? { ...h.eventData, authorizationId: h.denial.id } : h.eventData,
    denial: h.denial,
    resourceAccount: h.resource?.account,
    besides: h.besides?.map(({ arn, type, account }) => ({ accountId: account, type, ARN: arn })),
    sharedEventID,
  });
}
