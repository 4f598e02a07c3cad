import { rootArn } from '../../../base/arn.ts';
import { AssumeRoot } from '../../../generated/sts.ts';
import type { AssumeRootRequest } from '../../../generated/sts.types.ts';
import { AwsError } from '../../../model/model.ts';
import type { Asking, Resource } from '../../../operation/operation.ts';
import { notAuthorized } from '../assumable-role.ts';
import { issueCredentials } from '../credentials.ts';
import { refuseExchanged } from '../exchanged-session.ts';
import { operation } from '../parts.ts';

/** A task of a member's root user; whose root user it is stands in the request. */
const rootUser = {
  on: ({ TargetPrincipal }: AssumeRootRequest, { caller }: Asking): Resource => {
    refuseExchanged('AssumeRoot', caller);
    const account = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/.exec(TargetPrincipal)?.[1];
    if (account === undefined)
      throw new AwsError('ValidationError', `${TargetPrincipal} is invalid`);
    // It is the caller's policies that say whose root user he may stand for; a root user has none.
    return { arn: rootArn(account), account: caller.account };
  },
  keys: ({ TaskPolicyArn }: AssumeRootRequest) => ({ 'sts:TaskPolicyArn': TaskPolicyArn.arn }),
};

export const assumeRoot = operation(AssumeRoot)
  .access({ action: 'sts:AssumeRoot', ...rootUser })
  .handle(async (call) => {
    const { input, resource, caller, store, parts, error } = call;
    const { arn: task } = input.TaskPolicyArn;
    const isTask = task?.startsWith(TASKS) === true;
    if (!isTask || (await parts.roles.managedPolicyText(store, task)) === undefined)
      throw error('ValidationError', `${task ?? ''} is not a valid task policy.`);

    const target = resource.arn.split(':')[4]!;
    const { organized } = parts;
    const ours = await organized.membership(store, caller.account);
    const theirs = await organized.membership(store, target);
    const isMember =
      ours !== undefined &&
      theirs?.organizationId === ours.organizationId &&
      target !== ours.managementAccount &&
      !(await organized.isClosed(store, target));
    const by = { organization: ours!, account: caller.account };
    if (!isMember || !(await organized.mayStandForRoot(store, by)))
      throw error('AccessDenied', notAuthorized(caller, 'sts:AssumeRoot', resource.arn));

    const sourceIdentity = caller.session?.sourceIdentity;
    const source = sourceIdentity === undefined ? {} : { sourceIdentity };
    const Credentials = issueCredentials(
      {
        caller: { kind: 'root', account: target, arn: resource.arn, userId: target },
        session: {
          tags: {},
          transitiveTagKeys: [],
          chained: false,
          assumedRoot: true,
          ...source,
        },
        // A task's policy denies what is no part of it, and leaves to the root user what he may anyway.
        policies: { inline: EVERYTHING, arns: [task] },
        seconds: input.DurationSeconds ?? LONGEST,
      },
      call,
    );
    return {
      output: {
        Credentials,
        ...(sourceIdentity !== undefined && { SourceIdentity: sourceIdentity }),
      },
    };
  });

const TASKS = 'arn:aws:iam::aws:policy/root-task/';
const LONGEST = 900;
const EVERYTHING =
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
