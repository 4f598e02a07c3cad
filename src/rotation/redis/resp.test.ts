import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseReply, printCommand, RedisError } from './resp.ts';

const read = (text: string) => parseReply(Buffer.from(text));

test('a command says how long each of its words is, in bytes', () => {
  const words = ['AUTH', 'ü', 'a b\r\n'];
  assert.equal(printCommand(words).toString(), '*3\r\n$4\r\nAUTH\r\n$2\r\nü\r\n$5\r\na b\r\n\r\n');
});

test('a reply is read once it is all there', () => {
  const text = '*4\r\n+OK\r\n:7\r\n$-1\r\n$4\r\na\r\nb\r\n';
  for (let length = 0; length < text.length; length++)
    assert.equal(read(text.slice(0, length)), undefined);
  assert.deepEqual(read(text), { reply: ['OK', 7, null, 'a\r\nb'], end: text.length });
  const { reply } = read('-NOPERM no\r\n')!;
  assert.ok(reply instanceof RedisError);
  assert.equal(reply.kind, 'NOPERM');
  assert.throws(() => read('HTTP/1.1 400 Bad Request\r\n'), /no Redis/);
});
