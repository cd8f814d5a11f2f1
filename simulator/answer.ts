import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

/** One HTTP answer, complete and not yet on the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** An answer in JSON, with the bare media type that Django sends. */
export function jsonAnswer(
  status: number,
  data: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: Buffer.from(JSON.stringify(data)),
  };
}

/** An answer in HTML. */
export function htmlAnswer(
  status: number,
  html: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
    body: Buffer.from(html),
  };
}

/** An answer of a token endpoint, which nobody may store (RFC 6749, 5.1). */
export function oauthAnswer(status: number, data: unknown): Answer {
  return jsonAnswer(status, data, { 'cache-control': 'no-store', pragma: 'no-cache' });
}

/** A token endpoint's refusal (RFC 6749, 5.2). */
export function oauthRefusal(status: number, error: string, description?: string): Answer {
  const body = description === undefined ? { error } : { error, error_description: description };
  return oauthAnswer(status, body);
}

const ENCODERS = new Map([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
]);

/** Compresses an answer with the encoding that the client likes best, the first named among equals. */
export function compress(answer: Answer, acceptEncoding = ''): Answer {
  const encodings = acceptEncoding
    .split(',')
    .map(parseEncoding)
    .filter(({ name, weight }) => ENCODERS.has(name) && weight > 0);
  const highest = Math.max(...encodings.map(({ weight }) => weight));
  const encoding = encodings.find(({ weight }) => weight === highest);
  const encode = encoding && ENCODERS.get(encoding.name);
  if (!encode || answer.body.length === 0) return answer;
  const vary = [answer.headers['vary'], 'Accept-Encoding'].filter(Boolean).join(', ');
  return {
    status: answer.status,
    headers: { ...answer.headers, vary, 'content-encoding': encoding.name },
    body: encode(answer.body),
  };
}

function parseEncoding(text: string): { name: string; weight: number } {
  const [name = '', parameter] = text.split(';').map((piece) => piece.trim());
  return { name: name.toLowerCase(), weight: parameter ? Number(parameter.replace('q=', '')) : 1 };
}
