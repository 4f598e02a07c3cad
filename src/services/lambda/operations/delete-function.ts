import { DeleteFunction } from '../../../generated/lambda.ts';
import { change } from '../../../store/statement.ts';
import { sweep } from '../code.ts';
import { configOf } from '../configuration.ts';
import { findFunction, functionKeys, LATEST, notFound, saveFunction } from '../function.ts';
import { clearLayerUse, clearLayerUses } from '../layer-tables.ts';
import { retireGrants } from '../keys.ts';
import { operation } from '../parts.ts';
import {
  clearPolicy,
  deleteAliases,
  deleteEventConfig,
  deleteEventConfigs,
  deleteFunctionRow,
  deletePolicies,
  deleteVersionRow,
  deleteVersions,
  selectAliases,
  selectVersion,
  selectVersionPage,
} from '../tables.ts';

export const deleteFunction = operation(DeleteFunction)
  .access({ action: 'lambda:DeleteFunction', on: findFunction, keys: functionKeys })
  .handle(async ({ resource, store, parts, error, askAs }) => {
    const { row, target } = resource;
    const { qualifier } = target;
    const output = { StatusCode: 204 };
    if (qualifier === undefined) {
      parts.runtime.forget(row.arn);
      return { output, changes: await wholeFunction() };
    }
    if (qualifier === LATEST) throw error('InvalidParameterValueException', NOT_LATEST);
    if (!/^\d+$/.test(qualifier)) throw error('InvalidParameterValueException', NOT_AN_ALIAS);
    const version = await store.one(selectVersion, { function: row.arn, version: qualifier });
    if (!version) throw error('ResourceNotFoundException', notFound(target.arn));
    const aliases = (await store.all(selectAliases, { function: row.arn })).filter(
      (alias) => alias.version === qualifier || Object.hasOwn(JSON.parse(alias.weights), qualifier),
    );
    if (aliases.length > 0)
      throw error('ResourceConflictException', referenced(aliases.map(({ name }) => name)));
    const of = { function: row.arn, version: qualifier };
    const staying = (await versions()).filter((one) => one.version !== qualifier);
    await retireGrants(row, [version], staying, askAs);
    return {
      output,
      changes: [
        saveFunction(row),
        change(deleteVersionRow, of),
        change(clearLayerUse, of, 'any'),
        change(clearPolicy, { function: row.arn, qualifier }, 'any'),
        change(deleteEventConfig, { function: row.arn, qualifier }, 'any'),
        ...[version.code, ...configOf(version).layers.map(({ code }) => code)].flatMap(sweep),
      ],
    };

    function versions() {
      return store.all(selectVersionPage, {
        function: row.arn,
        after: -1,
        count: Number.MAX_SAFE_INTEGER,
      });
    }

    async function wholeFunction() {
      const gone = await versions();
      await retireGrants(row, gone, [], askAs);
      const codes = new Set(
        gone.flatMap((one) => [one.code, ...configOf(one).layers.map(({ code }) => code)]),
      );
      const of = { function: row.arn };
      return [
        change(deleteFunctionRow, { arn: row.arn, revision: row.revision }),
        change(deleteVersions, of, gone.length),
        change(deleteAliases, of, 'any'),
        change(deletePolicies, of, 'any'),
        change(deleteEventConfigs, of, 'any'),
        change(clearLayerUses, of, 'any'),
        ...[...codes].flatMap(sweep),
      ];
    }
  });

const NOT_LATEST = '$LATEST version cannot be deleted without deleting the function.';
const NOT_AN_ALIAS =
  'Deletion of aliases is not currently supported through DeleteFunction: use DeleteAlias.';
const referenced = (names: readonly string[]): string =>
  `Unable to delete version because the following aliases reference it: [${names.join(', ')}]`;
