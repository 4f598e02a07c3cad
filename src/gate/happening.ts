/** From the gate's questions and answers to what the trail remembers of them. */
import type { About, Happening } from '../audit/event.ts';
import type { AnyOperationModel } from '../model/model.ts';
import type { Answer, Asking, Operation, Resource } from '../operation/operation.ts';

interface Told extends Asking {
  readonly model: AnyOperationModel;
  readonly input: unknown;
}

/** What is remembered of a question, whether it has an answer or not. */
export function happening(
  operation: Operation,
  frame: Told,
  resource?: Resource,
  answer?: Answer<unknown>,
  besides?: readonly About[],
): Happening {
  const { model } = frame;
  return {
    at: frame.now,
    caller: frame.caller,
    request: frame.request,
    via: frame.via,
    service: model.service,
    operation: model.name,
    readOnly: operation.readOnly,
    input: { model, value: frame.input },
    output: answer && { model, value: answer.output },
    wrote: (answer?.changes?.length ?? 0) > 0,
    eventData: answer?.eventData,
    resource: resourceOf(frame, resource, answer),
    besides: besides?.length ? besides : undefined,
  };
}

/** What a request was about besides its resource: the trail names each thing once, and none without a kind. */
export function besidesOf(
  resource: Resource | undefined,
  permits: readonly (Resource | undefined)[],
): readonly About[] {
  const found = new Map<string, About>();
  for (const permit of permits) {
    if (!permit?.type || permit.arn === resource?.arn) continue;
    const { arn, type, account } = permit;
    found.set(arn, { arn, type, account });
  }
  return [...found.values()];
}

/** Nested successes of a request that failed: their changes went with it, and the trail says so. */
export const undone = (trail: readonly Happening[]): Happening[] =>
  trail.map((h) => (h.wrote ? { ...h, eventData: { ...h.eventData, undone: true } } : h));

/** The trail of a request whose changes could not be made: of the request itself it says that it failed. */
export const failed = (
  trail: readonly Happening[],
  { code, message }: { readonly code: string; readonly message: string },
): Happening[] =>
  undone(trail).map((h, i) => {
    if (i < trail.length - 1) return h;
    const { output: _, eventData: __, ...asked } = h;
    return { ...asked, error: { code, message } };
  });

function resourceOf(
  frame: Told,
  resource: Resource | undefined,
  answer: Answer<unknown> | undefined,
): About | undefined {
  if (answer?.made) return { ...answer.made, account: frame.caller.account };
  if (!resource || resource.arn === '*') return undefined;
  const { arn, account, type } = resource;
  return { arn, account, type };
}
