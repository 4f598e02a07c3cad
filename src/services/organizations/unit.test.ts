import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateOrganization,
  CreateOrganizationalUnit,
  DeleteOrganizationalUnit,
  DescribeAccount,
  DescribeOrganizationalUnit,
  ListChildren,
  ListOrganizationalUnitsForParent,
  ListParents,
  ListRoots,
  MoveAccount,
  UpdateOrganizationalUnit,
} from '../../generated/organizations.ts';
import { ACCOUNT, house, OTHER_ACCOUNT, type TestHouse } from '../../../test/house.ts';
import { membership } from './standing.ts';

async function organized(): Promise<{ h: TestHouse; root: string; organization: string }> {
  const h = await house();
  const { Organization } = await h.ask(h.root(), CreateOrganization, {});
  const { Roots } = await h.ask(h.root(), ListRoots, {});
  return { h, root: Roots![0]!.Id!, organization: Organization!.Id! };
}

const make = async (h: TestHouse, ParentId: string, Name: string): Promise<string> =>
  (await h.ask(h.root(), CreateOrganizationalUnit, { ParentId, Name })).OrganizationalUnit!.Id!;

test('a unit lies in its parent, under a name that nothing beside it has', async () => {
  const { h, root, organization } = await organized();
  const asked = { ParentId: root, Name: 'prod' };
  const { OrganizationalUnit: prod } = await h.ask(h.root(), CreateOrganizationalUnit, asked);
  assert.match(prod!.Id!, new RegExp(`^ou-${root.slice(2)}-[a-z0-9]{8}$`));
  assert.deepEqual(prod, {
    Id: prod!.Id,
    Arn: `arn:aws:organizations::${ACCOUNT}:ou/${organization}/${prod!.Id}`,
    Name: 'prod',
    Path: `${organization}/${root}/${prod!.Id}/`,
  });
  await assert.rejects(h.ask(h.root(), CreateOrganizationalUnit, asked), {
    code: 'DuplicateOrganizationalUnitException',
  });
  const within = await make(h, prod!.Id!, 'prod');
  const OrganizationalUnitId = within;
  const { OrganizationalUnit } = await h.ask(h.root(), UpdateOrganizationalUnit, {
    OrganizationalUnitId,
    Name: 'web',
  });
  assert.equal(OrganizationalUnit!.Path, `${prod!.Path}${within}/`);
  const described = await h.ask(h.root(), DescribeOrganizationalUnit, { OrganizationalUnitId });
  assert.deepEqual(described, { OrganizationalUnit });
  const { Parents } = await h.ask(h.root(), ListParents, { ChildId: within });
  assert.deepEqual(Parents, [{ Id: prod!.Id, Type: 'ORGANIZATIONAL_UNIT' }]);
  const children = { ParentId: root, ChildType: 'ORGANIZATIONAL_UNIT' } as const;
  const { Children } = await h.ask(h.root(), ListChildren, children);
  assert.deepEqual(Children, [{ Id: prod!.Id, Type: 'ORGANIZATIONAL_UNIT' }]);
  await h.close();
});

test('a unit is renamed to no name that a neighbour has', async () => {
  const { h, root } = await organized();
  await make(h, root, 'a');
  const OrganizationalUnitId = await make(h, root, 'b');
  const rename = (Name?: string) =>
    h.ask(h.root(), UpdateOrganizationalUnit, { OrganizationalUnitId, Name });
  await assert.rejects(rename('a'), { code: 'DuplicateOrganizationalUnitException' });
  assert.equal((await rename('b')).OrganizationalUnit!.Name, 'b');
  assert.equal((await rename()).OrganizationalUnit!.Name, 'b');
  await h.close();
});

test('of two who make units of one name at once, one is told of the other', async () => {
  const { h, root } = await organized();
  const outcomes = await Promise.allSettled([make(h, root, 'a'), make(h, root, 'a')]);
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  await h.close();
});

test('units are nested five deep', async () => {
  const { h, root } = await organized();
  let parent = root;
  for (const name of ['1', '2', '3', '4', '5']) parent = await make(h, parent, name);
  await assert.rejects(make(h, parent, '6'), {
    code: 'ConstraintViolationException',
    members: { Reason: 'OU_DEPTH_LIMIT_EXCEEDED' },
  });
  await h.close();
});

test('a unit goes when nothing is in it', async () => {
  const { h, root } = await organized();
  const outer = await make(h, root, 'outer');
  const inner = await make(h, outer, 'inner');
  const remove = (OrganizationalUnitId: string) =>
    h.ask(h.root(), DeleteOrganizationalUnit, { OrganizationalUnitId });
  await assert.rejects(remove(outer), { code: 'OrganizationalUnitNotEmptyException' });
  const move = { AccountId: ACCOUNT, SourceParentId: root, DestinationParentId: inner };
  await h.ask(h.root(), MoveAccount, move);
  await assert.rejects(remove(inner), { code: 'OrganizationalUnitNotEmptyException' });
  const back = { AccountId: ACCOUNT, SourceParentId: inner, DestinationParentId: root };
  await h.ask(h.root(), MoveAccount, back);
  await remove(inner);
  await remove(outer);
  await assert.rejects(remove(outer), {
    code: 'OrganizationalUnitNotFoundException',
    message: "You specified an organizational unit that doesn't exist.",
  });
  await h.close();
});

test('an account that is moved stands elsewhere from then on', async () => {
  const { h, root, organization } = await organized();
  const unit = await make(h, root, 'unit');
  const other = await make(h, root, 'other');
  const move = (SourceParentId: string, DestinationParentId: string, AccountId = ACCOUNT) =>
    h.ask(h.root(), MoveAccount, { AccountId, SourceParentId, DestinationParentId });
  await move(root, unit);
  const { Account } = await h.ask(h.root(), DescribeAccount, { AccountId: ACCOUNT });
  assert.deepEqual(Account!.Paths, [`${organization}/${root}/${unit}/${ACCOUNT}/`]);
  const stands = await membership(await h.store.fresh(), ACCOUNT);
  assert.equal(stands!.path, `${organization}/${root}/${unit}/`);
  await assert.rejects(move(unit, unit), { code: 'DuplicateAccountException' });
  await assert.rejects(move(root, other), { code: 'SourceParentNotFoundException' });
  await assert.rejects(move(unit, 'r-none'), { code: 'DestinationParentNotFoundException' });
  await assert.rejects(move(unit, root, OTHER_ACCOUNT), { code: 'AccountNotFoundException' });
  await h.close();
});

test('units are listed page by page', async () => {
  const { h, root } = await organized();
  const made = [];
  for (const name of ['a', 'b', 'c']) made.push(await make(h, root, name));
  const seen: string[] = [];
  let NextToken: string | undefined;
  do {
    const asked = { ParentId: root, MaxResults: 2, NextToken };
    const page = await h.ask(h.root(), ListOrganizationalUnitsForParent, asked);
    seen.push(...page.OrganizationalUnits!.map(({ Id }) => Id!));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  assert.deepEqual(seen, made.toSorted());
  await h.close();
});

test('one organization knows nothing of the units of another', async () => {
  const { h, root } = await organized();
  const OrganizationalUnitId = await make(h, root, 'unit');
  const stranger = h.root(OTHER_ACCOUNT);
  await h.ask(stranger, CreateOrganization, {});
  await assert.rejects(h.ask(stranger, DescribeOrganizationalUnit, { OrganizationalUnitId }), {
    code: 'OrganizationalUnitNotFoundException',
  });
  await h.close();
});
