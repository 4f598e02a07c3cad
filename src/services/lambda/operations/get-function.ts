import { GetFunction } from '../../../generated/lambda.ts';
import { codeLink } from '../code-link.ts';
import { findVersion, functionKeys, tagsOf } from '../function.ts';
import { decryptWith } from '../keys.ts';
import { operation } from '../parts.ts';
import { shownVersion } from '../version.ts';

export const getFunction = operation(GetFunction)
  .access({ action: 'lambda:GetFunction', on: findVersion, keys: functionKeys })
  .handle(async ({ resource, parts, now, ask, caller }) => {
    const { row, version, target } = resource;
    const tags = tagsOf(row);
    return {
      output: {
        Configuration: await shownVersion({ parts, decrypt: decryptWith(ask) }, version, target),
        Code: { RepositoryType: 'S3', Location: codeLink(parts, version.code, now) },
        // Tags are for those of the account.
        ...(Object.keys(tags).length > 0 && caller.account === row.account && { Tags: tags }),
        ...(row.reserved !== null && {
          Concurrency: { ReservedConcurrentExecutions: row.reserved },
        }),
      },
    };
  });
