import zlib from 'node:zlib';
import type { HostileAnswer } from '../../../scripts/fuzz/answers';

/** A text, or pieces of one. */
export type Body = string | readonly (Buffer | string)[];

interface Options {
  readonly status?: number;
  readonly encoding?: keyof typeof ENCODE | undefined;
  /** Lines behind the last chunk; without any, the answer is not in chunks. */
  readonly trailers?: string;
  /** Bytes that the answer says it has. */
  readonly announced?: number;
}

const ENCODE = {
  gzip: (bytes: Buffer) => zlib.gzipSync(bytes, { level: 1 }),
  deflate: (bytes: Buffer) => zlib.deflateSync(bytes, { level: 1 }),
  br: (bytes: Buffer) =>
    zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } }),
  zstd: (bytes: Buffer): Buffer => Reflect.get(zlib, 'zstdCompressSync')(bytes),
};

/** An answer, byte by byte as it is described. */
export function respond(
  body: Body,
  { status = 200, encoding, trailers, announced }: Options = {},
): HostileAnswer {
  const plain = typeof body === 'string' ? [body] : body;
  const all = (): Buffer => Buffer.concat(plain.map((part) => Buffer.from(part)));
  const sent = encoding === undefined ? plain : [ENCODE[encoding](all())];
  const length = sent.reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  const head = [
    `HTTP/1.1 ${status} X`,
    'Connection: close',
    ...(encoding === undefined ? [] : [`Content-Encoding: ${encoding}`]),
    trailers === undefined
      ? `Content-Length: ${announced ?? length}`
      : 'Transfer-Encoding: chunked',
  ];
  const parts =
    trailers === undefined
      ? sent
      : [`${length.toString(16)}\r\n`, ...sent, `\r\n0\r\n${trailers}\r\n`];
  return { what: String(status), parts: [`${head.join('\r\n')}\r\n\r\n`, ...parts], breaks: false };
}

/** An answer without an end: after its beginning, a text comes again and again. */
export function respondForEver(beginning: string, again: string, isGzip = false): HostileAnswer {
  const encode = isGzip ? ENCODE.gzip : (bytes: Buffer): Buffer => bytes;
  const head = `HTTP/1.1 200 X\r\nConnection: close\r\n${isGzip ? 'Content-Encoding: gzip\r\n' : ''}\r\n`;
  const first = encode(Buffer.from(beginning));
  const block = encode(Buffer.from(again));
  return {
    what: 'endless',
    parts: {
      *[Symbol.iterator]() {
        yield head;
        yield first;
        for (;;) yield block;
      },
    },
    breaks: false,
  };
}
