import { DescribeLogGroups } from '../../../generated/logs.ts';
import { contains, groupArnOf, shownGroup, startsWith } from '../group.ts';
import { tokensOf } from '../page.ts';
import { operation } from '../parts.ts';
import { selectGroupPage } from '../tables.ts';

export const describeLogGroups = operation(DescribeLogGroups)
  .access({
    action: 'logs:DescribeLogGroups',
    on: (_input, { caller: { account }, request: { region } }) => ({
      arn: `${groupArnOf(region, account, '')}:log-stream:`,
      account,
    }),
  })
  .handle(async (call) => {
    const { input, store, caller, request, error } = call;
    const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern } = input;
    if (prefix !== undefined && pattern !== undefined)
      throw error('InvalidParameterException', PREFIX_OR_PATTERN);
    const isElsewhere =
      (input.accountIdentifiers && !input.accountIdentifiers.includes(caller.account)) ||
      (input.logGroupClass ?? 'STANDARD') !== 'STANDARD';
    if (isElsewhere) return { output: { logGroups: [] } };

    const tokens = tokensOf<string>(call, [prefix, pattern, input.logGroupIdentifiers]);
    const count = input.limit ?? PAGE;
    const rows = await store.all(selectGroupPage, {
      account: caller.account,
      region: request.region,
      prefix: startsWith(prefix),
      pattern: contains(pattern),
      after: input.nextToken === undefined ? '' : tokens.parse(input.nextToken),
      count: count + 1,
    });
    const named = input.logGroupIdentifiers;
    const shown = rows
      .slice(0, count)
      .filter(({ name, arn }) => !named || named.includes(name) || named.includes(arn));
    const last = rows.length > count ? rows[count - 1] : undefined;
    return {
      output: {
        logGroups: shown.map(shownGroup),
        ...(last && { nextToken: tokens.print(last.name) }),
      },
    };
  });

const PAGE = 50;
const PREFIX_OR_PATTERN =
  'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.';
