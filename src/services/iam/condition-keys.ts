import { type ConditionKeys, requestTagKeys, type Resource } from '../../operation/operation.ts';

type Tags = Parameters<typeof requestTagKeys>[0];

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

/** What policies may ask of a request that tags something. */
export const taggingKeys = (
  { Tags }: { readonly Tags: Tags },
  resource: Resource | undefined,
): ConditionKeys => ({ ...resourceTagKeys(resource?.tags), ...requestTagKeys(Tags) });

/** `aws:TagKeys` of a request that takes tags away. */
export const removedTagKeys = ({
  TagKeys,
}: {
  readonly TagKeys: readonly string[];
}): ConditionKeys => ({ 'aws:TagKeys': TagKeys.length > 0 ? TagKeys : undefined });

/** What policies may ask of a request that takes tags away. */
export const untaggingKeys = (
  input: { readonly TagKeys: readonly string[] },
  resource: Resource | undefined,
): ConditionKeys => ({ ...resourceTagKeys(resource?.tags), ...removedTagKeys(input) });
