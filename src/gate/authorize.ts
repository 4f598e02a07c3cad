/** Asks the judge, and makes the permits: the only place that does. */
import type { Keyring } from '../crypto/keyring.ts';
import { utf8 } from '../base/bytes.ts';
import type { Instant } from '../base/clock.ts';
import { AwsError, type Protocol } from '../model/model.ts';
import type { Caller, RequestFacts } from '../operation/caller.ts';
import type { Policies } from '../operation/identities.ts';
import type { ConditionKeys, Permitted, Resource } from '../operation/operation.ts';
import { type Denial, deniedMessage } from '../policy/access-denied.ts';
import { decide } from '../policy/decide.ts';
import type { Decision, PolicyStack, PrincipalFacts, Question } from '../policy/policy.ts';
import type { Reader } from '../store/store.ts';
import { contextOf } from './condition-keys.ts';
import { boundByRcps, boundByScps } from './guardrails.ts';

/** Who asks and how, as far as the judge cares. */
export interface Circumstances {
  readonly caller: Caller;
  readonly request: RequestFacts;
  readonly via: readonly string[];
  readonly now: Instant;
  readonly store: Reader;
}

/** What is asked about; something that is missing has a name and an owner, and no policy. */
export type Asked = Pick<
  Resource,
  'arn' | 'account' | 'shown' | 'veiled' | 'tags' | 'policy' | 'weight' | 'grants' | 'managedByAws'
>;

export interface Judge {
  readonly judge: (
    of: Circumstances,
    action: string,
    asked: Asked,
    /** Called once a policy asks for one of them, or not at all. */
    keys: () => ConditionKeys,
  ) => Promise<Judgement>;
}

export interface Judgement {
  readonly question: Question;
  readonly asked: Asked;
  readonly decision: Decision;
  /** All that was looked at; absent where nothing was. */
  readonly stack?: PolicyStack;
}

export function createJudge(policies: Policies): Judge {
  return {
    judge: async (of, action, asked, keys) => {
      const { caller, store } = of;
      const held = await policies.of(store, caller);
      const ours = caller.account ? await policies.membership(store, caller.account) : undefined;
      const foreign = asked.account !== '' && asked.account !== caller.account;
      const theirs = foreign ? await policies.membership(store, asked.account) : ours;
      const source = caller.source && (await policies.membership(store, caller.source.account));
      const context = contextOf({
        caller,
        request: of.request,
        via: of.via,
        now: of.now,
        principalTags: held?.tags ?? NONE,
        principalOrganization: ours,
        resourceAccount: asked.account,
        resourceTags: asked.tags ?? NONE,
        resourceOrganization: theirs,
        sourceOrganization: source,
        keys,
      });
      const question: Question = {
        principal: principalFacts(caller),
        action,
        resource: asked.arn,
        resourceAccount: asked.account,
        context,
      };
      if (!held) return { question, asked, decision: NOBODY };
      // Whose own account is closed has not come this far: his credentials are void.
      if (foreign && (await policies.isClosed(store, asked.account)))
        return { question, asked, decision: CLOSED };
      const stack: PolicyStack = {
        identity: held.identity,
        ...(held.boundary && { boundary: held.boundary }),
        ...(caller.session?.policies && { session: caller.session.policies }),
        scps: boundByScps(caller, ours) ? ours!.scps : [],
        rcps: boundByRcps(of, action, asked, theirs) ? theirs!.rcps : [],
        resource: {
          weight: asked.weight ?? 'sufficient',
          ...(asked.policy && { policy: asked.policy }),
          ...(asked.grants && { grants: asked.grants }),
        },
      };
      return { question, asked, decision: decide(question, stack), stack };
    },
  };
}

const NONE = {};
const NOBODY: Decision = { allowed: false, kind: 'implicit', lacking: 'identity' };
const CLOSED: Decision = { allowed: false, kind: 'implicit', lacking: 'resource' };

const facts = new WeakMap<Caller, PrincipalFacts>();

/** The caller as `Principal` elements may name him; the same value for all questions of a caller. */
export function principalFacts(caller: Caller): PrincipalFacts {
  let known = facts.get(caller);
  if (!known) {
    known = {
      kind: caller.kind,
      account: caller.account,
      arn: caller.arn,
      ...(caller.role && { roleArn: caller.role.arn }),
      uniqueIds: caller.role ? [caller.role.id, caller.userId] : [caller.userId],
      ...(caller.service && { service: caller.service }),
      ...(caller.session?.issuer && { userArn: caller.session.issuer.arn }),
      ...(caller.federation && { federatedBy: [caller.federation.provider] }),
    };
    facts.set(caller, known);
  }
  return known;
}

/** The permit: nobody else may say that a resource was authorised. */
export const permit = <R extends Resource, Action extends string>(
  resource: R,
  _action: Action,
): Permitted<R, Action> => resource as Permitted<R, Action>;

const DENIALS: {
  readonly [protocol in Protocol]: { readonly code: string; readonly status: number };
} = {
  'awsJson1.1': { code: 'AccessDeniedException', status: 400 },
  awsQuery: { code: 'AccessDenied', status: 403 },
  restJson1: { code: 'AccessDeniedException', status: 403 },
  ec2Query: { code: 'UnauthorizedOperation', status: 403 },
};

/** The refusal in the words of the protocol that was asked. */
export function refusal(protocol: Protocol, judgement: Judgement, encode: EncodeRefusal): AwsError {
  const { code, status } = DENIALS[protocol];
  const sentence = refusalSentence(judgement);
  const encoded =
    protocol === 'ec2Query' ? ` Encoded authorization failure message: ${encode()}` : '';
  return new AwsError(code, sentence + encoded, status);
}

function refusalSentence({ question, asked, decision }: Judgement): string {
  const told: Question = { ...question, resource: asked.shown ?? question.resource };
  // STS says of a role only that it may not be assumed: a reason would tell of another account's policies.
  if (asked.weight === 'trust' && told.principal.federatedBy === undefined) {
    return `User: ${told.principal.arn} is not authorized to perform: ${told.action} on resource: ${told.resource}`;
  }
  return deniedMessage(told, decision as Denial, asked.veiled);
}

export type EncodeRefusal = () => string;

/** The encoded authorization message that sts:DecodeAuthorizationMessage opens for those who may. */
export function encodeRefusal(
  keyring: Keyring,
  account: string,
  { question, decision }: Judgement,
): string {
  const told = {
    allowed: decision.allowed,
    explicitDeny: !decision.allowed && decision.kind === 'explicit',
    matchedStatements: { items: [] },
    failures: { items: [] },
    context: {
      principal: { id: question.principal.uniqueIds.at(-1), arn: question.principal.arn },
      action: question.action,
      resource: question.resource,
      conditions: { items: [] },
    },
  };
  return Buffer.from(
    keyring.seal('authorization-message', account, utf8(JSON.stringify(told))),
  ).toString('base64url');
}
