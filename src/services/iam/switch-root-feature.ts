import { type Change, change } from '../../store/statement.ts';
import {
  governedOrganization,
  ROOT_FEATURES,
  type RootFeature,
  rootFeatures,
} from './root-features.ts';
import { upsertSetting } from './setting-tables.ts';

type FeatureCall = Parameters<typeof governedOrganization>[0] & { readonly now: number };

interface Answer {
  readonly output: {
    readonly OrganizationId: string;
    readonly EnabledFeatures: readonly RootFeature[];
  };
  readonly changes: readonly Change[];
}

/** Switches a feature on: the management account alone may. */
export async function enableRootFeature(
  call: FeatureCall & {
    readonly error: (code: 'CallerIsNotManagementAccountException', message: string) => Error;
  },
  feature: RootFeature,
): Promise<Answer> {
  const { organizationId, managementAccount } = await governedOrganization(call);
  if (managementAccount !== call.caller.account)
    throw call.error('CallerIsNotManagementAccountException', NOT_MANAGEMENT);
  const enabled = await rootFeatures(call.store, organizationId);
  return answer(call, organizationId, [...new Set([...enabled, feature])]);
}

/** Switches a feature off. */
export async function disableRootFeature(call: FeatureCall, feature: RootFeature): Promise<Answer> {
  const { organizationId } = await governedOrganization(call);
  const enabled = await rootFeatures(call.store, organizationId);
  return answer(
    call,
    organizationId,
    enabled.filter((one) => one !== feature),
  );
}

function answer(
  { now }: FeatureCall,
  organizationId: string,
  features: readonly RootFeature[],
): Answer {
  const value = JSON.stringify(features);
  const setting = { owner: organizationId, name: ROOT_FEATURES, value, at: now };
  return {
    output: { OrganizationId: organizationId, EnabledFeatures: features },
    changes: [change(upsertSetting, setting)],
  };
}

const NOT_MANAGEMENT = 'The account is not the management account of the organization.';
