import { statement } from '../../store/statement.ts';

/** Who comes to use a policy counts its revision up, so that nobody deletes it at the same moment. */
export const touchPolicy = statement<{ arn: string }>(
  'update iam_policy set revision = revision + 1 where arn = :arn',
);
