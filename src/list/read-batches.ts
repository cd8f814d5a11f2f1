import { notJson, readJson } from '../http/json';
import type { HttpAnswer } from '../http/message';
import { ByteWindow } from './byte-window';
import { findList, findResults } from './find-list';
import { ItemReader } from './item-reader';
import { ownTurn } from './own-turn';
import { assertPage, type Page, type SizedPage } from './page';

/** Items of a page, in their order. */
export type Batch = Pick<Page, 'items' | 'isBare'>;

/**
 * Bytes that are parsed at one go: less than a millisecond's work. Texts of
 * twice that length are slower by half, for V8 keeps them apart as large objects.
 */
const BATCH_BYTES = 2 ** 16;

/** Milliseconds of parsing after which the event loop turns. */
const TURN = 3;

/**
 * Reads a page while it arrives, in batches; every few of them the event loop turns.
 * The last batch is returned, when the whole is known to be JSON. The items are
 * those of `parseJson` of the whole; a short body is parsed as just that.
 *
 * What stands around the items, their brackets included, is parsed in the end
 * as a body of its own, and so judged and read as that of an empty list.
 *
 * @param shortBytes a body of fewer is parsed at one go
 * @throws {ServiceError} ANSWER_INVALID when it is no JSON or no list. A body of several
 *   batches is taken for broken when it has a second "results" behind its first.
 */
export async function* readBatches(
  answer: HttpAnswer,
  batchBytes = BATCH_BYTES,
  shortBytes = batchBytes,
): AsyncGenerator<Batch, SizedPage> {
  const window = new ByteWindow(answer.body);
  const isLong = await window.fill(shortBytes);
  const start = isLong ? await findList(window) : undefined;
  if (start === undefined) {
    if (window.bytes.length > batchBytes) await ownTurn();
    const page = assertPage(await readJson({ ...answer, body: window.rest() }));
    return { ...page, bytes: window.arrived };
  }

  const before = window.take(start.at);
  const reader = new ItemReader(window, batchBytes, () => notJson(answer));
  let turnedAt = performance.now();
  let { items, areLast } = await reader.next();
  while (!areLast) {
    yield { items, isBare: start.isBare };
    if (performance.now() - turnedAt > TURN) {
      await ownTurn();
      turnedAt = performance.now();
    }
    ({ items, areLast } = await reader.next());
  }
  // Behind the bracket that ends the list.
  if (!start.isBare && (await findResults(window, 1)) !== undefined) throw notJson(answer);
  const around = (async function* () {
    yield before;
    yield* window.rest();
  })();
  const page = assertPage(await readJson({ ...answer, body: around }));
  return { ...page, items, bytes: window.arrived };
}
