import { computeInSlice } from '../event-loop/time-slice';
import { decoderOf, readBytes, readText } from '../http/body';
import type { HttpAnswer } from '../http/message';
import { JsonLines } from '../json/json-lines';
import { countValues } from '../json/value-memory';
import { readPieces } from './byte-window';
import type { ListMode, SizedPage } from './page';
import type { Batch } from './read-batches';
import { RecordCutter } from './record-cutter';

/** What comes out of a body that is not JSON: its items are all of it, or parts of it, and not values. */
interface ChunkOptions {
  readonly mode: ListMode;
  /** Milliseconds that what could go on waits for more to come. */
  readonly maxWait: number;
}

/** The values of the lines of a body, each of which is JSON. */
export async function* readJsonLines(
  answer: HttpAnswer,
  maxWait: number,
): AsyncGenerator<Batch, SizedPage> {
  const { memory } = answer;
  const lines = new JsonLines();
  let size = 0;
  const batchOf = (items: unknown[]): Batch => {
    // Each line is a value of its own.
    const batch = { items, isBare: true, size: size + memory.take(0, items.length) };
    size = 0;
    return batch;
  };
  for await (const piece of readPieces(answer, maxWait)) {
    size += piece.length + memory.take(0, countValues(piece));
    const items = await lines.add(piece);
    if (items.length > 0) yield batchOf(items);
  }
  const link = answer.header('link');
  return { ...batchOf(await lines.end()), ...(link !== undefined && { link }) };
}

/** A text: all of it, its lines, or chunks of complete lines. */
export async function* readTextChunks(
  answer: HttpAnswer,
  { mode, maxWait, isCsv }: ChunkOptions & { readonly isCsv: boolean },
): AsyncGenerator<Batch, SizedPage> {
  if (mode === 'list') return allOf('text', await readText(answer));
  const form = mode === 'items' ? 'line' : 'text';
  const decoder = decoderOf(answer);
  const cutter = new RecordCutter(isCsv);
  const cut = (text: string): Promise<string[]> =>
    computeInSlice(() => (mode === 'items' ? cutter.lines(text) : cutter.chunk(text)));
  let size = 0;
  for await (const piece of readPieces(answer, maxWait)) {
    size += piece.length;
    const items = await cut(decoder.decode(piece, { stream: true }));
    if (items.length === 0) continue;
    const kept = Math.min(size, cutter.rest);
    yield { items, isBare: true, form, size: size - kept };
    size = kept;
  }
  const items = [...(await cut(decoder.decode())), ...cutter.end()];
  return { items, isBare: true, form, size };
}

/** Bytes: all of them, or chunks. */
export async function* readByteChunks(
  answer: HttpAnswer,
  { mode, maxWait }: ChunkOptions,
): AsyncGenerator<Batch, SizedPage> {
  if (mode === 'list') return allOf('bytes', await readBytes(answer));
  for await (const piece of readPieces(answer, maxWait)) {
    // A copy: a caller that keeps it keeps nothing else.
    yield { items: [Buffer.from(piece)], isBare: true, form: 'bytes', size: piece.length };
  }
  return { items: [], isBare: true, form: 'bytes', size: 0 };
}

function allOf(form: 'text' | 'bytes', body: string | Buffer): SizedPage {
  return { items: [body], isBare: true, form, size: body.length };
}
