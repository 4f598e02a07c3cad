/** Staging labels of one secret: each label, and the one version that has it. */
export type Stages = ReadonlyMap<string, string>;

export const CURRENT = 'AWSCURRENT';
export const PREVIOUS = 'AWSPREVIOUS';
export const PENDING = 'AWSPENDING';

/** Per secret, and so per version (Secrets Manager quotas). */
export const LABELS_MAX = 20;

/** The labels after they moved to `id`; who loses AWSCURRENT becomes AWSPREVIOUS. */
export function moveLabels(stages: Stages, labels: readonly string[], id: string): Stages {
  const moved = new Map(stages);
  for (const label of labels) {
    const from = moved.get(label);
    moved.set(label, id);
    if (label === CURRENT && from !== undefined && from !== id) moved.set(PREVIOUS, from);
  }
  return moved;
}

/** The labels after a new version took `labels`: what was current is pending no longer. */
export function labelNew(stages: Stages, labels: readonly string[], id: string): Stages {
  const moved = new Map(moveLabels(stages, labels, id));
  const left = stages.get(CURRENT);
  if (labels.includes(CURRENT) && left !== undefined && moved.get(PENDING) === left) {
    moved.delete(PENDING);
  }
  return moved;
}

/** The labels of one version. */
export function labelsOf(stages: Stages, id: string): string[] {
  const labels: string[] = [];
  for (const [label, version] of stages) if (version === id) labels.push(label);
  return labels;
}

/** Each labelled version with its labels; undefined where nothing is labelled, as AWS leaves the member out. */
export function versionsToStages(stages: Stages): { [id: string]: string[] } | undefined {
  if (stages.size === 0) return undefined;
  const versions: { [id: string]: string[] } = {};
  for (const [label, id] of stages) (versions[id] ??= []).push(label);
  return versions;
}

/** The versions that were labelled before and are not now, and those that are newly labelled. */
export function relabelled(
  before: Stages,
  after: Stages,
): { readonly lost: readonly string[]; readonly gained: readonly string[] } {
  const had = new Set(before.values());
  const has = new Set(after.values());
  return {
    lost: [...had].filter((id) => !has.has(id)),
    gained: [...has].filter((id) => !had.has(id)),
  };
}

export const printStages = (stages: Stages): string => JSON.stringify([...stages]);
export const parseStages = (text: string): Stages => new Map(JSON.parse(text));
