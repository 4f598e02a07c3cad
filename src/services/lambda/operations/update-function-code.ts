import { uuid } from '../../../base/random.ts';
import { UpdateFunctionCode } from '../../../generated/lambda.ts';
import { keepCode, readCode, sweep } from '../code.ts';
import { configOf } from '../configuration.ts';
import { findVersion, functionKeys, LATEST, saveFunction } from '../function.ts';
import { target } from '../function-name.ts';
import { decryptWith } from '../keys.ts';
import { operation } from '../parts.ts';
import { assertRevision } from '../revision.ts';
import { assertFits, zipOf } from '../source.ts';
import { newLatest, newVersion, publishedVersion, shownVersion } from '../version.ts';

export const updateFunctionCode = operation(UpdateFunctionCode)
  .access({ action: 'lambda:UpdateFunctionCode', on: findVersion, keys: functionKeys })
  .handle(async (call) => {
    const { input, resource, parts, random, now, error, ask } = call;
    const { row, version: before } = resource;
    if (before.version !== LATEST) throw error('InvalidParameterValueException', ONLY_LATEST);
    assertRevision(input.RevisionId, before.revision_id, error);
    if (input.PublishTo) throw error('InvalidParameterValueException', NO_PUBLISH_TO);
    const code = await readCode(call, row, zipOf(input, error));
    const config = configOf(before);
    assertFits(code.unzipped, config.layers, error);

    const architectures = input.Architectures ?? config.architectures;
    const isSame =
      code.sha256 === before.code_sha256 && architectures.join() === config.architectures.join();
    const latest = {
      ...before,
      config: JSON.stringify({ ...config, architectures }),
      code: code.id,
      code_sha256: code.sha256,
      code_size: code.size,
      unzipped: code.unzipped,
      same_as: isSame ? before.same_as : '',
      revision_id: uuid(random),
      modified_at: now,
    };
    const number = row.last_version + 1;
    const published =
      input.Publish && latest.same_as === ''
        ? publishedVersion(latest, number, { random, now })
        : undefined;
    const shown = published ?? latest;
    const output = await shownVersion(
      { parts, decrypt: decryptWith(ask) },
      shown,
      published ? target(resource.target, published.version) : target(resource.target),
      'updated',
    );
    if (input.DryRun) return { output };
    parts.runtime.forget(row.arn);
    return {
      output,
      changes: [
        saveFunction(row, published ? { last_version: number } : {}),
        ...keepCode(parts.keyring, row, code),
        ...newLatest(published ? { ...latest, same_as: published.version } : latest),
        ...(published ? newVersion(published) : []),
        ...sweep(before.code),
      ],
    };
  });

const ONLY_LATEST = 'The code of a published version cannot be changed.';
const NO_PUBLISH_TO = 'Lockstead does not serve capacity providers, to which PublishTo belongs.';
