import { PublishVersion } from '../../../generated/lambda.ts';
import { findVersion, functionKeys, LATEST, saveFunction } from '../function.ts';
import { target } from '../function-name.ts';
import { decryptWith } from '../keys.ts';
import { operation } from '../parts.ts';
import { assertRevision } from '../revision.ts';
import { selectVersion } from '../tables.ts';
import { newLatest, newVersion, publishedVersion, shownVersion } from '../version.ts';

export const publishVersion = operation(PublishVersion)
  .access({ action: 'lambda:PublishVersion', on: findVersion, keys: functionKeys })
  .handle(async ({ input, resource, parts, store, random, now, error, ask }) => {
    const { row, version: latest } = resource;
    if (latest.version !== LATEST) throw error('InvalidParameterValueException', ONLY_LATEST);
    if (input.PublishTo) throw error('InvalidParameterValueException', NO_PUBLISH_TO);
    assertRevision(input.RevisionId, latest.revision_id, error);
    if (input.CodeSha256 && input.CodeSha256 !== latest.code_sha256)
      throw error(
        'InvalidParameterValueException',
        otherCode(input.CodeSha256, latest.code_sha256),
      );
    const show = { parts, decrypt: decryptWith(ask) };

    // What has not changed since it was published is published already.
    const standing =
      latest.same_as === ''
        ? undefined
        : await store.one(selectVersion, { function: row.arn, version: latest.same_as });
    if (standing) {
      return {
        output: await shownVersion(show, standing, target(resource.target, standing.version)),
      };
    }
    const number = row.last_version + 1;
    const version = publishedVersion(latest, number, {
      random,
      now,
      description: input.Description,
    });
    return {
      output: await shownVersion(
        show,
        version,
        target(resource.target, version.version),
        'created',
      ),
      changes: [
        saveFunction(row, { last_version: number }),
        ...newLatest({ ...latest, same_as: version.version }),
        ...newVersion(version),
      ],
    };
  });

const ONLY_LATEST = 'Versions are published of $LATEST, and not of other versions.';
const NO_PUBLISH_TO = 'Lockstead does not serve capacity providers, to which PublishTo belongs.';
const otherCode = (given: string, current: string): string =>
  `CodeSHA256 (${given}) is different from current CodeSHA256 in $LATEST (${current}). Please try again with the CodeSHA256 in $LATEST.`;
