import type { HttpAnswer } from '../http/message';
import type { Page } from './page';
import { pages } from './pages';
import { type Portions, readPage } from './read-page';

/** A part of a list, which comes in its order. */
export interface Portion {
  readonly items: unknown[];
  /** Whether the list is whole with it. */
  readonly isLast: boolean;
}

/** Takes a portion; the next one is not read before. */
export type HandOn = (portion: Portion) => Promise<void>;

/** Asks for the page at a URL, and has the answer read. */
export type AskForPage = (url: URL, read: (answer: HttpAnswer) => Promise<Page>) => Promise<Page>;

/**
 * Hands a list on, portion by portion, to its end.
 *
 * @throws {ServiceError} as readPage and pages.
 */
export async function handOnList(
  ask: AskForPage,
  first: URL,
  portions: Portions,
  handOn: HandOn,
): Promise<void> {
  const read = (answer: HttpAnswer): Promise<Page> =>
    readPage(answer, portions, (items) => handOn({ items, isLast: false }));
  for await (const { items, next } of pages((url) => ask(url, read), first)) {
    await handOn({ items, isLast: next === undefined });
  }
}
