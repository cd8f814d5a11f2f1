import { ServiceError } from '../errors';
import type { HttpAnswer } from '../http/message';
import { asRecord, isRecord } from '../json-value';
import { because, type ReasonKey } from '../reasons';
import { isAbsent, type Path, valueAt } from '../value-at';
import { type PageFacts, readFacts } from './page-facts';

/**
 * In which chunks a list is passed on: for `items`, as they arrive; for `pages`,
 * as the service makes them, a bare array in pages of 1,000 items; for `list`,
 * each page complete, a bare array too. Text has its lines for items, and chunks of
 * complete lines for pages; bytes have chunks of them for both.
 */
export type ListMode = 'list' | 'items' | 'pages';

/** What items are that are not values of JSON: lines without their ends, other parts of a text, or of bytes. */
export type Form = 'line' | 'text' | 'bytes';

/** What one answer holds of a list. */
export interface Page extends PageFacts {
  readonly items: unknown[];
  /** Whether the items were a bare array that is the complete list. */
  readonly isBare: boolean;
  /** Set where they are not values of JSON. */
  readonly form?: Form;
}

/** A page, and what it takes of the memory. */
export interface SizedPage extends Page {
  /** Bytes of memory that its bytes and values were counted with. */
  readonly size: number;
}

/** How the answers of a service hold a list. */
export interface PageShape {
  /** Where the items are, unless the answer is an array itself. */
  readonly items: Path;
  /** Where the address of the next page, or the cursor, is; the first one that leads somewhere counts. */
  readonly next: readonly Path[];
  /** Whether a page names the next one in its body: then a bare array is the complete list. */
  readonly namesNext: boolean;
  /** Whether a page before had its items there: then they may be missing where there are none. */
  readonly isLater?: boolean;
}

/** As Django REST Framework sends pages: `{count, next, previous, results}`. */
export const USUAL_SHAPE: PageShape = { items: ['results'], next: [['next']], namesNext: true };

/**
 * The page that a parsed body is: a bare array, or an object with the items inside.
 *
 * @param header the answer's headers, which may say something of the list as well
 * @throws {ServiceError} ANSWER_INVALID when it is neither.
 */
export function assertPage(
  body: unknown,
  shape: PageShape = USUAL_SHAPE,
  header?: HttpAnswer['header'],
): Page {
  const { items: path, next, namesNext } = shape;
  const facts = readFacts(body, path, next, header);
  if (Array.isArray(body)) return { items: body, isBare: namesNext, ...facts };
  const found = valueAt(body, path);
  const items = found ?? (isEmpty(body, found, facts, shape) ? [] : undefined);
  if (Array.isArray(items)) {
    const mayBeLink = next !== USUAL_SHAPE.next;
    const address = namesNext ? { next: addressIn(facts.next, mayBeLink) } : undefined;
    return { items, isBare: false, ...facts, ...address };
  }
  if (path !== USUAL_SHAPE.items) {
    const reason = because('noListAt', { path: path.join('.') });
    throw new ServiceError('ANSWER_INVALID', { reason });
  }
  throw invalid(found === undefined ? 'noList' : 'resultsNoList');
}

/**
 * Whether a page without a list is one of no items: what is written in Go has `null` then, Twitter
 * leaves the list out and counts none, and so does Google, which may name a next page all the same.
 * Django REST Framework always has its list.
 */
function isEmpty(body: unknown, items: unknown, facts: PageFacts, shape: PageShape): boolean {
  if (shape.items === USUAL_SHAPE.items) return false;
  if (items === null) return true;
  const { total, count, next } = facts;
  if (total === 0 || count === 0) return true;
  const isSilent = !isAbsent(next) || Object.keys(asRecord(body)).length === 0;
  return shape.isLater === true && isSilent && isRecord(body);
}

/**
 * The address in what a page has for the next one: itself or, where a path was set, a link
 * object, or among the links of OGC APIs and FHIR.
 *
 * @throws {ServiceError} ANSWER_INVALID when it is something else.
 */
function addressIn(value: unknown, mayBeLink: boolean): string | undefined {
  if (isAbsent(value)) return undefined;
  if (typeof value === 'string') return value;
  if (!mayBeLink) throw invalid('nextNoAddress');
  if (Array.isArray(value)) {
    const links = value.map((each: unknown) => asRecord(each));
    const link = links.find(({ rel, relation }) => rel === 'next' || relation === 'next');
    return link && addressIn(link, true);
  }
  const { href, url } = asRecord(value);
  const address = href ?? url;
  if (typeof address !== 'string') throw invalid('nextNoAddress');
  return address;
}

function invalid(reason: ReasonKey): ServiceError {
  return new ServiceError('ANSWER_INVALID', { reason: because(reason) });
}

/** A part of a list, which comes in its order. */
export interface Chunk {
  readonly items: unknown[];
  /** Set where they are not values of JSON; the same for all chunks. */
  readonly form?: Form | undefined;
  /** Whether the list is complete with it. */
  readonly isLast: boolean;
  /** Set on the last one when the service says that the list is as it was the last time. */
  readonly isUnchanged?: boolean | undefined;
  /** Set on the last one where the service says how many items the list has; they may be more than came. */
  readonly total?: number | undefined;
  /** Set on the last one where items came on several pages: how many came again. */
  readonly duplicates?: number | undefined;
}

/** Takes a chunk; the next one is not read before. */
export type OnChunk = (chunk: Chunk) => Promise<void>;
