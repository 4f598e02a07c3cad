import { BatchGetSecretValue, GetSecretValue } from '../../../generated/secretsmanager.ts';
import type {
  APIErrorType,
  BatchGetSecretValueRequest,
  SecretValueEntry,
} from '../../../generated/secretsmanager.types.ts';
import { AwsError } from '../../../model/model.ts';
import { anything } from '../../../operation/operation.ts';
import { readFilters } from '../filters.ts';
import { listSecrets } from '../listing.ts';
import { pagesOf } from '../page-token.ts';
import { operation } from '../parts.ts';

export const batchGetSecretValue = operation(BatchGetSecretValue)
  .access({ action: 'secretsmanager:BatchGetSecretValue', on: anything })
  // Who names no secrets must be allowed to learn which there are.
  .also('list', {
    action: 'secretsmanager:ListSecrets',
    on: anything,
    when: ({ Filters }: BatchGetSecretValueRequest) => Filters !== undefined,
  })
  .handle(async (call) => {
    const { input, ask, error } = call;
    const { SecretIdList, Filters, MaxResults, NextToken } = input;
    if ((SecretIdList === undefined) === (Filters === undefined)) {
      throw error('InvalidParameterException', LIST_OR_FILTERS);
    }
    if (SecretIdList !== undefined && MaxResults !== undefined) {
      throw error('InvalidParameterException', needsFilters('MaxResults'));
    }
    if (SecretIdList !== undefined && NextToken !== undefined) {
      throw error('InvalidParameterException', needsFilters('NextToken'));
    }

    const { ids, more } = SecretIdList ? { ids: SecretIdList, more: undefined } : await found();
    const values: SecretValueEntry[] = [];
    const errors: APIErrorType[] = [];
    for (const SecretId of ids) {
      try {
        // As if each were asked for by itself: its own permission, its own line on the trail.
        values.push(await ask(GetSecretValue, { SecretId }));
      } catch (cause) {
        if (!(cause instanceof AwsError)) throw cause;
        errors.push({ SecretId, ErrorCode: cause.code, Message: cause.message });
      }
    }
    return {
      output: {
        SecretValues: values,
        Errors: errors,
        ...(more !== undefined && { NextToken: more }),
      },
    };

    async function found() {
      const { caller, request, store } = call;
      const pages = pagesOf(call, { operation: 'BatchGetSecretValue', asked: Filters }, error);
      const { secrets, end } = await listSecrets(store, {
        account: caller.account,
        region: request.region,
        sortBy: 'created-date',
        sortOrder: 'asc',
        filters: readFilters(Filters, error),
        deletedToo: false,
        after: pages.parse(NextToken),
        most: MaxResults ?? BATCH,
      });
      return { ids: secrets.map(({ arn }) => arn), more: end && pages.print(end) };
    }
  });

const BATCH = 20;

const LIST_OR_FILTERS = "Either 'SecretIdList' or 'Filters' must be provided, but not both.";
const needsFilters = (member: string) =>
  `'Filters' not specified. 'Filters' must also be specified when '${member}' is provided.`;
