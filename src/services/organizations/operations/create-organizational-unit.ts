import { randomText } from '../../../base/random.ts';
import { CreateOrganizationalUnit } from '../../../generated/organizations.ts';
import type { CreateOrganizationalUnitRequest } from '../../../generated/organizations.types.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { attachDefaults } from '../attachment.ts';
import { asManager } from '../caller.ts';
import { ID_ALPHABET, readOrganization, rootIdOf, takeTurn } from '../organization.ts';
import { findParent } from '../parent.ts';
import { operation } from '../parts.ts';
import { unitArn } from '../place.ts';
import { readTags } from '../tags.ts';
import { DEEPEST, MOST_UNITS, SAME_NAME, shownUnit, TOO_DEEP, TOO_MANY_UNITS } from '../unit.ts';
import {
  countUnits,
  insertLineage,
  insertUnit,
  selectLineage,
  selectUnitNamed,
} from '../unit-tables.ts';

const keys = ({ Tags }: CreateOrganizationalUnitRequest) => requestTagKeys(Tags);

export const createOrganizationalUnit = operation(CreateOrganizationalUnit)
  .access({
    action: 'organizations:CreateOrganizationalUnit',
    on: ({ ParentId }, asking) => findParent(asManager, ParentId, asking),
    keys,
  })
  .also('tags', {
    action: 'organizations:TagResource',
    on: async (input, asking) => {
      const standing = await asManager(input, asking);
      if ('missing' in standing) return standing;
      return { ...standing, arn: unitArn(standing.organization, '*') };
    },
    keys,
    when: ({ Tags }) => (Tags?.length ?? 0) > 0,
  })
  .handle(async ({ input, resource: parent, store, now, random, error }) => {
    const { organization } = parent;
    const tags = readTags(input.Tags, error);
    const above = await store.all(selectLineage, { place: parent.id });
    if (above.length > DEEPEST) {
      throw error('ConstraintViolationException', TOO_DEEP, { Reason: 'OU_DEPTH_LIMIT_EXCEEDED' });
    }
    const of = { organization: organization.organizationId };
    const units = await store.one(countUnits, of);
    if (units!.count >= MOST_UNITS) {
      throw error('ConstraintViolationException', TOO_MANY_UNITS, {
        Reason: 'OU_NUMBER_LIMIT_EXCEEDED',
      });
    }
    if (await store.one(selectUnitNamed, { parent: parent.id, name: input.Name })) {
      throw error('DuplicateOrganizationalUnitException', SAME_NAME);
    }
    const suffix = rootIdOf(organization).slice('r-'.length);
    const id = `ou-${suffix}-${randomText(random, ID_ALPHABET, 8)}`;
    const unit = {
      ...of,
      id,
      parent: parent.id,
      name: input.Name,
      path: `${parent.path}${id}/`,
      tags: JSON.stringify(tags),
      revision: 1,
    };
    return {
      output: { OrganizationalUnit: shownUnit(organization, unit) },
      changes: [
        takeTurn(await readOrganization(store, organization)),
        change(insertUnit, unit),
        ...above.map(({ ancestor, level }) =>
          change(insertLineage, { place: id, ancestor, level }),
        ),
        change(insertLineage, { place: id, ancestor: id, level: above.length }),
        ...(await attachDefaults(store, organization, { target: id, now })),
      ],
      made: { arn: unitArn(organization, id), type: 'AWS::Organizations::OrganizationalUnit' },
    };
  });
