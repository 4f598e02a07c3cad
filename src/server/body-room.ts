/**
 * Room for large bodies. A signature covers the body, so a body must be read before anybody knows whose it
 * is: what all large ones together may take is bounded, whoever sends them.
 */
import { MAX_BODY_BYTES } from './http-request.ts';

/** Requests that may be larger than all others. */
interface Kind {
  readonly name: string;
  readonly isIt: (method: string, path: string) => boolean;
  readonly maxBytes: number;
  /** What the bodies of all of them that are under way may hold together. */
  readonly togetherBytes: number;
}

const MEBIBYTE = 1024 * 1024;

const KINDS: readonly Kind[] = [
  {
    // Lambda's CreateFunction, UpdateFunctionCode and PublishLayerVersion: 50 MiB of zip in base64.
    name: 'code',
    isIt: (method, path) =>
      (method === 'POST' && /^\/2015-03-31\/functions\/?$/.test(path)) ||
      (method === 'PUT' && /^\/2015-03-31\/functions\/[^/]+\/code\/?$/.test(path)) ||
      (method === 'POST' && /^\/2018-10-31\/layers\/[^/]+\/versions\/?$/.test(path)),
    maxBytes: 70_167_211,
    // Each is in memory three times over while it is worked on.
    togetherBytes: 160 * MEBIBYTE,
  },
  {
    // Lambda's Invoke; what is a little too large is refused in Lambda's own words.
    name: 'payload',
    isIt: (method, path) =>
      method === 'POST' && /^\/2015-03-31\/functions\/[^/]+\/invocations\/?$/.test(path),
    maxBytes: 7 * MEBIBYTE,
    togetherBytes: 256 * MEBIBYTE,
  },
];

/** How large a body may be, and how its room is given back. */
export interface Room {
  readonly maxBytes: number;
  /** Absent where none was taken. */
  readonly leave?: () => void;
}

export interface Rooms {
  /** The room of a request that says it is this large, or `full` where others have taken it. */
  readonly enter: (method: string, url: string, declaredBytes: number) => Room | 'full';
}

const USUAL: Room = { maxBytes: MAX_BODY_BYTES };

export function createRooms(): Rooms {
  const taken = new Map<string, number>();
  return {
    enter: (method, url, declaredBytes) => {
      if (declaredBytes <= MAX_BODY_BYTES) return USUAL;
      const [path] = url.split('?', 1);
      const kind = KINDS.find(({ isIt }) => isIt(method, path!));
      if (!kind) return USUAL;
      // It will be refused by its size: nothing of it is kept.
      if (declaredBytes > kind.maxBytes) return { maxBytes: kind.maxBytes };
      const before = taken.get(kind.name) ?? 0;
      if (before + declaredBytes > kind.togetherBytes) return 'full';
      taken.set(kind.name, before + declaredBytes);
      let isHeld = true;
      return {
        maxBytes: kind.maxBytes,
        leave: () => {
          if (isHeld) taken.set(kind.name, taken.get(kind.name)! - declaredBytes);
          isHeld = false;
        },
      };
    },
  };
}
