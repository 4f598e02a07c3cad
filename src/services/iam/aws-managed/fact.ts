/** What is known of one of AWS's own managed policies, as AWS's managed policy reference prints it. */
export interface Fact {
  readonly name: string;
  /** `/` unless told. */
  readonly path?: string;
  readonly description?: string;
  /** The number of the default version, which is the one that is here. */
  readonly version: number;
  readonly created: string;
  /** When the default version was made, where it is not the first. */
  readonly updated?: string;
  /** Absent where only the name is known: such a policy gives nothing. */
  readonly statements?: readonly object[];
}

/** A statement that allows. */
export const allow = (
  Action: string | readonly string[],
  Resource: string | readonly string[] = '*',
) => ({ Effect: 'Allow', Action, Resource });

/** The actions of one service, by its prefix: `of('s3', 'Get*', 'List*')`. */
export const of = (service: string, ...actions: readonly string[]): readonly string[] =>
  actions.map((action) => `${service}:${action}`);
