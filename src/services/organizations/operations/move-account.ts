import { MoveAccount } from '../../../generated/organizations.ts';
import type { Asking, Missing } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { asManager, missingFrom, type NotManager } from '../caller.ts';
import { findMember } from '../child.ts';
import { readOrganization, takeTurn } from '../organization.ts';
import { operation } from '../parts.ts';
import { type Container, findContainer, unitArn } from '../place.ts';
import { moveAccount as moveTo } from '../tables.ts';

export const moveAccount = operation(MoveAccount)
  .access({
    action: 'organizations:MoveAccount',
    on: ({ AccountId }, asking) => findMember(asManager, AccountId, asking),
  })
  .also('source', {
    action: 'organizations:MoveAccount',
    on: ({ SourceParentId }, asking) =>
      findNamed(SourceParentId, asking, {
        error: 'SourceParentNotFoundException',
        message: NO_SUCH_SOURCE,
      }),
  })
  .also('destination', {
    action: 'organizations:MoveAccount',
    on: ({ DestinationParentId }, asking) =>
      findNamed(DestinationParentId, asking, {
        error: 'DestinationParentNotFoundException',
        message: NO_SUCH_DESTINATION,
      }),
  })
  .handle(async ({ resource: { organization, row }, also, store, error }) => {
    const { source, destination } = also;
    if (row.parent === destination.id) throw error('DuplicateAccountException', THERE_ALREADY);
    if (row.parent !== source.id) throw error('SourceParentNotFoundException', NO_SUCH_SOURCE);
    return {
      output: {},
      changes: [
        takeTurn(await readOrganization(store, organization)),
        change(moveTo, { id: row.id, parent: destination.id, revision: row.revision }),
      ],
    };
  });

async function findNamed<const Code extends string>(
  id: string,
  asking: Asking,
  otherwise: { readonly error: Code; readonly message: string },
): Promise<Container | NotManager | Missing<Code>> {
  const standing = await asManager(id, asking);
  if ('missing' in standing) return standing;
  const found = await findContainer(standing, id, asking.store);
  return (
    found ?? missingFrom(standing, { missing: unitArn(standing.organization, id), ...otherwise })
  );
}

const THERE_ALREADY = 'That account is already present in the specified destination.';
const NO_SUCH_SOURCE = "We can't find a source root or OU with the ParentId that you specified.";
const NO_SUCH_DESTINATION =
  "We can't find the destination container (a root or OU) with the ParentId that you specified.";
