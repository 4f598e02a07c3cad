/**
 * What MySQL 8 says on the wire, as far as rotation hears it: TLS, `caching_sha2_password` in full, and answers to
 * the statements of one user. There is no package of MySQL 8 for the tests; what is not told here is not known.
 * https://dev.mysql.com/doc/dev/mysql-server/latest/PAGE_PROTOCOL.html
 */
import { createHash } from 'node:crypto';
import net from 'node:net';
import tls from 'node:tls';
import { CERT, KEY } from '../own-ca.ts';

export interface Mysql8Server {
  readonly port: number;
  readonly passwords: Map<string, string>;
  /** The statements that it was asked, oldest first. */
  readonly asked: string[];
  readonly stop: () => void;
}

type Rows = readonly { readonly [name: string]: string }[];

/** @param answers the rows that statements have, by what they begin with */
export async function mysql8Server(
  passwords: Map<string, string>,
  answers: { readonly [start: string]: Rows },
): Promise<Mysql8Server> {
  const asked: string[] = [];
  const open = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    serve(socket, { passwords, answers, asked });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    passwords,
    asked,
    stop: () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

interface Serving {
  readonly passwords: Map<string, string>;
  readonly answers: { readonly [start: string]: Rows };
  readonly asked: string[];
}

const NONCE = Buffer.from('abcdefghijklmnopqrst');
const CAPABILITIES = 0x00_8f_ff_fe & ~0x20 & ~0x01_00_00_00;

function serve(plain: net.Socket, { passwords, answers, asked }: Serving): void {
  let socket: net.Socket = plain;
  let [received, sequence] = [Buffer.alloc(0), 0];
  let step: (packet: Buffer) => void = hello;
  let user = '';

  const send = (...bodies: readonly Buffer[]) => {
    for (const body of bodies) {
      const head = Buffer.alloc(4);
      head.writeUIntLE(body.length, 0, 3);
      head[3] = sequence++ & 0xff;
      socket.write(Buffer.concat([head, body]));
    }
  };
  const hear = (bytes: Buffer) => {
    received = Buffer.concat([received, bytes]);
    while (received.length >= 4 && received.length >= 4 + received.readUIntLE(0, 3)) {
      const end = 4 + received.readUIntLE(0, 3);
      sequence = received[3]! + 1;
      const packet = received.subarray(4, end);
      received = received.subarray(end);
      step(packet);
    }
  };
  socket.on('data', hear);
  send(handshake());

  /** First a wish for TLS, then, under it, who is there. */
  function hello(packet: Buffer): void {
    if (packet.length !== 32) return void socket.destroy();
    plain.off('data', hear);
    plain.pause();
    // The handshake may have come with the wish.
    plain.unshift(received);
    received = Buffer.alloc(0);
    const secure = new tls.TLSSocket(plain, { isServer: true, cert: CERT, key: KEY });
    secure.on('error', () => {});
    secure.on('data', hear);
    socket = secure;
    step = login;
  }

  function login(packet: Buffer): void {
    const end = packet.indexOf(0, 32);
    user = packet.toString('utf8', 32, end);
    const proof = packet.subarray(end + 2, end + 2 + packet[end + 1]!);
    const password = passwords.get(user) ?? '';
    // As a server that has not seen this password yet: the whole of it is asked for, under TLS.
    if (!proof.equals(scramble(password))) return refuse();
    step = wholePassword;
    send(Buffer.from([0x01, 0x04]));
  }

  function wholePassword(packet: Buffer): void {
    if (packet.toString('utf8').replace(/\0$/, '') !== passwords.get(user)) return refuse();
    step = command;
    send(OK);
  }

  function command(packet: Buffer): void {
    if (packet[0] !== 0x03) return void socket.end();
    const sql = packet.toString('utf8', 1).trim();
    asked.push(sql);
    const start = Object.keys(answers).find((each) => sql.startsWith(each));
    if (start !== undefined) return send(...resultSet(answers[start]!));
    const own = /^alter user user\(\) identified by '(.*)'$/.exec(sql);
    if (own) passwords.set(user, own[1]!.replace(/\\(.)/g, '$1'));
    for (const [, name, password] of sql.matchAll(/'([^']*)'@'%' identified by '((?:\\.|[^'])*)'/g))
      if (sql.startsWith('alter user')) passwords.set(name!, password!.replace(/\\(.)/g, '$1'));
    send(OK);
  }

  function refuse(): void {
    const text = `#28000Access denied for user '${user}'@'localhost' (using password: YES)`;
    send(Buffer.concat([Buffer.from([0xff, 0x15, 0x04]), Buffer.from(text)]));
    socket.end();
  }
}

const OK = Buffer.from([0, 0, 0, 2, 0, 0, 0]);
const EOF_PACKET = Buffer.from([0xfe, 0, 0, 2, 0]);

function handshake(): Buffer {
  const capabilities = Buffer.alloc(4);
  capabilities.writeUInt32LE(CAPABILITIES);
  return Buffer.concat([
    Buffer.from([10]),
    Buffer.from('8.0.40\0'),
    Buffer.from([7, 0, 0, 0]),
    NONCE.subarray(0, 8),
    Buffer.from([0]),
    capabilities.subarray(0, 2),
    Buffer.from([45, 2, 0]),
    capabilities.subarray(2),
    Buffer.from([21]),
    Buffer.alloc(10),
    NONCE.subarray(8),
    Buffer.from([0]),
    Buffer.from('caching_sha2_password\0'),
  ]);
}

const sha256 = (...parts: readonly Buffer[]): Buffer =>
  createHash('sha256').update(Buffer.concat(parts)).digest();

/** XOR(SHA256(password), SHA256(SHA256(SHA256(password)), nonce)) */
function scramble(password: string): Buffer {
  const once = sha256(Buffer.from(password));
  const mask = sha256(sha256(once), NONCE);
  return Buffer.from(once.map((byte, at) => byte ^ mask[at]!));
}

function resultSet(rows: Rows): readonly Buffer[] {
  const names = Object.keys(rows[0] ?? { none: '' });
  const columns = names.map((name) =>
    Buffer.concat([
      ...['def', '', '', '', name, ''].map(text),
      Buffer.from([0x0c, 45, 0, 255, 255, 0, 0, 0xfd, 0, 0, 0, 0, 0]),
    ]),
  );
  const values = rows.map((row) => Buffer.concat(names.map((name) => text(row[name]!))));
  return [Buffer.from([names.length]), ...columns, EOF_PACKET, ...values, EOF_PACKET];
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  if (bytes.length < 251) return Buffer.concat([Buffer.from([bytes.length]), bytes]);
  const length = Buffer.from([0xfc, 0, 0]);
  length.writeUInt16LE(bytes.length, 1);
  return Buffer.concat([length, bytes]);
}
