import { notJson, parseBody, readJson } from '../http/body';
import type { AnswerMemory } from '../http/memory';
import type { HttpAnswer } from '../http/message';
import { BATCH_BYTES } from '../json/sliced-value';
import { MAX_DEPTH } from '../json-value';
import { ByteWindow } from './byte-window';
import { findList, hasSecondList, type ListStart } from './find-list';
import { ItemReader } from './item-reader';
import { assertPage, type PageShape, type SizedPage, USUAL_SHAPE } from './page';

/** Items of a page, in their order. */
export type Batch = Pick<SizedPage, 'items' | 'isBare' | 'form' | 'size'>;

export interface BatchOptions {
  /** Bytes that are parsed in one step; 64 KB by default. */
  readonly batchBytes?: number;
  /** A body of fewer bytes is parsed in one step as well; the length of a batch by default. */
  readonly shortBytes?: number | undefined;
  /** Milliseconds after which what has arrived is a batch, if it holds an item; without end by default. */
  readonly maxWait?: number | undefined;
  /** Where in the body the list is. */
  readonly shape?: PageShape | undefined;
}

/**
 * Reads a page while it arrives, in batches; every few of them the event loop runs.
 * The last batch is returned, when the complete body is known to be JSON. The items are
 * those of `parseJson` of the complete body; a short body is parsed as just that.
 *
 * What is around the items, their brackets included, is parsed in the end
 * as a body of its own, and so judged and read as that of an empty list.
 *
 * @throws {ServiceError} BODY_TOO_LARGE, BUSY when what was not given back is more than may be
 *   kept; ANSWER_INVALID when it is not JSON, not a list, or nested too deep. A body of several
 *   batches is taken for broken when it has a second list behind its first.
 */
export async function* readBatches(
  answer: HttpAnswer,
  {
    batchBytes = BATCH_BYTES,
    shortBytes = batchBytes,
    maxWait,
    shape = USUAL_SHAPE,
  }: BatchOptions = {},
): AsyncGenerator<Batch, SizedPage> {
  const window = new ByteWindow(answer);
  const long = await beginOfLong(window, shape, shortBytes, maxWait);
  if (long === undefined) {
    const { length } = window;
    const { value, size } = await parseBody(answer, window.takeAll());
    return { ...assertPage(value, shape, answer.header), size: length + size };
  }
  const { start, isLong } = long;
  if (start === undefined) return parsePage({ ...answer, body: window.rest() }, shape, shortBytes);

  const before = window.take(start.at);
  const { memory } = answer;
  // In a page, the list is inside of objects.
  const levels = start.isBare ? MAX_DEPTH : MAX_DEPTH - shape.items.length;
  const isBare = start.isBare && shape.namesNext;
  const broken = (): Error => notJson(answer);
  const reader = new ItemReader(window, { batchBytes, memory, levels, broken });
  let { items, areLast, size } = await reader.next(isLong ? maxWait : 0);
  while (!areLast) {
    yield { items, isBare, size };
    ({ items, areLast, size } = await reader.next(maxWait));
  }
  // Behind the bracket that ends the list.
  if (!start.isBare && (await hasSecondList(window, shape.items))) throw notJson(answer);
  const around = { ...answer, body: aroundItems(before, window, memory) };
  const page = await parsePage(around, shape);
  return { ...page, items, size: page.size + size };
}

/** How a body begins that is not read in one step. */
interface Begin {
  /** Where its list does, if it has one. */
  readonly start: ListStart | undefined;
  /** Whether it is a long one, and not only late. */
  readonly isLong: boolean;
}

/** Nothing where all of a short body is here. */
async function beginOfLong(
  window: ByteWindow,
  { items }: PageShape,
  shortBytes: number,
  maxWait: number | undefined,
): Promise<Begin | undefined> {
  for (;;) {
    const isLong = await window.fill(shortBytes, maxWait);
    if (!isLong && window.isAtEnd) return undefined;
    const { length } = window;
    const start = await findList(window, items);
    // Where the list itself was late, the wait for more of it begins here: what breaks off before a
    // part of it was passed on can be asked for again.
    if (isLong || window.length === length) return { start, isLong };
  }
}

/** What is before the items, and behind them. */
async function* aroundItems(
  before: Buffer,
  window: ByteWindow,
  memory: AnswerMemory,
): AsyncGenerator<Buffer> {
  memory.give(before.length);
  yield before;
  yield* window.rest();
}

/** The page that is in what is left of a body. */
async function parsePage(
  answer: HttpAnswer,
  shape: PageShape,
  shortBytes?: number,
): Promise<SizedPage> {
  let size = 0;
  const memory: AnswerMemory = {
    ...answer.memory,
    take(bytes, values) {
      const taken = answer.memory.take(bytes, values);
      size += taken;
      return taken;
    },
  };
  const page = assertPage(await readJson({ ...answer, memory }, shortBytes), shape, answer.header);
  return { ...page, size };
}
