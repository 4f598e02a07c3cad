import { cachedStatement, statement } from '../../store/statement.ts';

export type LayerRow = {
  /** Without version. */
  arn: string;
  account: string;
  region: string;
  name: string;
  last_version: number;
};

export const selectLayer = statement<{ arn: string }, LayerRow>(
  'select arn, account, region, name, last_version from lambda_layer where arn = :arn',
);

export const insertLayer = statement<LayerRow>(`
  insert into lambda_layer (arn, account, region, name, last_version)
  values (:arn, :account, :region, :name, :last_version)`);

/** One more version, if nobody else has made one meanwhile. */
export const countLayerVersion = statement<{ arn: string; before: number; last_version: number }>(`
  update lambda_layer set last_version = :last_version where arn = :arn and last_version = :before`);

export type LayerVersionRow = {
  layer: string;
  version: number;
  account: string;
  region: string;
  description: string;
  license: string;
  /** JSON. */
  runtimes: string;
  /** JSON. */
  architectures: string;
  code: string;
  code_sha256: string;
  code_size: number;
  unzipped: number;
  created_at: number;
  /** Empty without. */
  policy: string;
  revision_id: string;
};

const LAYER_VERSION = `layer, version, account, region, description, license, runtimes, architectures,
  code, code_sha256, code_size, unzipped, created_at, policy, revision_id`;

export const selectLayerVersion = cachedStatement<
  { layer: string; version: number },
  LayerVersionRow
>(`
  select ${LAYER_VERSION} from lambda_layer_version where layer = :layer and version = :version`);

export const insertLayerVersion = statement<LayerVersionRow>(`
  insert into lambda_layer_version (${LAYER_VERSION})
  values (:layer, :version, :account, :region, :description, :license, :runtimes, :architectures,
          :code, :code_sha256, :code_size, :unzipped, :created_at, :policy, :revision_id)`);

export const updateLayerPolicy = statement<{
  layer: string;
  version: number;
  policy: string;
  revision_id: string;
  before: string;
}>(`
  update lambda_layer_version set policy = :policy, revision_id = :revision_id
   where layer = :layer and version = :version and revision_id = :before`);

export const deleteLayerVersionRow = statement<{ layer: string; version: number }>(
  'delete from lambda_layer_version where layer = :layer and version = :version',
);

/** The newest first. */
export const selectLayerVersionPage = statement<
  { layer: string; before: number; count: number },
  LayerVersionRow
>(`
  select ${LAYER_VERSION} from lambda_layer_version where layer = :layer and version < :before
   order by version desc limit :count`);

/** All versions of an account's layers, each layer's newest first. */
export const selectLayerPage = statement<
  { account: string; region: string; after: string; count: number },
  LayerRow
>(`
  select l.arn, l.account, l.region, l.name, l.last_version from lambda_layer l
   where l.account = :account and l.region = :region and l.name > :after
     and exists (select 1 from lambda_layer_version v where v.layer = l.arn)
   order by l.name limit :count`);

export const insertLayerUse = statement<{ code: string; function: string; version: string }>(`
  insert into lambda_layer_use (code, function, version) values (:code, :function, :version)
  on conflict (code, function, version) do nothing`);

export const clearLayerUse = statement<{ function: string; version: string }>(
  'delete from lambda_layer_use where function = :function and version = :version',
);

export const clearLayerUses = statement<{ function: string }>(
  'delete from lambda_layer_use where function = :function',
);
