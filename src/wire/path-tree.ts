import type { CatalogueEntry, ServiceModel } from '../model/model.ts';
import type { WireRequest } from './codec.ts';

/** URI templates as a tree of path segments. */
export interface PathNode {
  readonly literals: Map<string, PathNode>;
  label?: PathNode;
  /** By method: a template that ends here. */
  readonly ends: Map<string, PathEnd[]>;
  /** By method: a template whose last label takes the rest of the path. */
  readonly greedy: Map<string, PathEnd>;
}

type Way = Pick<PathEnd, 'service' | 'operation'>;

interface PathEnd {
  readonly service: ServiceModel;
  readonly operation: string;
  readonly labels: readonly string[];
  /** A field that the query must have, as it stands there: `find=LayerVersion`. */
  readonly field?: string;
}

/** What a path turned out to be. */
export interface FoundPath {
  readonly service: ServiceModel;
  readonly operation: string;
  readonly pathParams: { readonly [label: string]: string };
}

/** Compiles the URI templates of these services. */
export function pathTree(entries: readonly CatalogueEntry[]): PathNode {
  const root = emptyNode();
  for (const { service, operations } of entries) {
    for (const [operation, method, uri] of operations)
      plant(root, method, uri, { service, operation });
  }
  return root;
}

/** Finds the operation of a path: a literal segment goes before a label, and a label before the rest. */
export function findPath(
  root: PathNode,
  { method, path, query }: Pick<WireRequest, 'method' | 'path' | 'query'>,
): FoundPath | undefined {
  const segments = segmentsOf(path);
  // A path is no longer than its longest template, unless that one is greedy; the walk tries two ways a step.
  if (segments.length > 64) return undefined;
  // A signature does not see `.`, `..` and empty segments: a path with them is not the one that was signed.
  if (segments.length > 1 && segments.some((s) => s === '' || s === '.' || s === '..'))
    return undefined;
  const values: string[] = [];
  const fields = new Set(query.split('&'));
  const end = walk(root, { method, segments, fields }, 0, values);
  if (!end) return undefined;
  const pathParams: { [label: string]: string } = {};
  for (const [i, label] of end.labels.entries()) {
    const value = decode(values[i]!);
    if (value === undefined) return undefined;
    pathParams[label] = value;
  }
  return { service: end.service, operation: end.operation, pathParams };
}

function plant(root: PathNode, method: string, uri: string, way: Way): void {
  const labels: string[] = [];
  let node = root;
  const [path, field] = uri.split('?', 2);
  for (const segment of segmentsOf(path!)) {
    const label = /^\{([^}+]+)(\+?)\}$/.exec(segment);
    if (label) labels.push(label[1]!);
    if (label?.[2] === '+') {
      node.greedy.set(method, { ...way, labels });
      return;
    }
    if (label) node = node.label ??= emptyNode();
    else node = node.literals.get(segment) ?? addLiteral(node, segment);
  }
  const end = field === undefined ? { ...way, labels } : { ...way, labels, field };
  const ends = node.ends.get(method) ?? [];
  // Whoever asks for more goes first.
  if (field === undefined) ends.push(end);
  else ends.unshift(end);
  node.ends.set(method, ends);
}

interface Wanted {
  readonly method: string;
  readonly segments: readonly string[];
  readonly fields: ReadonlySet<string>;
}

function walk(node: PathNode, wanted: Wanted, at: number, values: string[]): PathEnd | undefined {
  const { method, segments, fields } = wanted;
  if (at === segments.length) {
    return node.ends.get(method)?.find(({ field }) => field === undefined || fields.has(field));
  }
  const segment = segments[at]!;
  const literal = node.literals.get(segment);
  const straight = literal && walk(literal, wanted, at + 1, values);
  if (straight) return straight;
  if (node.label) {
    values.push(segment);
    const labelled = walk(node.label, wanted, at + 1, values);
    if (labelled) return labelled;
    values.pop();
  }
  const greedy = node.greedy.get(method);
  if (greedy) values.push(segments.slice(at).join('/'));
  return greedy;
}

// A slash at the end means nothing: some templates have it, and clients leave it out or add it.
const segmentsOf = (path: string): string[] =>
  path.replace(/^\//, '').replace(/\/$/, '').split('/');

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function addLiteral(node: PathNode, segment: string): PathNode {
  const child = emptyNode();
  node.literals.set(segment, child);
  return child;
}

const emptyNode = (): PathNode => ({ literals: new Map(), ends: new Map(), greedy: new Map() });
