import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AwsError } from '../../model/model.ts';
import type { JobCall } from '../../operation/job.ts';
import { change } from '../../store/statement.ts';
import { openSqlite } from '../../store/sqlite.ts';
import { createAccountJob } from './create-account-request.ts';
import type { Parts } from './parts.ts';
import { insertOrganization, insertRequest, migrations } from './tables.ts';

const organization = {
  id: 'o-1234567890',
  management_account: '111111111111',
  feature_set: 'ALL',
  root_id: 'r-1234',
  root_tags: '{}',
  created_at: 0,
  revision: 1,
};
const request = {
  id: 'car-1',
  organization: organization.id,
  account_name: 'dev',
  role_name: 'Enter',
  state: 'IN_PROGRESS',
  requested_at: 0,
  completed_at: null,
  account: '222222222222',
  failure_reason: null,
  revision: 1,
};

/** Runs the job over a request, with an IAM that answers as told; gives what was asked and what will be written. */
async function run(answer: (operation: string) => unknown, row = request, linked = false) {
  const store = await openSqlite({ path: ':memory:', migrations: [migrations] });
  await store.commit([change(insertOrganization, organization), change(insertRequest, row)]);
  const asked: string[] = [];
  const perform = async (caller: { arn: string }, _region: string, model: { name: string }) => {
    asked.push(`${model.name} as ${caller.arn}`);
    return answer(model.name);
  };
  const parts = { hasLinkedRole: async () => linked };
  const call = { subject: row.id, now: 5, store: await store.fresh(), perform, parts };
  try {
    const { changes = [] } = await createAccountJob.run(call as unknown as JobCall<Parts>);
    return { asked, changes };
  } finally {
    await store.close();
  }
}

const SELF = 'arn:aws:sts::222222222222:assumed-role/AWSServiceRoleForOrganizations/CreateAccount';
const STEPS = [
  `CreateServiceLinkedRole as ${SELF}`,
  `CreateRole as ${SELF}`,
  `AttachRolePolicy as ${SELF}`,
];

test('a request is fulfilled by Organizations itself in the new account', async () => {
  const { asked, changes } = await run(() => ({}));
  assert.deepEqual(asked, STEPS);
  assert.equal(changes.length, 1);
});

test('a job that is run again goes on where the first run stopped', async () => {
  const answer = (operation: string) => {
    if (operation === 'CreateRole') throw new AwsError('EntityAlreadyExists', 'it is there', 409);
  };
  const { asked, changes } = await run(answer, request, true);
  assert.deepEqual(asked, STEPS.slice(1));
  assert.equal(changes.length, 1);
});

test('a request that has come to its end is left alone', async () => {
  const { asked, changes } = await run(() => ({}), { ...request, state: 'SUCCEEDED' });
  assert.deepEqual([asked, changes], [[], []]);
});

test('a role that cannot be made leaves the request as it is, to be tried again', async () => {
  await assert.rejects(
    run(() => {
      throw new AwsError('ServiceFailure', 'not now', 500);
    }),
  );
});
