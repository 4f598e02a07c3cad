import type { AnyOperationModel, ErrorModel } from '../model/model.ts';
import type { Codec, WireResponse } from './codec.ts';
import { jsonReader, jsonWriter, parseJson, serialization } from './json.ts';

/** awsJson1.1: one JSON object each way, the operation named by `X-Amz-Target`. */
export const json11: Codec = {
  read: (model, request) => jsonReader(model.input)(parseJson(request.body), 0),

  write: (model, output, requestId) =>
    answer(
      200,
      requestId,
      isEmpty(model) ? '' : JSON.stringify(jsonWriter(model.output)(output ?? {})),
    ),

  writeError: (_service, error, requestId, model) => {
    const known = errorModel(model, error.code);
    const body: { [member: string]: unknown } = { __type: error.code };
    // Where AWS has nothing to say, the body has no member for it.
    if (error.message !== '') body[messageMember(error.code, known)] = error.message;
    Object.assign(body, writeErrorMembers(error.members, known));
    return answer(error.status, requestId, JSON.stringify(body));
  },
};

/** What the operation's model says about an error, if it says anything. */
export function errorModel(
  model: AnyOperationModel | undefined,
  code: string,
): ErrorModel | undefined {
  const errors = model?.errors as { readonly [code: string]: ErrorModel } | undefined;
  return errors && Object.hasOwn(errors, code) ? errors[code] : undefined;
}

/** The name of the message in an error's body: the model's own, or the one of the front door. */
export const messageMember = (code: string, known: ErrorModel | undefined): string =>
  known?.messageMember ?? (CAPITAL_MESSAGE.has(code) ? 'Message' : 'message');

/** An error's members beside the message, as JSON. */
export function writeErrorMembers(
  members: { readonly [name: string]: unknown },
  known: ErrorModel | undefined,
): { [name: string]: unknown } {
  const written: { [name: string]: unknown } = {};
  for (const [name, value] of Object.entries(members)) {
    const member = known?.members?.[name];
    if (value === undefined || (member?.location && member.location !== 'uri')) continue;
    written[member?.wireName ?? name] = member ? jsonWriter(member.shape)(value) : value;
  }
  return written;
}

// No model has these two; the framework in front of all JSON services spells them with a capital.
const CAPITAL_MESSAGE = new Set(['AccessDeniedException', serialization('').code]);

const empty = new WeakMap<AnyOperationModel, boolean>();

/** AWS answers with no body at all where the operation has no output. */
function isEmpty(model: AnyOperationModel): boolean {
  let known = empty.get(model);
  if (known === undefined)
    empty.set(model, (known = Object.keys(model.output.members).length === 0));
  return known;
}

const answer = (status: number, requestId: string, body: string): WireResponse => ({
  status,
  headers: { 'x-amzn-RequestId': requestId, 'Content-Type': 'application/x-amz-json-1.1' },
  body,
});
