import type { FunctionRuntime } from '../operation/functions.ts';

/**
 * A runtime that is made when somebody first needs it: to look around on the machine takes a second or
 * two, and a server without functions is not to wait for that. Once stopped it is made anew.
 */
export function onDemand<R extends FunctionRuntime>(
  make: () => Promise<R>,
): FunctionRuntime & { readonly ready: () => Promise<R> } {
  let made: Promise<R> | undefined;
  const ready = () =>
    (made ??= make().catch((cause: unknown) => {
      made = undefined;
      throw cause;
    }));
  return {
    ready,
    runs: async (runtime) => (await ready()).runs(runtime),
    examine: async (zip) => (await ready()).examine(zip),
    invoke: async (invocation) => (await ready()).invoke(invocation),
    forget: (functionArn) => {
      void made?.then((runtime) => runtime.forget(functionArn)).catch(() => {});
    },
    stop: async () => {
      const before = made;
      made = undefined;
      await before?.then((runtime) => runtime.stop()).catch(() => {});
    },
  };
}
