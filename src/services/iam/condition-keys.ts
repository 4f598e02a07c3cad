import type { ConditionKeys } from '../../operation/operation.ts';

/** `iam:ResourceTag/…` of what is there. */
export function resourceTagKeys(
  tags: { readonly [key: string]: string } | undefined,
): ConditionKeys {
  const keys: { [key: string]: string } = {};
  for (const key in tags) keys[`iam:ResourceTag/${key}`] = tags[key]!;
  return keys;
}

/** `iam:PermissionsBoundary`: the boundary that is asked for, or that is there. */
export const boundaryKeys = (arn: string | null | undefined): ConditionKeys => ({
  'iam:PermissionsBoundary': arn ?? undefined,
});
