/** RESP2, the protocol of Redis and Valkey: commands out, replies in. https://redis.io/docs/latest/develop/reference/protocol-spec/ */

/** What a server answers. */
export type Reply = string | number | null | RedisError | readonly Reply[];

/** The server's `-ERR …`: its first word is a kind. */
export class RedisError extends Error {
  override readonly name = 'RedisError';

  get kind(): string {
    return this.message.split(' ', 1)[0]!;
  }
}

/** A command as the server reads it. */
export function printCommand(words: readonly string[]): Buffer {
  const parts = [`*${words.length}\r\n`];
  for (const word of words) parts.push(`$${Buffer.byteLength(word)}\r\n${word}\r\n`);
  return Buffer.from(parts.join(''));
}

/** Reads one reply from `bytes` at `from`; undefined where it is not all there yet. */
export function parseReply(
  bytes: Buffer,
  from = 0,
): { readonly reply: Reply; readonly end: number } | undefined {
  const eol = bytes.indexOf('\r\n', from);
  if (eol < 0) return undefined;
  const line = bytes.toString('utf8', from + 1, eol);
  const after = eol + 2;
  switch (bytes[from]) {
    case 0x2b: // +
      return { reply: line, end: after };
    case 0x2d: // -
      return { reply: new RedisError(line), end: after };
    case 0x3a: // :
      return { reply: Number(line), end: after };
    case 0x24: // $
      return bulk(bytes, Number(line), after);
    case 0x2a: // *
      return list(bytes, Number(line), after);
    default:
      throw new Error('This is no Redis server.');
  }
}

function bulk(bytes: Buffer, length: number, from: number) {
  if (length < 0) return { reply: null, end: from };
  const end = from + length + 2;
  if (bytes.length < end) return undefined;
  return { reply: bytes.toString('utf8', from, from + length), end };
}

function list(bytes: Buffer, count: number, from: number) {
  if (count < 0) return { reply: null, end: from };
  const replies: Reply[] = [];
  let at = from;
  for (let n = 0; n < count; n++) {
    const next = parseReply(bytes, at);
    if (!next) return undefined;
    replies.push(next.reply);
    at = next.end;
  }
  return { reply: replies, end: at };
}
