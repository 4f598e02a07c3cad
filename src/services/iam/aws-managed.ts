/** AWS's own managed policies, as facts: what they allow. */
export interface AwsManagedPolicy {
  readonly arn: string;
  /** ANPA… of our own: AWS's ids are AWS's. */
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly description: string;
  readonly document: string;
}

const byArn = new Map<string, AwsManagedPolicy>();

/** The policy of this ARN, where it is one of AWS's. */
export const awsManagedPolicy = (arn: string): AwsManagedPolicy | undefined => byArn.get(arn);

/** All of them, by name. */
export const awsManagedPolicies = (): readonly AwsManagedPolicy[] => [...byArn.values()];

function define(
  name: string,
  statements: readonly object[],
  of: { readonly path?: string; readonly description: string },
): void {
  const path = of.path ?? '/';
  const arn = `arn:aws:iam::aws:policy${path}${name}`;
  const document = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  byArn.set(arn, { arn, id: '', name, path, description: of.description, document });
}

define('AdministratorAccess', [{ Effect: 'Allow', Action: '*', Resource: '*' }], {
  description: 'Provides full access to AWS services and resources.',
});
