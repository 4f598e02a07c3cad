/** Layers: zips that functions have beside their own. */
import { arn } from '../../base/arn.ts';
import type { LayerVersionsListItem } from '../../generated/lambda.types.ts';
import { AwsError } from '../../model/model.ts';
import type { Asking, Missing, Permitted, Resource } from '../../operation/operation.ts';
import { compile } from '../../policy/compile.ts';
import type { UsedLayer } from './configuration.ts';
import { type LayerVersionRow, selectLayerVersion } from './layer-tables.ts';
import { lastModified } from './version.ts';

const LAYER_TYPE = 'AWS::Lambda::LayerVersion';

/** A layer by its name or its ARN, in the Region that was asked. */
export interface LayerTarget {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
}

/** One version of a layer. */
export interface FoundLayer extends Resource {
  readonly row: LayerVersionRow;
  readonly target: LayerTarget;
}

export function layerTarget(
  layerName: string,
  { caller, request }: Pick<Asking, 'caller' | 'request'>,
): LayerTarget {
  const [, region = request.region, account = caller.account, name = layerName] =
    LAYER_ARN.exec(layerName) ?? [];
  if (region !== request.region) throw new AwsError('ResourceNotFoundException', NOT_THERE, 404);
  return { account, region, name, arn: arn('lambda', region, account, `layer:${name}`) };
}

/** The version that a request names. */
export async function findLayer(
  { LayerName, VersionNumber }: { readonly LayerName: string; readonly VersionNumber: number },
  asking: Asking,
): Promise<FoundLayer | Missing<'ResourceNotFoundException'>> {
  const target = layerTarget(LayerName, asking);
  const row = await asking.store.one(selectLayerVersion, {
    layer: target.arn,
    version: VersionNumber,
  });
  if (row) return foundLayer(row, target);
  return {
    missing: versionArn(target.arn, VersionNumber),
    account: target.account,
    error: 'ResourceNotFoundException',
    message: NOT_THERE,
  };
}

/** The version that an ARN names; undefined where it is nobody's. */
export async function findLayerByArn(
  layerArn: string,
  asking: Asking,
): Promise<FoundLayer | undefined> {
  const [, name, version] = VERSION_ARN.exec(layerArn) ?? [];
  if (name === undefined) return undefined;
  const found = await findLayer({ LayerName: name, VersionNumber: Number(version) }, asking);
  return 'missing' in found ? undefined : found;
}

/** The layers that a function is to have; whoever adds one must be let at it. */
export async function useLayers(
  arns: readonly string[],
  before: readonly UsedLayer[],
  call: Asking & {
    readonly demand: <R extends Resource>(
      action: 'lambda:GetLayerVersion',
      resource: R,
    ) => Promise<Permitted<R, 'lambda:GetLayerVersion'>>;
    readonly error: (code: 'InvalidParameterValueException', message: string) => Error;
  },
): Promise<readonly UsedLayer[]> {
  const { error } = call;
  if (arns.length > MAX_LAYERS) throw error('InvalidParameterValueException', TOO_MANY);
  const names = new Set(arns.map((one) => one.replace(/:\d+$/, '')));
  if (names.size < arns.length) throw error('InvalidParameterValueException', TWICE);
  const used: UsedLayer[] = [];
  for (const one of arns) {
    const kept = before.find((layer) => layer.arn === one);
    if (kept) {
      used.push(kept);
      continue;
    }
    const region = one.split(':')[3];
    if (region !== call.request.region)
      throw error('InvalidParameterValueException', otherRegion(one));
    const found = await findLayerByArn(one, call);
    // Judged before it is told to be missing: a stranger learns nothing of other accounts' layers.
    const { row } = (await call.demand(
      'lambda:GetLayerVersion',
      found ?? { arn: one, account: one.split(':')[4]! },
    )) as Partial<FoundLayer>;
    if (!row) throw error('InvalidParameterValueException', doesNotExist(one));
    used.push({
      arn: one,
      code: row.code,
      sizeBytes: row.code_size,
      unzippedBytes: row.unzipped,
    });
  }
  return used;
}

/** As lists show a version. */
export const listedLayer = (row: LayerVersionRow): LayerVersionsListItem => ({
  LayerVersionArn: versionArn(row.layer, row.version),
  Version: row.version,
  Description: row.description,
  CreatedDate: lastModified(row.created_at),
  ...described(row),
});

/** What a version says of itself where its maker said it. */
export function described(
  row: LayerVersionRow,
): Pick<LayerVersionsListItem, 'CompatibleRuntimes' | 'CompatibleArchitectures' | 'LicenseInfo'> {
  const runtimes = JSON.parse(row.runtimes) as NonNullable<
    LayerVersionsListItem['CompatibleRuntimes']
  >;
  const architectures = JSON.parse(row.architectures) as ('x86_64' | 'arm64')[];
  return {
    ...(runtimes.length > 0 && { CompatibleRuntimes: runtimes }),
    ...(architectures.length > 0 && { CompatibleArchitectures: architectures }),
    ...(row.license !== '' && { LicenseInfo: row.license }),
  };
}

/** Whether a version is for what a list asks for; one that says nothing is for nothing in particular. */
export function isFor(
  row: LayerVersionRow,
  {
    CompatibleRuntime: runtime,
    CompatibleArchitecture: architecture,
  }: {
    readonly CompatibleRuntime?: string | undefined;
    readonly CompatibleArchitecture?: string | undefined;
  },
): boolean {
  return (
    (runtime === undefined || (JSON.parse(row.runtimes) as string[]).includes(runtime)) &&
    (architecture === undefined ||
      (JSON.parse(row.architectures) as string[]).includes(architecture))
  );
}

export const versionArn = (layer: string, version: number): string => `${layer}:${version}`;

function foundLayer(row: LayerVersionRow, target: LayerTarget): FoundLayer {
  return {
    arn: versionArn(row.layer, row.version),
    account: row.account,
    type: LAYER_TYPE,
    ...(row.policy !== '' && {
      policy: {
        type: 'resource',
        label: 'resource policy',
        document: compile(row.policy, 'resource'),
      },
    }),
    row,
    target,
  };
}

const LAYER_ARN = /^arn:aws[a-zA-Z-]*:lambda:([^:]+):(\d{12}):layer:([^:]+)$/;
const VERSION_ARN = /^(.+):(\d{1,15})$/;
const MAX_LAYERS = 5;

export const NOT_THERE = 'The resource you requested does not exist.';
const TOO_MANY = 'Cannot reference more than 5 layers.';
const TWICE =
  'Two different versions of the same layer are not allowed to be referenced in the same function.';
const otherRegion = (layer: string): string =>
  `Layers are not in the same region as the function. Layers: [${layer}]`;
const doesNotExist = (layer: string): string => `Layer version ${layer} does not exist.`;
