/** What is remembered of a call: CloudTrail's record format, version 1.11. */
import { type Instant, isoSeconds } from '../base/clock.ts';
import { type Random, uuid } from '../base/random.ts';
import type { AnyOperationModel, ServiceModel } from '../model/model.ts';
import { redact } from '../model/redact.ts';
import type { Caller, RequestFacts } from '../operation/caller.ts';
import type { ServiceEvent } from '../operation/job.ts';
import { type Change, change } from '../store/statement.ts';
import { insertEvent } from './tables.ts';

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
  readonly input?: { readonly model: AnyOperationModel; readonly value: unknown };
  /** Told for writes alone, as CloudTrail does. */
  readonly output?: { readonly model: AnyOperationModel; readonly value: unknown };
  readonly error?: { readonly code: string; readonly message: string };
  readonly resource?: { readonly arn: string; readonly type?: string; readonly account: string };
  readonly eventData?: { readonly [key: string]: unknown };
  /** It had changes to commit. */
  readonly wrote?: true;
}

/** The rows that tell of a call: one, or two where the resource belongs to another account. */
export function callEvents(random: Random, happening: Happening): Change[] {
  const { caller, resource } = happening;
  const own = caller.account || resource?.account || '';
  const other =
    resource && resource.account !== own && !happening.error ? resource.account : undefined;
  const shared = other ? uuid(random) : undefined;
  const accounts = other ? [own, other] : [own];
  return accounts.map((account) => callEvent(uuid(random), account, shared, happening));
}

function callEvent(id: string, account: string, shared: string | undefined, h: Happening): Change {
  const region = h.service.global ? 'us-east-1' : h.request.region;
  const through = h.via.length ? `${h.via.at(-1)}.amazonaws.com` : undefined;
  const record = {
    eventTime: isoSeconds(h.at),
    eventSource: h.service.eventSource,
    eventName: h.operation,
    awsRegion: region,
    sourceIPAddress: through ?? h.caller.service ?? h.request.sourceIp,
    userAgent: through ?? h.caller.service ?? h.request.userAgent,
    ...(h.error && { errorCode: h.error.code, errorMessage: h.error.message }),
    requestParameters: h.input ? redact(h.input.model.input, h.input.value) : null,
    responseElements:
      h.output && !h.readOnly ? redact(h.output.model.output, h.output.value) : null,
    ...(h.eventData && { additionalEventData: h.eventData }),
    requestID: h.request.id,
    eventID: id,
    readOnly: h.readOnly,
    ...(h.resource?.type && {
      resources: [{ accountId: h.resource.account, type: h.resource.type, ARN: h.resource.arn }],
    }),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    ...(shared && { sharedEventID: shared }),
    eventCategory: 'Management',
  };
  return change(insertEvent, {
    account,
    at: h.at,
    id,
    region,
    source: h.service.eventSource,
    name: h.operation,
    principal: h.caller.arn,
    resource: h.resource?.arn ?? '',
    outcome: h.error?.code ?? 'Success',
    // The identity's text is the same for every call of a caller, and made once.
    record: `{"eventVersion":"1.11","userIdentity":${identityText(h.caller, through)},${JSON.stringify(record).slice(1)}`,
  });
}

/** The row that tells what a service did on its own account. */
export function serviceEventChange(
  random: Random,
  at: Instant,
  source: string,
  event: ServiceEvent,
): Change {
  const id = uuid(random);
  const record = {
    eventVersion: '1.11',
    userIdentity: { accountId: event.account, invokedBy: source },
    eventTime: isoSeconds(at),
    eventSource: source,
    eventName: event.name,
    awsRegion: event.region,
    sourceIPAddress: source,
    userAgent: source,
    ...(event.error && { errorCode: event.error.code, errorMessage: event.error.message }),
    requestParameters: null,
    responseElements: null,
    ...(event.data && { additionalEventData: event.data }),
    eventID: id,
    readOnly: false,
    resources: [{ accountId: event.account, type: event.resource.type, ARN: event.resource.arn }],
    eventType: 'AwsServiceEvent',
    managementEvent: true,
    recipientAccountId: event.account,
    eventCategory: 'Management',
  };
  return change(insertEvent, {
    account: event.account,
    at,
    id,
    region: event.region,
    source,
    name: event.name,
    principal: source,
    resource: event.resource.arn,
    outcome: event.error?.code ?? 'Success',
    record: JSON.stringify(record),
  });
}

const identityTexts = new WeakMap<Caller, Map<string, string>>();

function identityText(caller: Caller, through: string | undefined): string {
  let texts = identityTexts.get(caller);
  if (!texts) {
    texts = new Map();
    identityTexts.set(caller, texts);
  }
  let text = texts.get(through ?? '');
  if (text === undefined) {
    text = JSON.stringify({ ...identity(caller), ...(through && { invokedBy: through }) });
    texts.set(through ?? '', text);
  }
  return text;
}

const IDENTITY_TYPES = {
  root: 'Root',
  user: 'IAMUser',
  'role-session': 'AssumedRole',
  'federated-user': 'FederatedUser',
  service: 'AWSService',
  'web-identity': 'WebIdentityUser',
  saml: 'SAMLUser',
  anonymous: 'AWSAccount',
} as const;

/** CloudTrail's `userIdentity`. */
function identity(caller: Caller): object {
  const type = IDENTITY_TYPES[caller.kind];
  if (caller.kind === 'service') return { type, invokedBy: caller.service };
  return {
    type,
    principalId: caller.userId,
    arn: caller.arn,
    accountId: caller.account,
    ...(caller.accessKeyId && { accessKeyId: caller.accessKeyId }),
    ...(caller.userName && { userName: caller.userName }),
    ...(caller.session && { sessionContext: sessionContext(caller) }),
  };
}

function sessionContext({ role, session, account }: Caller): object {
  return {
    ...(role && {
      sessionIssuer: {
        type: 'Role',
        principalId: role.id,
        arn: role.arn,
        accountId: account,
        userName: role.name,
      },
    }),
    ...(session?.sourceIdentity && { sourceIdentity: session.sourceIdentity }),
    attributes: {
      creationDate: isoSeconds(session!.issuedAt),
      mfaAuthenticated: String(session!.mfaAt !== undefined),
    },
  };
}
