/** The smallest input that an operation's model takes, about things that exist where their names are known. */
import { START } from '../house.ts';
import type { AnyOperationModel, Shape, Structure } from '../../src/model/model.ts';
import { validationError, violations } from '../../src/model/validate.ts';

/** Values by the names of members, in any operation of the house. */
export type Known = { readonly [member: string]: unknown };

/** An input for this operation, or undefined where the samples know none that its model takes. */
export function sampleFor(model: AnyOperationModel, known: Known): object | undefined {
  const input = structure(model.input, known);
  return validationError(model, input) ? undefined : input;
}

function structure(shape: Structure, known: Known): { [member: string]: unknown } {
  const input: { [member: string]: unknown } = {};
  for (const [name, { shape: member, required, idempotencyToken }] of Object.entries(
    shape.members,
  )) {
    if (required || idempotencyToken || name in known) input[name] = sample(name, member, known);
  }
  return input;
}

function sample(name: string, shape: Shape, known: Known): unknown {
  if (name in known && fits(shape, known[name])) return known[name];
  switch (shape.kind) {
    case 'structure':
      return structure(shape, known);
    case 'list':
      return [sample(name, shape.member, known)];
    case 'map':
      return {};
    case 'blob':
      return new Uint8Array(Math.max(shape.min ?? 0, 16));
    case 'timestamp':
      return START;
    case 'boolean':
      return true;
    case 'document':
      return {};
    case 'string':
      return shape.enum?.[0] ?? TEXTS.find((text) => fits(shape, text));
    default:
      return Math.max(shape.min ?? 1, 1);
  }
}

const fits = (shape: Shape, value: unknown): boolean =>
  violations({ kind: 'structure', members: { value: { shape } } }, { value }).length === 0;

/** Tried in this order: among them is one for nearly every pattern. */
const TEXTS = [
  'sample',
  'sample-sample-sample',
  'c0a8012e-5a5c-4c3e-9f5e-3a1d2b4c5d6e',
  '111111111111',
  '123456',
  'a@b.example',
  'arn:aws:iam::111111111111:user/sample',
  'r-samp',
  'o-sample1234',
  'car-sample1234567890sample1234567890',
  'ou-samp-sample12',
  'p-sample12',
  'h-sample12',
  'rt-sample12',
  'eu-west-1',
  'sts:AssumeRole',
  'arn:aws:lambda:us-east-1:111111111111:function:sample',
  'arn:aws:lambda:us-east-1:111111111111:layer:sample:1',
  'lambda:InvokeFunction',
  'lambda:GetLayerVersion',
];
