import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Chance } from './chance';
import { hostileText } from './frames';
import type { Scale } from './json-texts';

/** What a hostile service writes to a connection, bytes as they are, before it closes it. */
export interface HostileAnswer {
  readonly what: string;
  readonly parts: Iterable<Buffer | string>;
  /** Whether the connection breaks in the end, rather than end. */
  readonly breaks: boolean;
}

const STATUSES = [
  200, 200, 200, 200, 200, 201, 204, 304, 400, 401, 403, 404, 429, 500, 503, 999,
] as const;

/** Headers that somebody may make something of. */
const HEADERS = [
  'Content-Type: text/html',
  'Content-Type: application/json',
  'Content-Type: \u00e4',
  'Content-Type: application/json; charset=utf-16',
  'ETag: "x"',
  'ETag: ""',
  'Last-Modified: never',
  'Retry-After: 0',
  'Retry-After: 99999999999',
  'Retry-After: x',
  'Location: /',
  'Location: http://[',
  'Location: javascript:alert(1)',
  'WWW-Authenticate: Bearer error="invalid_token"',
  'Set-Cookie: a=b',
  `X-Long: ${'x'.repeat(10_000)}`,
  `X-Longer: ${'x'.repeat(20_000)}`,
  'Transfer-Encoding: gzip',
] as const;

/** Heads, or what is in place of them, that no server should send. */
const BROKEN_HEADS = [
  'HTTP/1.1 200\r\n\r\n',
  'HTTP/9.9 200 OK\r\n\r\n',
  'garbage\r\n\r\n',
  '\u0000\u0000\u0000',
  'HTTP/1.1 -1 OK\r\n\r\n',
  'HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n[]',
  'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n[]',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n[]\r\n',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n[]',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]XX0\r\n\r\n',
  'HTTP/1.1 200 OK\r\nbad header\r\n\r\n[]',
  'HTTP/1.1 100 Continue\r\n\r\n'.repeat(1_000),
  'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n',
  '',
] as const;

type Encode = (bytes: Buffer) => Buffer;

const ENCODINGS: readonly [Encoding, ...Encoding[]] = [
  { name: undefined, encode: (bytes) => bytes },
  { name: undefined, encode: (bytes) => bytes },
  { name: 'gzip', encode: (bytes) => gzipSync(bytes, { level: 1 }) },
  { name: 'deflate', encode: (bytes) => deflateSync(bytes, { level: 1 }) },
  { name: 'br', encode: (bytes) => (bytes.length < 2 ** 20 ? brotliCompressSync(bytes) : bytes) },
  { name: 'gzip', encode: (bytes) => bytes },
  { name: 'gzip', encode: (bytes) => gzipSync(bytes, { level: 1 }).subarray(0, -9) },
  { name: 'gzip, gzip', encode: (bytes) => gzipSync(gzipSync(bytes, { level: 1 })) },
  { name: 'none of these', encode: (bytes) => bytes },
];

interface Encoding {
  readonly name: string | undefined;
  readonly encode: Encode;
}

/** What else may be wrong with the bytes of a text. */
const DISTORTIONS: readonly [Distortion, ...Distortion[]] = [
  (_chance, bytes) => bytes,
  (_chance, bytes) => bytes,
  (_chance, bytes) => bytes,
  (chance, bytes) => bytes.subarray(0, chance.below(bytes.length + 1)),
  (chance, bytes) => {
    const at = chance.below(bytes.length + 1);
    return Buffer.concat([
      bytes.subarray(0, at),
      Buffer.from([0xff, 0xc0, 0x80]),
      bytes.subarray(at),
    ]);
  },
  (_chance, bytes) => Buffer.from(bytes.toString('utf8').slice(0, 2 ** 20), 'utf16le'),
];

type Distortion = (chance: Chance, bytes: Buffer) => Buffer;

/** A hostile answer of this chance. */
export function hostileAnswer(chance: Chance, scale: Scale): HostileAnswer {
  if (chance.next() < 0.15) {
    const text = chance.pick(BROKEN_HEADS);
    return {
      what: `sends ${JSON.stringify(text.slice(0, 80))}`,
      parts: [text],
      breaks: chance.next() < 0.5,
    };
  }
  const { what, text } = hostileText(chance, scale);
  const { name, encode } = chance.pick(ENCODINGS);
  const body = encode(chance.pick(DISTORTIONS)(chance, Buffer.from(text)));
  const status = chance.pick(STATUSES);
  const headers = Array.from({ length: chance.below(4) }, (): string => chance.pick(HEADERS));
  if (name !== undefined) headers.push(`Content-Encoding: ${name}`);
  const framing = chance.below(5);
  const length = framing === 0 ? body.length + 10 : body.length;
  const isChunked = framing >= 3;
  const frame = isChunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`;
  const head = [`HTTP/1.1 ${status} X`, 'Connection: close', frame, ...headers, '', ''].join(
    '\r\n',
  );
  return {
    what: `${status}, ${name ?? 'plain'}, ${what}`,
    parts: isChunked ? [head, ...chunked(body)] : [head, body],
    breaks: chance.next() < 0.1,
  };
}

function chunked(body: Buffer): (Buffer | string)[] {
  const parts: (Buffer | string)[] = [];
  for (let from = 0; from < body.length; from += 2 ** 16) {
    const part = body.subarray(from, from + 2 ** 16);
    parts.push(`${part.length.toString(16)}\r\n`, part, '\r\n');
  }
  return [...parts, '0\r\n\r\n'];
}
