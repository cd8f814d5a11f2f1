import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Answer } from './answer';

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
