import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AttachPolicy,
  CreateOrganization,
  CreatePolicy,
  DescribeEffectivePolicy,
  EnablePolicyType,
  ListAccountsWithInvalidEffectivePolicy,
  ListEffectivePolicyValidationErrors,
  ListRoots,
} from '../../generated/organizations.ts';
import type { CreatePolicyRequest } from '../../generated/organizations.types.ts';
import { ACCOUNT, house, START, type TestHouse } from '../../../test/house.ts';
import { merge } from './effective-policy.ts';
import { readManagementPolicy } from './management-policy.ts';

const CONTROL = '@@operators_allowed_for_child_policies';

/** Merges policies, the first at the root, each other one level below; all of them tag policies. */
const merged = (...levels: readonly object[]): object => {
  const nodes = levels.map((tags) => {
    const text = JSON.stringify({ tags });
    const node = readManagementPolicy(text, { type: 'TAG_POLICY', top: 'tags' });
    assert(node, text);
    return [node];
  });
  return (merge(nodes)['tags'] as object) ?? {};
};

test('a value is set from above and set anew below', () => {
  const root = {
    team: { tag_key: { '@@assign': 'Team' }, tag_value: { '@@assign': ['a', 'b'] } },
  };
  assert.deepEqual(merged(root), { team: { tag_key: 'Team', tag_value: ['a', 'b'] } });
  assert.deepEqual(merged(root, { team: { tag_value: { '@@assign': ['c'] } } }), {
    team: { tag_key: 'Team', tag_value: ['c'] },
  });
});

test('lists are added to and taken from, and a value that is there twice is there once', () => {
  const root = { team: { tag_value: { '@@assign': ['a', 'b'] } } };
  const values = (...more: object[]) =>
    (merged(root, ...more.map((tag_value) => ({ team: { tag_value } }))) as any).team?.tag_value;
  assert.deepEqual(values({ '@@append': ['b', 'c'] }), ['a', 'b', 'c']);
  assert.deepEqual(values({ '@@remove': ['a', 'z'] }), ['b']);
  assert.deepEqual(values({ '@@remove': ['a'] }, { '@@append': ['a'] }), ['b', 'a']);
  assert.deepEqual(values({ '@@append': ['c'], '@@remove': ['a'] }), ['b', 'c']);
  assert.equal(values({ '@@remove': ['a', 'b'] }), undefined);
  const appended = { team: { tag_value: { '@@append': ['x'] } } };
  assert.deepEqual(merged(appended), { team: { tag_value: ['x'] } });
});

test('what a policy forbids below it binds all that lie below, and cannot be given back', () => {
  const locked = { team: { tag_value: { '@@assign': ['a'], [CONTROL]: ['@@append'] } } };
  const seen = (...more: object[]) => (merged(locked, ...more) as any).team.tag_value;
  const assign = { team: { tag_value: { '@@assign': ['z'] } } };
  const append = { team: { tag_value: { '@@append': ['b'] } } };
  assert.deepEqual(seen(assign), ['a']);
  assert.deepEqual(seen(append, assign), ['a', 'b']);
  const wider = { team: { tag_value: { [CONTROL]: ['@@all'] } } };
  assert.deepEqual(seen(wider, assign), ['a']);
  const narrower = { team: { tag_value: { [CONTROL]: ['@@none'] } } };
  assert.deepEqual(seen(narrower, append), ['a']);
});

test('a limit on what holds others is about adding to it', () => {
  const root = { [CONTROL]: ['@@none'], team: { tag_key: { '@@assign': 'Team' } } };
  const below = {
    team: { tag_key: { '@@assign': 'TEAM' } },
    cost: { tag_key: { '@@assign': 'Cost' } },
  };
  assert.deepEqual(merged(root, below), { team: { tag_key: 'TEAM' } });
});

test('a limit stands where nobody has set a value yet', () => {
  const root = { team: { tag_value: { [CONTROL]: ['@@assign'] } } };
  assert.deepEqual(merged(root), {});
  assert.deepEqual(merged(root, { team: { tag_value: { '@@append': ['x'] } } }), {});
  assert.deepEqual(merged(root, { team: { tag_value: { '@@assign': ['x'] } } }), {
    team: { tag_value: ['x'] },
  });
});

async function organized(type: CreatePolicyRequest['Type']) {
  const h = await house();
  await h.ask(h.root(), CreateOrganization, {});
  const root = (await h.ask(h.root(), ListRoots, {})).Roots![0]!.Id!;
  await h.ask(h.root(), EnablePolicyType, { RootId: root, PolicyType: type });
  const put = async (Name: string, content: object, TargetId = root) => {
    const Content = JSON.stringify(content);
    const { Policy } = await h.ask(h.root(), CreatePolicy, {
      Name,
      Type: type,
      Content,
      Description: '',
    });
    const PolicyId = Policy!.PolicySummary!.Id!;
    await h.ask(h.root(), AttachPolicy, { PolicyId, TargetId });
    return PolicyId;
  };
  return { h, root, put };
}

const PolicyType = 'TAG_POLICY';

test('an account is told its effective policy', async () => {
  const { h, root, put } = await organized(PolicyType);
  const none = { code: 'EffectivePolicyNotFoundException' };
  await assert.rejects(h.ask(h.root(), DescribeEffectivePolicy, { PolicyType }), none);
  await put('root', { tags: { team: { tag_key: { '@@assign': 'Team' } } } });
  h.clock.advance(1000);
  await put('own', { tags: { team: { tag_value: { '@@assign': ['a'] } } } }, ACCOUNT);
  const { EffectivePolicy } = await h.ask(h.root(), DescribeEffectivePolicy, { PolicyType });
  assert.deepEqual(EffectivePolicy, {
    PolicyContent: '{"tags":{"team":{"tag_key":"Team","tag_value":["a"]}}}',
    LastUpdatedTimestamp: START + 1000,
    TargetId: ACCOUNT,
    PolicyType,
  });
  await assert.rejects(h.ask(h.root(), DescribeEffectivePolicy, { PolicyType, TargetId: root }), {
    code: 'InvalidInputException',
    members: { Reason: 'TARGET_NOT_SUPPORTED' },
  });
  await h.close();
});

async function invalid(h: TestHouse, type: 'BACKUP_POLICY' | 'TAG_POLICY') {
  const asked = { PolicyType: type };
  const { Accounts } = await h.ask(h.root(), ListAccountsWithInvalidEffectivePolicy, asked);
  const { EffectivePolicyValidationErrors } = await h.ask(
    h.root(),
    ListEffectivePolicyValidationErrors,
    { ...asked, AccountId: ACCOUNT },
  );
  return {
    accounts: Accounts!.map(({ Id }) => Id),
    errors: EffectivePolicyValidationErrors!.map((error) => [error.ErrorCode, error.PathToError]),
  };
}

test('policies that are right each for itself can be wrong together', async () => {
  const { h, put } = await organized('BACKUP_POLICY');
  const rule = (at: number) => [`rule${at}`, { target_backup_vault_name: { '@@assign': 'v' } }];
  const plan = (from: number, count: number) => ({
    plans: {
      daily: {
        regions: { '@@append': ['eu-west-1'] },
        rules: Object.fromEntries(Array.from({ length: count }, (_, i) => rule(from + i))),
      },
    },
  });
  const first = await put('a', plan(0, 8));
  const second = await put('b', plan(8, 8), ACCOUNT);
  const { accounts, errors } = await invalid(h, 'BACKUP_POLICY');
  assert.deepEqual(accounts, [ACCOUNT]);
  assert.deepEqual(errors, [
    ['ELEMENT_MISSING', 'plans/daily'],
    ['ELEMENTS_TOO_MANY', 'plans/daily/rules'],
  ]);
  const asked = { PolicyType: 'BACKUP_POLICY', AccountId: ACCOUNT, MaxResults: 1 } as const;
  const page = await h.ask(h.root(), ListEffectivePolicyValidationErrors, asked);
  assert.equal(page.EffectivePolicyValidationErrors!.length, 1);
  assert.deepEqual(page.EffectivePolicyValidationErrors![0]!.ContributingPolicies, [first, second]);
  const { NextToken } = page;
  const last = await h.ask(h.root(), ListEffectivePolicyValidationErrors, { ...asked, NextToken });
  assert.deepEqual([last.EffectivePolicyValidationErrors!.length, last.NextToken], [1, undefined]);
  await h.close();
});

test('a tag is the one that its policy says it is, but for the case of its letters', async () => {
  const { h, put } = await organized('TAG_POLICY');
  await put('a', { tags: { team: { tag_key: { '@@assign': 'Team' } } } });
  assert.deepEqual(await invalid(h, 'TAG_POLICY'), { accounts: [], errors: [] });
  await put('b', { tags: { cost: { tag_key: { '@@assign': 'Price' } } } });
  assert.deepEqual(await invalid(h, 'TAG_POLICY'), {
    accounts: [ACCOUNT],
    errors: [['VALUE_INVALID', 'tags/cost/tag_key']],
  });
  await h.close();
});
