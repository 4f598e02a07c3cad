/** Listens to what a worker writes, line by line, and never to more than can be kept. */
import type { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../base/clock.ts';
import type { LogLine } from '../operation/functions.ts';

/** Kept of one invocation. */
export const MAX_LOG_BYTES = 1024 * 1024;
/** What CloudWatch Logs takes in one event. */
const MAX_LINE_BYTES = 256 * 1024;
/** A flood is read a chunk (64 KiB) at a time with pauses: who writes has to wait, and not the server. */
const FLOOD_PAUSE_MILLIS = 5;

export interface Output {
  /** A line of ours among its own. */
  readonly say: (message: string) => void;
  /** Reads all that was written until now, and hands over the lines since the last time. */
  readonly take: () => Promise<LogLine[]>;
}

/** Begins to listen; `clock` stamps the lines, `machineClock` counts the pauses. */
export function listenTo(stream: Readable, clock: Clock, machineClock: Clock): Output {
  let lines: LogLine[] = [];
  let kept = 0;
  let dropped = 0;
  let heard = 0;
  let rest = '';
  let isOver = false;
  const decoder = new TextDecoder();

  const keep = (message: string) => {
    lines.push({ at: clock.now(), message });
    kept += message.length + 1;
  };
  const hear = (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop()!;
    for (const part of parts) keep(part);
    for (; rest.length > MAX_LINE_BYTES; rest = rest.slice(MAX_LINE_BYTES)) {
      keep(rest.slice(0, MAX_LINE_BYTES));
    }
  };
  stream.on('data', (chunk: Buffer) => {
    heard++;
    if (kept < MAX_LOG_BYTES) return hear(decoder.decode(chunk, { stream: true }));
    dropped += chunk.length;
    stream.pause();
    machineClock.after(FLOOD_PAUSE_MILLIS, () => stream.resume());
  });
  stream.once('close', () => {
    isOver = true;
  });
  stream.on('error', () => {});

  return {
    say: keep,
    take: async () => {
      // Each turn of the event loop reads what lies ready: when one brings nothing, all has been heard.
      for (let before = -1; before !== heard && !isOver && !stream.isPaused(); ) {
        before = heard;
        await turn();
        await turn();
      }
      if (rest !== '') keep(rest);
      if (dropped > 0) keep(`[lockstead] ${dropped} bytes more were written and not kept.`);
      const taken = lines;
      lines = [];
      rest = '';
      kept = dropped = 0;
      return taken;
    },
  };
}
