/** A refusal's reasons, as far as the one who asks may read the policies that they are about. */
import type { Denial, DenialStatement, Reasons } from '../../audit/denial.ts';
import type * as T from '../../generated/iam-toolbox.types.ts';
import type { Call, Resource } from '../../operation/operation.ts';
import type { PolicyType } from '../../policy/policy.ts';
import { findNamed, READS, serviceOf } from './find-thing.ts';
import type { Parts } from './parts.ts';
import { houseOf } from './world.ts';

type Asking = Pick<
  Call<Parts, unknown, string, unknown, unknown>,
  'caller' | 'request' | 'store' | 'now' | 'via' | 'parts' | 'principals' | 'would'
>;

/** What is told of it. */
export async function detailsFor(
  call: Asking,
  { account, denial }: { readonly account: string; readonly denial: Denial },
): Promise<T.GetRequestAuthorizationDetailsOutput> {
  const { reasons } = denial;
  if (!reasons) return { requestContext: {}, evaluations: [], policies: [] };
  const readable = await readableIn(call, account, reasons);
  const isReadable = ({ policy }: DenialStatement) => readable[policy] === true;
  const matched = reasons.matched.filter(isReadable);
  const nearest = reasons.nearest.filter(isReadable);
  const names = await namesIn(call, [...matched, ...nearest]);
  const named = (text: string) => text.replaceAll(UNIQUE_ID, (id) => names.get(id) ?? id);
  const { policies } = reasons;
  const uri = (place: number) => uriOf(policies[place]!);
  const isHidden = reasons.shown !== undefined && !(await mayReadResource(call, reasons));
  const statement = ({ index, sid, text }: DenialStatement) => ({
    index,
    ...(sid !== undefined && { sid }),
    statement: named(text),
  });
  const byPolicy = Map.groupBy(matched, ({ policy }) => policy);
  const evaluation: T.Evaluation = {
    action: reasons.action,
    resource: isHidden ? reasons.shown! : reasons.resource,
    context: isHidden ? {} : reasons.context,
    evaluatedEffect: reasons.effect,
    decidedBy: TYPES[reasons.decidedBy],
    matchedPolicies: [...byPolicy].map(([place, statements]) => ({
      uri: uri(place),
      matchedStatements: statements.map((one) => ({
        evaluatedEffect: one.effect,
        ...statement(one),
      })),
    })),
    nearestStatements: nearest.map((one) => ({
      uri: uri(one.policy),
      ...statement(one),
      lacks: one.lacks.map(({ element, key, operator, wanted, found }) => ({
        element,
        ...(key !== undefined && { key, operator }),
        wanted: wanted.map(named),
        found,
      })),
    })),
  };
  return {
    requestContext: reasons.requestContext,
    evaluations: [evaluation],
    policies: policies
      .filter((_, place) => readable[place])
      .map(({ type, arn, label }) => ({
        type: TYPES[type],
        inline: arn === undefined,
        uri: uriOf({ type, arn, label }),
        label,
      })),
  };
}

const UNIQUE_ID = /\bA(?:IDA|ROA)[A-Z0-9]{12,124}\b/g;

const TYPES: { readonly [type in PolicyType]: T.PolicyInfo['type'] } = {
  identity: 'IDENTITY_BASED_POLICY',
  boundary: 'PERMISSIONS_BOUNDARY',
  session: 'SESSION_POLICY',
  resource: 'RESOURCE_BASED_POLICY',
  grant: 'RESOURCE_BASED_POLICY',
  scp: 'SERVICE_CONTROL_POLICY',
  rcp: 'RESOURCE_CONTROL_POLICY',
};

/** AWS calls policies without an ARN by an opaque name; ours tells what it stands for. */
const uriOf = ({
  type,
  arn,
  label,
}: {
  type: PolicyType;
  arn?: string | undefined;
  label: string;
}) => arn ?? `${type}:${label}`;

/** For each of the policies whether the one who asks may read it. */
async function readableIn(
  call: Asking,
  account: string,
  reasons: Reasons,
): Promise<readonly boolean[]> {
  const may = async (action: string, resource: Resource) =>
    (await call.would(action, resource)).allowed;
  const own = await may('iam:GetAccountAuthorizationDetails', { arn: '*', account });
  const resource = await mayReadResource(call, reasons);
  const readable: boolean[] = [];
  for (const { type, arn } of reasons.policies) {
    if (type === 'scp' || type === 'rcp')
      readable.push(arn !== undefined && (isAws(arn) || (await may(DESCRIBE, ownerOf(arn)))));
    else readable.push(type === 'resource' || type === 'grant' ? resource : own);
  }
  return readable;
}

const DESCRIBE = 'organizations:DescribePolicy';

/** AWS's own policies are no secret. */
const isAws = (arn: string): boolean => arn.split(':')[4] === 'aws';

/** An organization's policy belongs to the account that its ARN names. */
const ownerOf = (arn: string): Resource => ({ arn, account: arn.split(':')[4]! });

/** Whether the one who asks may read the policy of what was asked for, as it is now. */
async function mayReadResource(call: Asking, reasons: Reasons): Promise<boolean> {
  const service = reasons.isRole ? 'sts' : serviceOf(reasons.action);
  const action = READS[service];
  const { resource: text, resourceAccount: account } = reasons;
  if (action === undefined || !text.startsWith('arn:')) return false;
  const house = await houseOf(call.parts, call);
  const found = await findNamed(call.parts, call, { action: `${service}:x`, text, house });
  const resource = 'missing' in found ? { arn: text, account } : found;
  return (await call.would(action, resource)).allowed;
}

async function namesIn(
  { principals }: Asking,
  statements: readonly DenialStatement[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(statements.flatMap(({ text }) => text.match(UNIQUE_ID) ?? []));
  return ids.size === 0 ? new Map() : principals.arnsOf([...ids]);
}
