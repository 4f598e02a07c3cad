import { randomText } from '../../../base/random.ts';
import { PutResourcePolicy } from '../../../generated/organizations.ts';
import type { PutResourcePolicyRequest } from '../../../generated/organizations.types.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { asManager, resourcePolicyArn } from '../caller.ts';
import {
  insertResourcePolicy,
  selectResourcePolicy,
  updateResourcePolicy,
} from '../delegation-tables.ts';
import { ID_ALPHABET, readOrganization, takeTurn } from '../organization.ts';
import { operation } from '../parts.ts';
import { bindResourcePolicy } from '../resource-policy.ts';
import { ALL_FEATURES_NEEDED } from '../service-principal.ts';
import { readTags } from '../tags.ts';

const keys = ({ Tags }: PutResourcePolicyRequest) => requestTagKeys(Tags);

export const putResourcePolicy = operation(PutResourcePolicy)
  .access({ action: 'organizations:PutResourcePolicy', on: asManager, keys })
  .also('tags', {
    action: 'organizations:TagResource',
    on: async (input, asking) => {
      const standing = await asManager(input, asking);
      if ('missing' in standing) return standing;
      return { ...standing, arn: resourcePolicyArn(standing.organization, '*') };
    },
    keys,
    when: ({ Tags }) => (Tags?.length ?? 0) > 0,
  })
  .handle(async ({ input, resource, principals, store, random, error }) => {
    const { organization } = resource;
    const of = await readOrganization(store, organization);
    if (of.feature_set !== 'ALL') {
      throw error('ConstraintViolationException', ALL_FEATURES_NEEDED, {
        Reason: 'ORGANIZATION_NOT_IN_ALL_FEATURES_MODE',
      });
    }
    const tags = readTags(input.Tags, error);
    const given = { store, principals, error };
    const content = await bindResourcePolicy(input.Content, organization, given);
    const row = await store.one(selectResourcePolicy, { organization: of.id });
    if (row && input.Tags?.length) throw error('InvalidInputException', TAGS_ON_UPDATE);
    const id = row?.id ?? `rp-${randomText(random, ID_ALPHABET, 8)}`;
    const arn = resourcePolicyArn(organization, id);
    return {
      output: {
        ResourcePolicy: { ResourcePolicySummary: { Id: id, Arn: arn }, Content: input.Content },
      },
      changes: [
        takeTurn(of),
        row
          ? change(updateResourcePolicy, {
              organization: of.id,
              content,
              tags: row.tags,
              revision: row.revision,
            })
          : change(insertResourcePolicy, {
              organization: of.id,
              id,
              content,
              tags: JSON.stringify(tags),
              revision: 1,
            }),
      ],
      made: { arn, type: 'AWS::Organizations::ResourcePolicy' },
    };
  });

const TAGS_ON_UPDATE =
  'You can tag the resource policy when you create it. To tag one that exists, call TagResource.';
