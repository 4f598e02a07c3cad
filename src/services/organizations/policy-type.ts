/** The types of policy: what each may weigh, how many hang on one thing, and what it needs. */
import type { PolicyType } from './organization.ts';

export interface PolicyTypeFacts {
  /** Authorization policies are judged with every request; management policies are merged. */
  readonly judged?: 'scp' | 'rcp';
  readonly mostCharacters: number;
  readonly mostPerTarget: number;
  /** The only member that a management policy of this type has at its top. */
  readonly top?: string;
  /** The service that must be trusted before the type can be enabled. */
  readonly service?: string;
}

export const POLICY_TYPES: { readonly [type in PolicyType]: PolicyTypeFacts } = {
  SERVICE_CONTROL_POLICY: { judged: 'scp', mostCharacters: 5120, mostPerTarget: 5 },
  RESOURCE_CONTROL_POLICY: { judged: 'rcp', mostCharacters: 5120, mostPerTarget: 5 },
  TAG_POLICY: { mostCharacters: 10_000, mostPerTarget: 10, top: 'tags' },
  BACKUP_POLICY: { mostCharacters: 10_000, mostPerTarget: 10, top: 'plans' },
  AISERVICES_OPT_OUT_POLICY: { mostCharacters: 2500, mostPerTarget: 5, top: 'services' },
  CHATBOT_POLICY: { mostCharacters: 10_000, mostPerTarget: 5, top: 'chatbot' },
  DECLARATIVE_POLICY_EC2: { mostCharacters: 10_000, mostPerTarget: 10, top: 'ec2_attributes' },
  SECURITYHUB_POLICY: {
    mostCharacters: 10_000,
    mostPerTarget: 10,
    top: 'securityhub',
    service: 'securityhub.amazonaws.com',
  },
  INSPECTOR_POLICY: {
    mostCharacters: 10_000,
    mostPerTarget: 10,
    top: 'inspector',
    service: 'inspector2.amazonaws.com',
  },
  UPGRADE_ROLLOUT_POLICY: { mostCharacters: 10_000, mostPerTarget: 10 },
  BEDROCK_POLICY: { mostCharacters: 10_000, mostPerTarget: 10 },
  S3_POLICY: { mostCharacters: 10_000, mostPerTarget: 10 },
  NETWORK_SECURITY_DIRECTOR_POLICY: { mostCharacters: 10_000, mostPerTarget: 10 },
};

/** How many policies of one type an organization may have. */
export const MOST_POLICIES = 1000;
